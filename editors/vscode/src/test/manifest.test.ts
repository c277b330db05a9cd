import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { test } from "node:test";
import { LANGUAGES } from "../command";

const root = path.join(__dirname, "..", "..");
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

test("it wakes for the languages that it checks", () => {
  assert.deepEqual(manifest.activationEvents, LANGUAGES.map((language) => `onLanguage:${language}`));
});

test("every setting and command that it asks for is declared", () => {
  const source = readFileSync(path.join(root, "src", "extension.ts"), "utf8");
  const declared = Object.keys(manifest.contributes.configuration.properties);
  for (const [, name] of source.matchAll(/found\.get\("(\w+)"/g)) {
    assert.ok(declared.includes(`healthlint.${name}`), name);
  }
  const commands = manifest.contributes.commands.map((each: { command: string }) => each.command);
  for (const [, name] of source.matchAll(/registerCommand\("([\w.]+)"/g)) {
    assert.ok(commands.includes(name), name);
  }
});
