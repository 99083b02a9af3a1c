/**
 * What VS Code loads as its tests: it loads the wanted suite, runs it and writes down how it went.
 * VS Code itself cannot be trusted with that: it reports success when a test ends the process, drops
 * the last lines that were printed, and ignores rejected promises that nothing handles.
 */
import { appendFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setImmediate } from "node:timers/promises";
import { format, inspect } from "node:util";
import { takeCoverage } from "node:v8";
import { type HostReport, hostTimeout, hostVariables } from "./hostReport.ts";
import { runMocha } from "./runMocha.ts";
import { isTally, type Tally } from "./tally.ts";

const isTestFile = /\.test(?:-[0-9a-f]{8})?\.cjs$/;

interface Suite {
  run(): Promise<unknown>;
}

/** Resolves even when the suite failed: what counts is the report. */
export async function run(): Promise<void> {
  printTo(environment(hostVariables.output));
  const strays = new Set<unknown>();
  process.on("unhandledRejection", (reason) => strays.add(reason));
  const report = await runSuite(environment(hostVariables.suite));
  // Unhandled rejections are reported before the next turn of the event loop.
  await setImmediate();
  for (const reason of strays)
    console.log("A promise was rejected and nothing handled it:", reason);
  writeFileSync(
    environment(hostVariables.report),
    JSON.stringify({ ...report, strays: strays.size } satisfies HostReport),
  );
  if (process.env["NODE_V8_COVERAGE"]) takeCoverage();
}

async function runSuite(file: string): Promise<Omit<HostReport, "strays">> {
  try {
    const result = await (isTestFile.test(file) ? runTestFile(file) : load(file).run());
    if (!isTally(result)) return {};
    return result.failed > 0
      ? { tally: result, failure: `${result.failed} failed` }
      : { tally: result };
  } catch (error) {
    console.log(error);
    return { failure: error instanceof Error ? error.message : inspect(error) };
  }
}

function load(file: string): Suite {
  return createRequire(file)(file) as Suite;
}

/** One file of our suite, which exports no `run`: mocha runs it by itself. */
function runTestFile(file: string): Promise<Tally> {
  return runMocha({
    files: [file],
    timeout: hostTimeout,
    grep: process.env[hostVariables.grep],
  });
}

/** Sends what is printed to a file, at once: the process may be ended at any time. */
function printTo(file: string): void {
  const print = (...values: unknown[]) => appendFileSync(file, `${format(...values)}\n`);
  for (const method of ["log", "info", "warn", "error"] as const) {
    // The extension host ignores a plain assignment.
    Object.defineProperty(console, method, { value: print, writable: true, configurable: true });
  }
}

function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start this suite with npm run test:host`);
  return value;
}
