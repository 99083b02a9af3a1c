/** Desktop VS Code, where a person has it. */
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { HumanError } from "../humanError.ts";
import { openerExtension, repository } from "../repository.ts";
import { runVisibly } from "../runCommand.ts";
import { addLanguagePack } from "./language.ts";
import { type Settings, writeDesktopSettings } from "./settings.ts";

/** Absolute path of the `code` program on PATH; `undefined` when there is none. */
export function findDesktopCode(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  // Within a remote window `code` only opens files in that window.
  if (environment["VSCODE_IPC_HOOK_CLI"]) return undefined;
  const name = process.platform === "win32" ? "code.cmd" : "code";
  const folders = (environment["PATH"] ?? "").split(path.delimiter).filter((folder) => folder);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** Opens a window with our extension, and with settings and state of its own in `folder`. */
export async function openDesktopCode(
  program: string,
  window: {
    readonly open: string;
    readonly folder: string;
    readonly settings: Settings;
    /** English, or what it spoke last, is the default. */
    readonly language: string | undefined;
  },
): Promise<void> {
  const { open, folder, settings, language } = window;
  const userData = path.join(folder, "user-data");
  await mkdir(userData, { recursive: true });
  if (!existsSync(path.join(userData, "User", "settings.json"))) {
    await writeDesktopSettings(userData, settings);
  }
  if (language) await addLanguagePack(userData, language);
  const args = [
    ...(language ? [`--locale=${language}`] : []),
    `--extensionDevelopmentPath=${repository}`,
    `--extensionDevelopmentPath=${openerExtension}`,
    `--user-data-dir=${userData}`,
    `--extensions-dir=${path.join(folder, "extensions")}`,
    open,
  ];
  const exitCode = await runOnAnySystem(program, args);
  if (exitCode !== 0) {
    throw new HumanError(
      `${program} ended with ${exitCode}. To use a browser instead: npm start -- --serve`,
    );
  }
}

/** On Windows the program is a script, which only a shell runs. */
function runOnAnySystem(program: string, args: readonly string[]): Promise<number> {
  if (process.platform !== "win32") return runVisibly(program, args);
  const quoted = [program, ...args].map((part) => `"${part}"`);
  return runVisibly(quoted[0] ?? "", quoted.slice(1), { shell: true });
}
