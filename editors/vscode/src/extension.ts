/** Starts `healthlint server` for articles, and asks for the reason where a finding is to be silenced. */

import { existsSync } from "node:fs";
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions } from "vscode-languageclient/node";
import { commandOf, LANGUAGES, notFound, Settings, SILENCE } from "./command";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("healthlint.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("healthlint.path") || change.affectsConfiguration("healthlint.arguments")) {
        void restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function restart(): Promise<void> {
  await client?.stop();
  await start();
}

async function start(): Promise<void> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  const command = commandOf(settings(), folders, existsSync);
  const server: ServerOptions = { ...command, options: { cwd: folders[0] } };
  client = new LanguageClient("healthlint", "healthlint", server, options());
  try {
    await client.start();
  } catch {
    void vscode.window.showErrorMessage(notFound(command.command));
  }
}

function settings(): Settings {
  const found = vscode.workspace.getConfiguration("healthlint");
  return { path: found.get("path", ""), arguments: found.get("arguments", []) };
}

function options(): LanguageClientOptions {
  return {
    documentSelector: LANGUAGES.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    middleware: {
      executeCommand: async (name, args, next) => {
        if (name !== SILENCE) {
          return next(name, args);
        }
        const reason = await vscode.window.showInputBox({ prompt: "Why is it right here?" });
        return reason === undefined ? undefined : next(name, reason ? [...args, reason] : args);
      },
    },
  };
}
