/**
 * The suite that runs inside VS Code: every *.test.ts of this folder, in mocha. Those about an untrusted
 * workspace need a window of their own (`npm run test:host -- --settings FILE` with
 * `security.workspace.trust.enabled`; desktop VS Code trusts every workspace that is under test).
 */
import { readdirSync } from "node:fs";
import path from "node:path";
import { workspace } from "vscode";
import { hostVariables } from "../workbench/suites/hostReport.ts";
import { runMocha } from "../workbench/suites/runMocha.ts";
import type { Tally } from "../workbench/suites/tally.ts";

/** Milliseconds: a first detection starts the sample server and loads what it needs. */
const timeout = 20_000;

export function run(): Promise<Tally> {
  const built = readdirSync(__dirname, { recursive: true, encoding: "utf8" });
  const files = built
    .filter((file) => file.endsWith(".test.cjs"))
    .filter((file) => path.basename(file).startsWith("trustWithheld") !== workspace.isTrusted)
    .sort()
    .map((file) => path.join(__dirname, file));
  return runMocha({ files, timeout, grep: process.env[hostVariables.grep] });
}
