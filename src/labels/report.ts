/** A detection as text for the clipboard and for files. */
import type { Detection } from "./detection.ts";
import { formatScore, plainLine } from "./format.ts";
import type { Label } from "./label.ts";
import { sortLabels } from "./order.ts";
import { topLabel } from "./subject.ts";

/** Indented JSON in which every field is present; what is unknown is `null`. */
export function toJson(detection: Detection): string {
  const sorted = { ...detection, labels: sortLabels(detection.labels) };
  return JSON.stringify(sorted, (_, value) => (value === undefined ? null : value), 2);
}

const csvColumns = [
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

/**
 * As CSV (RFC 4180), safe to open in a spreadsheet: a header and one record per label, each ended by CRLF. Unknown
 * values are empty, numbers are not rounded.
 */
export function toCsv(detection: Detection): string {
  const { object, threshold, detectedAt } = detection;
  const records = sortLabels(detection.labels).map((label) => {
    const values = { ...label, object, threshold, detectedAt };
    return csvColumns.map((column) => csvCell(values[column]));
  });
  return [csvColumns, ...records].map((record) => `${record.join(",")}\r\n`).join("");
}

const separators = String.raw`,;|\t\r\n\v\f\u0085\u2028\u2029`;
/** What a person does not see at the start of a cell, nor some spreadsheets. */
const invisible = String.raw`\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800"`;
/** `= + - @`, also as the minus sign and in their small and full-width forms. */
const signs = String.raw`=+\-@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20`;
const formulaStart = new RegExp(
  `(?:^|[${separators}])(?:(?![${separators}])[${invisible}])*(?='*[${signs}])`,
  "gu",
);
/** Some spreadsheets pass over a tab or line break and take what is behind it. */
const breakStart = /^(?='*[\t\r\n])/u;

/**
 * One cell. An apostrophe before its sign keeps text from being run as a formula, behind whatever a reader may take for
 * a separator, too: a reader that splits at other places than we do does not see our quotation marks as such. Where
 * there are apostrophes already it is one more, so that taking one away everywhere gives the text back.
 */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const guarded = value.replace(formulaStart, "$&'").replace(breakStart, "'");
  const needsQuotes = /[",;|\p{Cc}\u2028\u2029]/u.test(guarded);
  return needsQuotes ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** As Markdown: a caption and a table of the labels; ends in a line break. Nothing in a name becomes markup. */
export function toMarkdown(detection: Detection): string {
  const rows = sortLabels(detection.labels).map((label) => [
    escapeMarkdown(label.name),
    label.level === undefined ? "–" : String(label.level),
    label.parent === undefined ? "–" : escapeMarkdown(label.parent),
    formatScore(label.confidence),
    formatScore(label.centricScore),
  ]);
  const table = [
    ["Label", "Level", "Parent", "Confidence", "Centric score"],
    ["---", "---:", "---", "---:", "---:"],
    ...rows,
  ];
  const caption = `Labels of ${escapeMarkdown(detection.object)} at threshold ${formatScore(detection.threshold)}:`;
  if (rows.length === 0) return `${caption} none.\n`;
  return `${caption}\n\n${table.map((cells) => `| ${cells.join(" | ")} |\n`).join("")}`;
}

/**
 * Text that shows as itself inside a line of Markdown (CommonMark and GitHub's tables and bare links), as one line.
 * Bare URLs and mail addresses do not become links either.
 */
export function escapeMarkdown(text: string): string {
  return plainLine(text)
    .replace(/[\\`*_{}[\]<>()#+!|&~:@$^=]/g, "\\$&")
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}\\.`);
}

/** The first `count` labels to name, each name once: what the picture is of, then by `compareLabels`. */
export function topLabels(labels: readonly Label[], count: number): Label[] {
  const first = topLabel(labels);
  const byName = new Map<string, Label>();
  for (const label of first ? [first, ...sortLabels(labels)] : []) {
    if (byName.size >= count) break;
    if (!byName.has(label.name)) byName.set(label.name, label);
  }
  return [...byName.values()];
}

/** As code, whatever backticks the text holds (CommonMark: the fence is longer than any run inside). */
export function codeSpan(text: string): string {
  const line = text.replace(/[\r\n\t]+/g, " ");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${space}${line}${space}${fence}`;
}
