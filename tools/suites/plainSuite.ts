/** The suites that need no VS Code, on the Node that VS Code runs extensions on. */
import { ensureHostNode } from "../downloads/hostNode.ts";
import { coverageFolder } from "./coverage.ts";
import { runMochaOnHostNode } from "./onHostNode.ts";
import type { Tally } from "./tally.ts";

/** `unit` is pure and fast; `integration` has real HTTP, TLS, SQLite, files and other programs. */
export type PlainSuite = "unit" | "integration";

export async function runPlainSuite(
  suite: PlainSuite,
  options: { readonly grep?: string | undefined } = {},
): Promise<Tally> {
  return runMochaOnHostNode({
    node: await ensureHostNode(),
    patterns: [`test/${suite}/**/*.test.ts`],
    timeout: suite === "unit" ? 5_000 : 10_000,
    grep: options.grep,
    env: { NODE_V8_COVERAGE: coverageFolder },
  });
}
