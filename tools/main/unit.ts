/** `npm run test:unit [-- --grep TEXT]`, and with `--integration` the suite with real parts. */
import { readOptions } from "../commandLine.ts";
import { runMain } from "../runMain.ts";
import { forgetCoverage, printCoverage } from "../suites/coverage.ts";
import { runPlainSuite } from "../suites/plainSuite.ts";
import { mustHaveRun, tallyText } from "../suites/tally.ts";

await runMain(async () => {
  const options = readOptions(
    { grep: { type: "string" }, integration: { type: "boolean" } },
    "npm run test:unit -- [--grep TEXT] [--integration]",
  );
  const suite = options.integration ? "integration" : "unit";
  await forgetCoverage();
  const tally = mustHaveRun(await runPlainSuite(suite, options), suite);
  if (!options.grep) await printCoverage();
  console.log(tallyText(tally));
  return tally.failed > 0 ? 1 : 0;
});
