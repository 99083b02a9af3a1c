/** How much of src the tests have run. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { outFolder, repository } from "../repository.ts";
import { runVisibly } from "../runCommand.ts";

/** Where the suites leave what V8 counted. */
export const coverageFolder = path.join(outFolder, "coverage");

export async function forgetCoverage(): Promise<void> {
  await rm(coverageFolder, { recursive: true, force: true });
}

/** Prints a table of the files that were loaded since `forgetCoverage`. */
export async function printCoverage(): Promise<void> {
  const c8 = path.join(repository, "node_modules", "c8", "bin", "c8.js");
  await runVisibly(
    process.execPath,
    [
      ...[c8, "report", "--temp-directory", coverageFolder, "--reporter", "text"],
      ...["--include", "src/**", "--exclude-after-remap", "--no-skip-full"],
    ],
    { cwd: repository },
  );
}
