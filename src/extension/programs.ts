/**
 * Commands as programs and key bindings call them: they are given the result or a `ProgramError`, and asked no
 * question.
 */
import { Failure } from "../errors/failure.ts";
import { Refusal } from "../errors/refusal.ts";
import type { Log } from "./log.ts";
import { isCancellation, logError, programError } from "./present.ts";

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

/**
 * The options that a program gave, read one by one: each is absent or what it should be, else a `Refusal` is thrown,
 * since what `refresh: "false"` means must not be guessed. JSON, as key bindings have it, writes `null` for what is
 * left out.
 */
export class ProgramOptions {
  readonly #given: Readonly<Record<string, unknown>>;

  constructor(given: unknown) {
    if (given !== undefined && given !== null && typeof given !== "object") {
      throw new Refusal("wrong-options", { reason: "no-object" });
    }
    this.#given = { ...given };
  }

  /** As it came; `undefined` when it was left out. */
  value(option: string): unknown {
    return this.#given[option] ?? undefined;
  }

  flag(option: string): boolean | undefined {
    const value = this.value(option);
    if (value === undefined || typeof value === "boolean") return value;
    throw new Refusal("wrong-options", { reason: "no-boolean", option });
  }

  /** A whole number from `from` to `to`, both included. */
  integer(option: string, from: number, to: number): number | undefined {
    const value = this.value(option);
    if (value === undefined) return undefined;
    if (Number.isSafeInteger(value) && Number(value) >= from && Number(value) <= to) {
      return Number(value);
    }
    throw new Refusal("wrong-options", { reason: "no-integer", option, from, to });
  }

  text(option: string): string | undefined {
    const value = this.value(option);
    if (value === undefined || typeof value === "string") return value;
    throw new Refusal("wrong-options", { reason: "no-text", option });
  }

  oneOf<Choice extends string>(option: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.value(option);
    if (value === undefined) return undefined;
    const choice = choices.find((each) => each === value);
    if (choice !== undefined) return choice;
    throw new Refusal("wrong-options", {
      reason: "no-choice",
      option,
      choices: choices.join(", "),
    });
  }
}
