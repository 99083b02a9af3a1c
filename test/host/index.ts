/**
 * The suite that runs inside VS Code: every *.test.ts of this folder, in mocha. Those about an untrusted
 * workspace need a window of their own (`npm run test:host -- --settings FILE` with
 * `security.workspace.trust.enabled`; desktop VS Code trusts every workspace that is under test), in which
 * those about languages run as well.
 */
import { readdirSync } from "node:fs";
import path from "node:path";
import { workspace } from "vscode";
import { hostTimeout, hostVariables } from "../../tools/suites/hostReport.ts";
import { runMocha } from "../../tools/suites/runMocha.ts";
import type { Tally } from "../../tools/suites/tally.ts";

export function run(): Promise<Tally> {
  const built = readdirSync(__dirname, { recursive: true, encoding: "utf8" });
  const files = built
    .filter((file) => file.endsWith(".test.cjs"))
    .filter(
      (file) =>
        path.basename(file).startsWith("trustWithheld") !== workspace.isTrusted ||
        path.basename(file).startsWith("languages"),
    )
    .sort()
    .map((file) => path.join(__dirname, file));
  return runMocha({ files, timeout: hostTimeout, grep: process.env[hostVariables.grep] });
}
