/** Runs the compilers and shells that a machine happens to have. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function isInstalled(program: string): boolean {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.some((folder) => existsSync(join(folder, program)));
}

/** Resolves when the program has ended; it sees no proxy and no keys but those given. */
export function run(
  program: string,
  options: readonly string[],
  given: { input?: string; env?: Readonly<Record<string, string>>; folder?: string } = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, {
      cwd: given.folder,
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], LANG: "C.UTF-8", ...given.env },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    // Whoever ends without reading has its reasons on the standard error.
    child.stdin.on("error", () => undefined);
    child.stdin.end(given.input ?? "");
  });
}
