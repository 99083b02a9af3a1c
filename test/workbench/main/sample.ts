/**
 * `npm run sample -- [--port N] [--latency MS]`: the sample account alone, with the buckets `faults`
 * and `large` beside its own. The first line on stdout says how to reach it; one line follows for
 * each request. Both are JSON.
 */
import { existsSync } from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { readCatalogue } from "../../../src/sample/catalogue.ts";
import { type SampleServer, startSampleServer } from "../../../src/sample/server.ts";
import { withTestBuckets } from "../../catalogues/catalogue.ts";

try {
  const server = await start();
  const { accessKeyId, accessKeySecret, bucket, endpoint, region } = server;
  print({ endpoint, region, bucket, accessKeyId, accessKeySecret });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
  // Whoever reads the lines may stop reading, such as `head -1`: that ends the server too.
  process.stdout.on("error", () => process.exit(0));
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}

async function start(): Promise<SampleServer> {
  const { values } = parseArgs({
    options: { port: { type: "string" }, latency: { type: "string" } },
  });
  const port = readNumber("--port", values.port, 65_535);
  const latency = readNumber("--latency", values.latency, 600_000);
  const catalogue = withTestBuckets(await readCatalogue(mediaFolder()));
  return startSampleServer({ catalogue, port, latency, onRequest: print });
}

/** Of the repository: where npm runs scripts, else as seen from the bundle in `out/workbench/main`. */
function mediaFolder(): string {
  const here = path.resolve("media/sample");
  if (existsSync(path.join(here, "catalogue.json"))) return here;
  return path.resolve(import.meta.dirname, "../../../media/sample");
}

function readNumber(option: string, text: string | undefined, most: number): number {
  if (text === undefined) return 0;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (number <= most) return number;
  throw new RangeError(`${option} takes a whole number from 0 to ${most}.`);
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function sentenceOf(error: unknown): string {
  const { code, message, path: file } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE")
    return "The port is in use. Choose another with --port, or leave it out.";
  if (code === "EACCES")
    return "The port needs more rights. Choose one of 1024 or above with --port.";
  if (code === "ENOENT") return `A file of the sample account is missing: ${file}.`;
  return message;
}
