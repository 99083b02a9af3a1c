/** The lines of `ndjson` as one JSON array, for programs that read no lines. */
import type { ExchangeImage } from "../labelIndex/port.ts";
import { exchangeLine } from "./ndjson.ts";

/** One image a line between the brackets, so that the file can be compared line by line. */
export async function* jsonPages(
  pages: AsyncIterable<readonly ExchangeImage[]>,
): AsyncGenerator<string> {
  let before = "[\n";
  for await (const images of pages) {
    if (images.length === 0) continue;
    yield before + images.map(exchangeLine).join(",\n");
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}
