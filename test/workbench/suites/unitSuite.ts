/** The unit tests, on the Node that VS Code runs extensions on. */
import { ensureHostNode } from "../setUp/hostNode.ts";
import { coverageFolder } from "./coverage.ts";
import { runMochaOnHostNode } from "./onHostNode.ts";
import type { Tally } from "./tally.ts";

export async function runUnitSuite(options: {
  readonly patterns?: readonly string[];
  readonly grep?: string | undefined;
}): Promise<Tally> {
  return runMochaOnHostNode({
    node: await ensureHostNode(),
    patterns: options.patterns ?? ["test/unit/**/*.test.ts"],
    timeout: 5_000,
    grep: options.grep,
    env: { NODE_V8_COVERAGE: coverageFolder },
  });
}
