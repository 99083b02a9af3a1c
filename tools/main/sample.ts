/**
 * `npm run sample -- [--port N] [--latency MS]`: the sample account alone, with the buckets `faults`
 * and `large` beside its own. The first line on stdout says how to reach it; one line follows for
 * each request. Both are JSON.
 */
import { startSampleCommand } from "../../test/catalogues/sampleCommand.ts";

// The reader may close the pipe, as `head -1` does: that ends the server too.
process.stdout.on("error", () => process.exit(0));

try {
  const server = await startSampleCommand(process.argv.slice(2), (line) => {
    process.stdout.write(`${JSON.stringify(line)}\n`);
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.close());
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
