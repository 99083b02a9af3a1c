/** The tests that drive the workbench in a browser; they run on VS Code's Node, which reads TypeScript. */
import { setUpTestEnvironment } from "../testEnvironment.ts";
import { runMochaOnHostNode } from "./onHostNode.ts";
import type { Tally } from "./tally.ts";

export async function runEndToEndSuite(
  options: { grep?: string | undefined } = {},
): Promise<Tally> {
  const { node } = await setUpTestEnvironment();
  return runMochaOnHostNode({
    node,
    patterns: ["test/e2e/**/*.test.ts"],
    timeout: 60_000,
    grep: options.grep,
  });
}
