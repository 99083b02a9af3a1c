/** `npm run test:host`: a suite inside VS Code, ours unless another is named. */
import path from "node:path";
import { readOptions } from "../commandLine.ts";
import { runMain } from "../runMain.ts";
import { runHostSuite } from "../suites/hostSuite.ts";
import { ownSuite, prepareSuite } from "../suites/suiteFile.ts";
import { mustHaveRun, tallyText } from "../suites/tally.ts";
import { readLanguage } from "../vscode/language.ts";
import { quietSettings, readSettings, sampleAccount } from "../vscode/settings.ts";

const usage =
  "npm run test:host -- [--suite FILE] [--workspace DIR] [--settings FILE] [--grep TEXT] [--limit SECONDS] [--language id|zh-cn] [--desktop]";

await runMain(async () => {
  const options = readOptions(
    {
      suite: { type: "string" },
      workspace: { type: "string" },
      settings: { type: "string" },
      grep: { type: "string" },
      limit: { type: "string", default: "300" },
      language: { type: "string" },
      desktop: { type: "boolean", default: false },
    },
    usage,
  );
  const given = options.settings ? await readSettings(options.settings) : sampleAccount;
  const report = await runHostSuite({
    desktop: options.desktop,
    suite: options.suite ? await prepareSuite(options.suite) : ownSuite,
    workspace: options.workspace ? path.resolve(options.workspace) : undefined,
    settings: { ...quietSettings, ...given },
    grep: options.grep,
    language: readLanguage(options.language),
    limit: Number(options.limit),
  });
  if (report.tally) console.log(tallyText(mustHaveRun(report.tally, "host")));
  return report.failure || report.strays > 0 ? 1 : 0;
});
