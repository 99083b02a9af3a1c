/** Detections as CSV (RFC 4180), safe to open in a spreadsheet. */
import type { Detection } from "./detection.ts";
import { sortLabels } from "./order.ts";

const columns = [
  "object",
  "name",
  "level",
  "parent",
  "confidence",
  "centricScore",
  "language",
  "alias",
  "threshold",
  "detectedAt",
] as const;

/** A header and one record per label, each ended by CRLF; unknown values are empty, numbers unrounded. */
export function toCsv(detection: Detection): string {
  const { object, threshold, detectedAt } = detection;
  const records = sortLabels(detection.labels).map((label) => {
    const values = { ...label, object, threshold, detectedAt };
    return columns.map((column) => csvCell(values[column]));
  });
  return [columns, ...records].map((record) => `${record.join(",")}\r\n`).join("");
}

/**
 * One cell. Text that a spreadsheet would run as a formula gets an apostrophe in front (also full-width signs, which
 * East Asian spreadsheets read as the plain ones).
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
