/** One row a label, for spreadsheets. */
import type { ExportedImage } from "../labelIndex/port.ts";
import { csvCell } from "../labels/report.ts";
import { formatObjectUri } from "../oss/address.ts";
import { currentLabels } from "./currentLabels.ts";

/**
 * ETag and CRC-64 are left out: a spreadsheet takes them for numbers and rounds them, so they would look right and be
 * wrong.
 */
const columns = [
  "account",
  "object",
  "size",
  "lastModified",
  "storageClass",
  "threshold",
  "detectedAt",
  "name",
  "level",
  "parent",
  "confidence",
  "centricScore",
  "language",
] as const;

/** Excel takes a file without it for one in the code page of the machine, in which no Chinese label survives. */
const byteOrderMark = "\ufeff";

/** RFC 4180 behind a byte order mark: a header, then a record for each current label. Unknown values are empty. */
export async function* csvPages(
  pages: AsyncIterable<readonly ExportedImage[]>,
): AsyncGenerator<string> {
  yield `${byteOrderMark}${columns.join(",")}\r\n`;
  for await (const images of pages) {
    yield images.map(records).join("");
  }
}

function records(image: ExportedImage): string {
  const { object, detections, current } = image;
  const { account, size, lastModified, storageClass } = object;
  const { threshold, detectedAt } = (current !== undefined && detections[current]) || {};
  const ofImage = [
    account,
    formatObjectUri(object),
    size,
    lastModified,
    storageClass,
    threshold,
    detectedAt,
  ].map(csvCell);
  return currentLabels(image)
    .map(({ name, level, parent, confidence, centricScore, language }) => {
      const ofLabel = [name, level, parent, confidence, centricScore, language].map(csvCell);
      return `${[...ofImage, ...ofLabel].join(",")}\r\n`;
    })
    .join("");
}
