import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { test } from "node:test";
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { commandOf, SILENCE } from "../command";

/** The protocol library of VS Code against the server itself; HEALTHLINT names the program. */
const program = process.env["HEALTHLINT"] ?? "";
const missing = !program || spawnSync(program, ["--version"]).status !== 0;

test("the server speaks with the library that VS Code uses", { skip: missing && "HEALTHLINT names no program" }, async () => {
  const { command, args } = commandOf({ path: program, arguments: ["--isolated"] }, [], () => false);
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.listen();
  const capabilities = { textDocument: { diagnostic: {} } };
  const params = { processId: process.pid, rootUri: null, workspaceFolders: null, capabilities };
  const { capabilities: offered } = await connection.sendRequest(InitializeRequest.type, params);
  assert.ok(offered.executeCommandProvider?.commands.includes(SILENCE));
  await connection.sendNotification(InitializedNotification.type, {});
  const textDocument = { uri: "file:///draft.md", languageId: "markdown", version: 1, text: "It is a miracle.\n" };
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
  assert.equal(report.kind, "full");
  assert.deepEqual(report.kind === "full" && report.items.map((each) => each.code), ["LAN001"]);
  const asked = connection.sendRequest(ExecuteCommandRequest.type, {
    command: "healthlint.explain",
    arguments: [textDocument.uri, "LAN001"],
  });
  assert.match(await asked, /^# LAN001 sensational-language/);
  await connection.sendRequest(ShutdownRequest.type);
  const ended = new Promise((resolve) => child.on("exit", resolve));
  await connection.sendNotification(ExitNotification.type);
  assert.equal(await ended, 0);
});
