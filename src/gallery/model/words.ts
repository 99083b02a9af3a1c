/** The search view's own words. */
import { countText, formatScore, plainLine, sizeText } from "../../labels/format.ts";
import type { SortField } from "../../query/query.ts";
import type { Cell, CellMark } from "../protocol.ts";

export function imageCount(count: number): string {
  return countText(count, "image");
}

export const sortTitles: Readonly<Record<SortField, string>> = {
  relevance: "Relevance",
  confidence: "Confidence",
  centric: "Centric score",
  modified: "Last modified",
  detected: "Last detected",
  size: "Size",
  labels: "Number of labels",
  key: "Name",
};

export const markTitles: Readonly<Record<CellMark, string>> = {
  outdated: "Changed",
  unlabelled: "Not detected",
  empty: "No labels",
};

const markSentences: Readonly<Record<CellMark, string>> = {
  outdated: "changed since it was detected",
  unlabelled: "never detected",
  empty: "detected without labels",
};

/** `PNG` of `a/b.png`; empty without an ending that may be one. */
export function formatOf(name: string): string {
  return /\.([a-z][a-z0-9]{1,4})$/i.exec(name)?.[1]?.toUpperCase() ?? "";
}

/** A cell as one sentence: its parts alone would be read as bare words. */
export function spokenCell(cell: Cell): string {
  const { name, top, mark, isCorrected, labels } = cell;
  return [
    plainLine(name),
    top &&
      `${top.shown ? `${top.shown.text}, ` : ""}${plainLine(top.name)} ${formatScore(top.confidence, "")}`.trim(),
    labels.length > 1 && `${labels.length} labels`,
    mark && markSentences[mark],
    isCorrected && "corrected by hand",
  ]
    .filter(Boolean)
    .join(", ");
}

/** What a cell's tooltip says, a line each. */
export function cellTooltip(cell: Cell): string {
  const { uri, account, size, labels, mark, isCorrected } = cell;
  const facts = [size !== undefined && sizeText(size), account].filter(Boolean).join(" · ");
  return [
    plainLine(uri),
    plainLine(facts),
    plainLine(labels.slice(0, 8).join(", ")),
    mark && `It was ${markSentences[mark]}.`.replace("was changed", "has changed"),
    isCorrected && "Its labels were corrected by hand.",
  ]
    .filter(Boolean)
    .join("\n");
}
