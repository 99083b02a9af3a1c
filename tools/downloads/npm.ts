/** Fetches packages with npm, wherever npm is set to fetch them from. */
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { HumanError } from "../humanError.ts";
import { CommandFailed, runCommand } from "../runCommand.ts";

export interface PackagedVersion {
  readonly package: string;
  readonly version: string;
}

/**
 * Unpacks a package into the folder `into`, running none of its scripts.
 * `only` keeps just these paths; `strip` leading path segments are dropped (1 is npm's own "package").
 */
export async function unpackPackage(
  { package: name, version }: PackagedVersion,
  into: string,
  { only = [], strip = 1 }: { only?: readonly string[]; strip?: number } = {},
): Promise<void> {
  await mkdir(into, { recursive: true });
  const printed = await npm(["pack", `${name}@${version}`, "--pack-destination", into], into);
  const archive = path.join(into, printed.trim().split("\n").at(-1) ?? "");
  const kept = only.map((part) => `package/${part}`);
  await runCommand("tar", ["-xzf", archive, "-C", into, `--strip-components=${strip}`, ...kept]);
  await rm(archive);
}

/** Installs what the package.json of `folder` depends on, for running only and without scripts. */
export async function installDependencies(folder: string): Promise<void> {
  await npm(["install", "--omit=dev", "--ignore-scripts"], folder);
}

async function npm(args: readonly string[], cwd: string): Promise<string> {
  const quiet = ["--loglevel=error", "--no-audit", "--no-fund"];
  const { command, leading, shell } = npmProgram();
  const options = { cwd, env: environmentOfItsOwn(), shell };
  try {
    return await runCommand(command, [...leading, ...args, ...quiet], options);
  } catch (error) {
    throw error instanceof CommandFailed ? explain(error, args) : error;
  }
}

/** The npm that runs this program, else the one on PATH. */
function npmProgram(): { command: string; leading: string[]; shell: boolean } {
  const running = process.env["npm_execpath"];
  if (running && /npm-cli\.[cm]?js$/.test(running)) {
    return { command: process.execPath, leading: [running], shell: false };
  }
  return { command: "npm", leading: [], shell: process.platform === "win32" };
}

/** Without the variables that `npm run` sets about the package being run. */
function environmentOfItsOwn(): NodeJS.ProcessEnv {
  const foreign = /^npm_(package|lifecycle|config_local_prefix|command)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function explain(failure: CommandFailed, args: readonly string[]): Error {
  const command = `npm ${args.slice(0, 2).join(" ")}`;
  if (failure.exitCode === undefined) {
    return new HumanError(
      "npm was not found, and VS Code is fetched with it. Install Node.js with npm and try again.",
      { cause: failure },
    );
  }
  if (/ENOSPC|no space left/i.test(failure.output)) return failure;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/i.test(failure.output)) {
    return new HumanError(
      `The npm registry could not be reached for "${command}". Check the network, or the proxy and registry that npm is set to, and try again.`,
      { cause: failure },
    );
  }
  return new HumanError(`"${command}" failed:\n${failure.output.trim()}`, {
    cause: failure,
  });
}
