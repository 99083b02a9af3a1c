/** One row a label, for spreadsheets. */
import type { ExportedImage } from "../labelIndex/port.ts";
import { csvCell } from "../labels/report.ts";
import { formatObjectUri } from "../oss/address.ts";
import { labelsNow } from "./labelsNow.ts";

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
  const cells = new Cells();
  yield `${byteOrderMark}${columns.join(",")}\r\n`;
  for await (const images of pages) {
    yield images.map((image) => records(image, cells)).join("");
  }
}

/** The cells of one export. The same few names come again and again, and to make one safe takes a while. */
class Cells {
  readonly #known = new Map<string, string>();

  of(value: string | number | undefined): string {
    if (typeof value !== "string") return csvCell(value);
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const cell = csvCell(value);
    if (this.#known.size >= maxKnownCells) this.#known.clear();
    this.#known.set(value, cell);
    return cell;
  }
}

const maxKnownCells = 5000;

function records(image: ExportedImage, cells: Cells): string {
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
  return labelsNow(image)
    .map(({ name, level, parent, confidence, centricScore, language }) => {
      const values = [name, level, parent, confidence, centricScore, language];
      const ofLabel = values.map((value) => cells.of(value));
      return `${[...ofImage, ...ofLabel].join(",")}\r\n`;
    })
    .join("");
}
