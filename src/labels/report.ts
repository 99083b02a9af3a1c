/** A detection as text for the clipboard, for files and for a terminal. */
import type { Detection } from "./detection.ts";
import { formatScore, plainLine } from "./format.ts";
import { labelHierarchy } from "./hierarchy.ts";
import type { Label, LabelNode } from "./label.ts";
import { sortLabels } from "./order.ts";
import { subjectSentence } from "./subject.ts";

export { toCsv } from "./csv.ts";
export { formatScore, plainLine } from "./format.ts";
export { escapeMarkdown, toMarkdown } from "./markdown.ts";

/** Indented JSON in which every field is present; what is unknown is `null`. */
export function toJson(detection: Detection): string {
  const sorted = { ...detection, labels: sortLabels(detection.labels) };
  return JSON.stringify(sorted, (_, value) => (value === undefined ? null : value), 2);
}

/** The hierarchy as an indented tree with its scores, as a terminal shows it; ends in a line break. */
export function toText(detection: Detection): string {
  const { labels, object, threshold } = detection;
  const count = labels.length === 1 ? "1 label" : `${labels.length || "no"} labels`;
  const lines = [
    `${plainLine(object)} (threshold ${formatScore(threshold)}, ${count})`,
    ...treeLines(labelHierarchy(labels)),
  ];
  const sentence = subjectSentence(labels);
  return `${[...lines, ...(sentence ? [sentence] : [])].join("\n")}\n`;
}

/** The first `count` labels in order, each name once. */
export function topLabels(labels: readonly Label[], count: number): Label[] {
  const byName = new Map<string, Label>();
  for (const label of sortLabels(labels)) {
    if (byName.size >= count) break;
    if (!byName.has(label.name)) byName.set(label.name, label);
  }
  return [...byName.values()];
}

/** Trees are at most `deepestLevel` deep, so recursion is safe. */
function treeLines(nodes: readonly LabelNode[], indent = "  "): string[] {
  return nodes.flatMap((node) => [
    `${indent}${plainLine(node.name)}  ${scores(node.label)}`,
    ...treeLines(node.children, `${indent}  `),
  ]);
}

function scores(label: Label | undefined): string {
  if (!label) return "(implied)";
  const level = label.level === undefined ? "" : `level ${label.level}, `;
  return `${level}confidence ${formatScore(label.confidence)}, centric score ${formatScore(label.centricScore)}`;
}
