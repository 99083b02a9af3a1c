/**
 * Images of the label index as files for other programs. docs/exchange.md says what is in each. Whatever is written comes
 * page by page, so that memory does not grow with the number of images.
 */
import type { ExportedImage } from "../labelIndex/port.ts";
import { csvPages } from "./csv.ts";
import { jsonPages } from "./json.ts";
import { metadataPages } from "./metadataJsonl.ts";
import { ndjsonPages } from "./ndjson.ts";
import type { PathPrefix } from "./relativePath.ts";

/** The formats that are one file. */
const fileFormats = ["ndjson", "json", "csv", "metadata-jsonl"] as const;
/** All of them: `xmp` is a file beside each image, in a folder. */
export const exchangeFormats = [...fileFormats, "xmp"] as const;

export type FileFormat = (typeof fileFormats)[number];
export type ExchangeFormat = (typeof exchangeFormats)[number];

/** Pages of images, by account, bucket and key (UTF-8 bytes). */
export type ImagePages = AsyncIterable<readonly ExportedImage[]>;

/** The text of a file, in pieces. `prefix` is what paths of images begin with, where a format has some. */
export function fileText(
  format: FileFormat,
  pages: ImagePages,
  prefix: PathPrefix,
): AsyncIterable<string> {
  switch (format) {
    case "ndjson":
      return ndjsonPages(pages);
    case "json":
      return jsonPages(pages);
    case "csv":
      return csvPages(pages);
    case "metadata-jsonl":
      return metadataPages(pages, prefix);
  }
}
