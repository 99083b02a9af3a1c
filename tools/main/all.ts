/** `npm test`: every check and suite, one after another; the last line says how many tests passed and failed. */

import { repository } from "../repository.ts";
import { runVisibly } from "../runCommand.ts";
import { runMain } from "../runMain.ts";
import { coverageFolder, forgetCoverage, printCoverage } from "../suites/coverage.ts";
import { runEndToEndSuite } from "../suites/endToEndSuite.ts";
import { runHostSuite } from "../suites/hostSuite.ts";
import { runPlainSuite } from "../suites/plainSuite.ts";
import { ownSuite } from "../suites/suiteFile.ts";
import { add, mustHaveRun, nothing, type Tally, tallyText } from "../suites/tally.ts";
import { setUpTestEnvironment } from "../testEnvironment.ts";
import { quietSettings, restrictedMode, type Settings, sampleAccount } from "../vscode/settings.ts";

/** Each resolves to its tally; one that rejects could not run, which counts as a failure. */
const suites: Readonly<Record<string, () => Promise<Tally>>> = {
  check,
  unit: () => runPlainSuite("unit"),
  integration: () => runPlainSuite("integration"),
  "inside VS Code": () => runOwnHostSuite({}),
  // In another language too, since that needs a window of its own as well.
  "restricted mode": () => runOwnHostSuite(restrictedMode, "zh-cn"),
  "end to end": () => runEndToEndSuite(),
};

await runMain(async () => {
  await forgetCoverage();
  await setUpTestEnvironment();
  let total = nothing;
  const lines: string[] = [];
  for (const [name, run] of Object.entries(suites)) {
    console.log(`\n── ${name} ──`);
    const started = performance.now();
    const tally = await runCounted(name, run);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    lines.push(`${name.padEnd(16)}${tallyText(tally)} (${seconds} s)`);
    total = add(total, tally);
  }
  await printCoverage();
  console.log(["", ...lines, "", tallyText(total)].join("\n"));
  return total.failed > 0 ? 1 : 0;
});

async function runCounted(name: string, run: () => Promise<Tally>): Promise<Tally> {
  try {
    return mustHaveRun(await run(), name);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { ...nothing, failed: 1 };
  }
}

/** Lint, format and types, which count as one test. */
async function check(): Promise<Tally> {
  const exitCode = await runVisibly("npm", ["run", "--silent", "check"], {
    cwd: repository,
    shell: process.platform === "win32",
  });
  return exitCode === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
}

async function runOwnHostSuite(settings: Settings, language?: string): Promise<Tally> {
  const { tally = nothing, strays } = await runHostSuite({
    desktop: false,
    suite: ownSuite,
    settings: { ...quietSettings, ...sampleAccount, ...settings },
    limit: 300,
    language,
    env: { NODE_V8_COVERAGE: coverageFolder },
  });
  // A rejection that nobody waited for belongs to no test, but is a failure all the same.
  return { ...tally, failed: tally.failed + strays };
}
