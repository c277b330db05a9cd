import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf } from "../command";

const none = { path: "", arguments: [] };

test("a program that is named is taken as it is", () => {
  const named = { path: "/opt/healthlint", arguments: ["--no-reader"] };
  assert.deepEqual(commandOf(named, ["/a"], () => true), { command: "/opt/healthlint", args: ["server", "--no-reader"] });
});

test("an environment of the workspace goes before the PATH", () => {
  const there = (file: string) => file === "/b/.venv/bin/healthlint";
  assert.equal(commandOf(none, ["/a", "/b"], there, "linux").command, "/b/.venv/bin/healthlint");
  assert.equal(commandOf(none, ["/a"], there, "linux").command, "healthlint");
});

test("on Windows programs lie elsewhere", () => {
  const command = commandOf(none, ["a"], () => true, "win32").command;
  assert.match(command, /\.venv.Scripts.healthlint\.exe$/);
});
