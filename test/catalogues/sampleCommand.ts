/** What `npm run sample` does, apart from being a process of its own. */
import { existsSync } from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { type SampleServer, startSampleServer } from "../../src/sample/server.ts";
import { readCatalogue } from "../../src/sample/store/catalogue.ts";
import { withTestBuckets } from "./catalogue.ts";

/**
 * Starts the sample account with the buckets `faults` and `large` beside its own.
 * Rejects with an `Error` whose message is a sentence for a person.
 * @param options as on the command line: `--port N`, `--latency MS`
 * @param print is given how to reach the server, then one object for each request
 */
export async function startSampleCommand(
  options: readonly string[],
  print: (line: object) => void,
): Promise<SampleServer> {
  try {
    const { values } = parseArgs({
      args: [...options],
      options: { port: { type: "string" }, latency: { type: "string" } },
    });
    const port = readNumber("--port", values.port, 65_535);
    const latency = readNumber("--latency", values.latency, 600_000);
    const account = withTestBuckets(await readCatalogue(mediaFolder()));
    const server = await startSampleServer({ ...account, port, latency, onRequest: print });
    const { accessKeyId, accessKeySecret, bucket, endpoint, region } = server;
    print({ endpoint, region, bucket, accessKeyId, accessKeySecret });
    return server;
  } catch (error) {
    throw new Error(sentenceOf(error as NodeJS.ErrnoException), { cause: error });
  }
}

/** Of the repository: where npm runs scripts, else as seen from the bundle in `out/tools/main`. */
function mediaFolder(): string {
  const here = path.resolve("media/sample");
  if (existsSync(path.join(here, "catalogue.json"))) return here;
  return path.resolve(import.meta.dirname, "../../../media/sample");
}

function readNumber(option: string, text: string | undefined, max: number): number {
  if (text === undefined) return 0;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (number <= max) return number;
  throw new RangeError(`${option} takes a whole number from 0 to ${max}.`);
}

function sentenceOf({ code, message, path: file }: NodeJS.ErrnoException): string {
  switch (code) {
    case "EADDRINUSE":
      return "The port is in use. Choose another with --port, or leave it out.";
    case "EACCES":
      return "The port needs more rights. Choose one of 1024 or above with --port.";
    case "ENOENT":
      return `A file of the sample account is missing: ${file}.`;
    default:
      return message;
  }
}
