/**
 * Runs on the Node of VS Code, which reads TypeScript as it is: mocha on the files that the
 * patterns after `--` name. Sends the tally to its parent process.
 */
import { globSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { runMocha } from "./runMocha.ts";

const { values, positionals } = parseArgs({
  options: { timeout: { type: "string", default: "2000" }, grep: { type: "string" } },
  allowPositionals: true,
});

try {
  const tally = await runMocha({
    files: globSync(positionals)
      .map((file) => path.resolve(file))
      .sort(),
    timeout: Number(values.timeout),
    grep: values.grep,
  });
  process.send?.(tally);
  process.exitCode = tally.failed > 0 ? 1 : 0;
} finally {
  // An open channel to the parent would keep this process alive.
  process.disconnect?.();
}
