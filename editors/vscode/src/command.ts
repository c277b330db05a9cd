/** How the server is started. Nothing here needs VS Code, so that it is tested without one. */

import * as path from "node:path";

export interface Settings {
  /** The program; empty for the one that is found. */
  path: string;
  arguments: string[];
}

export interface Command {
  command: string;
  args: string[];
}

/** Languages that articles are written in, as VS Code calls them. */
export const LANGUAGES = ["markdown", "mdx", "html", "plaintext"];

/** The commands that the server answers, and that ask the writer something first. */
export const SILENCE = "healthlint.silence";

/** The command line of the server: the named program, that of an environment in one of the folders, or that on the PATH. */
export function commandOf(
  settings: Settings,
  folders: string[],
  exists: (file: string) => boolean,
  platform: NodeJS.Platform = process.platform,
): Command {
  const args = ["server", ...settings.arguments];
  if (settings.path) {
    return { command: settings.path, args };
  }
  const inside = platform === "win32" ? ["Scripts", "healthlint.exe"] : ["bin", "healthlint"];
  const found = folders.map((folder) => path.join(folder, ".venv", ...inside)).find(exists);
  return { command: found ?? "healthlint", args };
}

/** What is said when the program cannot be started. */
export function notFound(command: string): string {
  return `healthlint: '${command}' cannot be started; install healthlint[lsp], or name the program in healthlint.path`;
}
