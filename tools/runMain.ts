/** The one way a developers' program starts and ends: its result is the exit code, its failure a sentence. */
import { HumanError } from "./humanError.ts";

/** Runs `main`, which resolves to the exit code. Everything it throws is printed. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${error instanceof HumanError ? error.message : describe(error)}\n`);
    process.exitCode = 1;
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
