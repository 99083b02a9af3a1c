/**
 * Commands as programs and key bindings call them: they are given the result or a `ProgramError`, and asked no
 * question.
 */
import { Failure } from "../errors/failure.ts";
import type { Log } from "./log.ts";
import { isCancellation, logError, programError } from "./present.ts";

export { ProgramOptions } from "./programOptions.ts";

/** One command's side for programs; what does not come from a program goes to its side for people. */
export interface ProgramCommand {
  isCalledByProgram(given: readonly unknown[]): boolean;
  /** Rejects with a `ProgramError`, whatever goes wrong. */
  run(given: readonly unknown[]): Promise<unknown>;
}

/** Does what a program asked for. Rejects with a `ProgramError`, whatever goes wrong. */
export async function forProgram<T>(log: Log, work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // A bug is ours to fix; the program is told no more than that.
    if (!isCancellation(error) && !(error instanceof Failure)) logError(error, log);
    throw programError(error);
  }
}
