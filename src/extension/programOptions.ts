/** What programs and key bindings give a command beside its target, read at the border. Knows no VS Code. */
import { Refusal } from "../errors/refusal.ts";

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
