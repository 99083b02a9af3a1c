/** Runs another program to its end. */
import { type SpawnOptions, spawn } from "node:child_process";

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Written to the program's standard input. */
  readonly input?: Uint8Array;
  readonly shell?: boolean;
}

/** A program that could not be started (`exitCode` undefined) or ended with a failure. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
  readonly exitCode: number | undefined;
  /** All that it printed. */
  readonly output: string;

  constructor(command: string, exitCode: number | undefined, output: string, cause?: unknown) {
    super(`${command} failed (${exitCode ?? "could not be started"}): ${output.trim()}`, { cause });
    this.exitCode = exitCode;
    this.output = output;
  }
}

/** Resolves to what the program wrote to standard output; rejects with CommandFailed. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { input, ...rest } = options;
  const spawnOptions: SpawnOptions = { ...rest, stdio: ["pipe", "pipe", "pipe"] };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, spawnOptions);
    let stdout = "";
    let all = "";
    child.stdout?.on("data", (chunk) => {
      stdout += chunk;
      all += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      all += chunk;
    });
    child.on("error", (error) =>
      reject(new CommandFailed(command, undefined, error.message, error)),
    );
    child.on("close", (code) => {
      if (code === 0) resolve(stdout);
      else reject(new CommandFailed(command, code ?? undefined, all));
    });
    // When a program ends without reading its input, its exit code says why.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/** Like runCommand, but the program's output goes straight to ours; resolves to its exit code. */
export function runVisibly(
  command: string,
  args: readonly string[],
  options: Omit<CommandOptions, "input"> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", (error) =>
      reject(new CommandFailed(command, undefined, error.message, error)),
    );
    child.on("close", (code) => resolve(code ?? 1));
  });
}
