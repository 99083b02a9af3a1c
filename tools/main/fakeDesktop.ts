/** Started by the host suite's runner in place of desktop VS Code. */
import { runMain } from "../runMain.ts";
import { runFakeDesktop } from "../suites/fakeDesktop.ts";

await runMain(() => runFakeDesktop(process.argv.slice(2)));
