/** Started by the host suite's runner in place of desktop VS Code. */
import { runMain } from "../runMain.ts";
import { standIn } from "../suites/fakeDesktop.ts";

await runMain(() => standIn(process.argv.slice(2)));
