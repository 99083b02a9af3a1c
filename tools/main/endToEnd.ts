/** `npm run test:e2e [-- --grep TEXT]`. */
import { readOptions } from "../commandLine.ts";
import { runMain } from "../runMain.ts";
import { runEndToEndSuite } from "../suites/endToEndSuite.ts";
import { mustHaveRun, tallyText } from "../suites/tally.ts";

await runMain(async () => {
  const options = readOptions({ grep: { type: "string" } }, "npm run test:e2e -- [--grep TEXT]");
  const tally = mustHaveRun(await runEndToEndSuite(options), "end-to-end");
  console.log(tallyText(tally));
  return tally.failed > 0 ? 1 : 0;
});
