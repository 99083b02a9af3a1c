/** How many tests passed, failed and were skipped; the same shape for every suite. */
import { HumanError } from "../humanError.ts";

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

export function add(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** `12 passed, 0 failed`, and the skipped ones if there are any. */
export function tallyText({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
}

export function isTally(value: unknown): value is Tally {
  const tally = value as Partial<Tally> | undefined;
  return [tally?.passed, tally?.failed, tally?.skipped].every((count) => Number.isInteger(count));
}

/** A suite that ran nothing has not passed. Throws a HumanError in that case. */
export function mustHaveRun(tally: Tally, suite: string): Tally {
  if (tally.passed + tally.failed > 0) return tally;
  throw new HumanError(`The ${suite} suite ran no test. Look for a pattern that matches no file.`);
}
