/** Runs test files with mocha in this process and counts. */
import type { Tally } from "./tally.ts";

export interface MochaSettings {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Milliseconds for one test. */
  readonly timeout: number;
  /** Only tests whose full title contains this. */
  readonly grep?: string | undefined;
}

/** Resolves when all tests have run, whether they passed or not. */
export async function runMocha({ files, timeout, grep }: MochaSettings): Promise<Tally> {
  // mocha is an ES module, and one of its callers is bundled as CommonJS.
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({
    ui: "bdd",
    reporter: "spec",
    timeout,
    forbidOnly: Boolean(process.env["CI"]),
    ...(grep ? { fgrep: grep } : {}),
  });
  // console.log may have been replaced since mocha was loaded.
  Mocha.reporters.Base.consoleLog = console.log;
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures, skipped: pending });
    });
  });
}
