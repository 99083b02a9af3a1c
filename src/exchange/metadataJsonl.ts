/** `metadata.jsonl` of an image folder, as Hugging Face's `datasets` reads it: one image a line. [ImageFolder] */
import type { ExportedImage } from "../labelIndex/port.ts";
import { formatObjectUri } from "../oss/address.ts";
import { labelsNow } from "./labelsNow.ts";
import { type PathPrefix, relativePath } from "./relativePath.ts";

export async function* metadataPages(
  pages: AsyncIterable<readonly ExportedImage[]>,
  prefix: PathPrefix,
): AsyncGenerator<string> {
  for await (const images of pages) {
    yield images.map((image) => `${metadataLine(image, prefix)}\n`).join("");
  }
}

/**
 * Every line has every column, and a column one type, as tables need it: the three lists are equally long, and what is
 * unknown in them is `null`.
 */
function metadataLine(image: ExportedImage, prefix: PathPrefix): string {
  const labels = labelsNow(image);
  return JSON.stringify({
    file_name: relativePath(image.object, prefix),
    object: formatObjectUri(image.object),
    labels: labels.map(({ name }) => name),
    confidences: labels.map(({ confidence }) => confidence ?? null),
    centric_scores: labels.map(({ centricScore }) => centricScore ?? null),
  });
}
