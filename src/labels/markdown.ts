/** Detections as Markdown. Names and keys are hostile text: nothing in them becomes markup, link or HTML. */
import type { Detection } from "./detection.ts";
import { formatScore, plainLine } from "./format.ts";
import { sortLabels } from "./order.ts";

/** A heading line, a sentence and a table of the labels; ends in a line break. */
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
