/** `npm run test:unit [-- --grep TEXT]`. */
import { readOptions } from "../commandLine.ts";
import { runMain } from "../runMain.ts";
import { forgetCoverage, printCoverage } from "../suites/coverage.ts";
import { mustHaveRun, tallyText } from "../suites/tally.ts";
import { runUnitSuite } from "../suites/unitSuite.ts";

await runMain(async () => {
  const options = readOptions({ grep: { type: "string" } }, "npm run test:unit -- [--grep TEXT]");
  await forgetCoverage();
  const tally = mustHaveRun(await runUnitSuite(options), "unit");
  if (!options.grep) await printCoverage();
  console.log(tallyText(tally));
  return tally.failed > 0 ? 1 : 0;
});
