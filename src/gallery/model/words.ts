/** The search view's own words. */
import { t } from "@vscode/l10n";
import { formatScore, grouped, joined, plainLine, sizeText } from "../../labels/format.ts";
import type { SortField } from "../../query/query.ts";
import type { Cell, CellMark } from "../protocol.ts";

export function imageCount(count: number): string {
  return count === 1 ? t("1 image") : t("{0} images", grouped(count));
}

/** In the order in which people choose among them. */
export function sortTitles(): Readonly<Record<SortField, string>> {
  return {
    relevance: t("Relevance"),
    confidence: t("Confidence"),
    centric: t("Centric score"),
    modified: t("Last modified"),
    detected: t("Last detected"),
    size: t("Size"),
    labels: t("Number of labels"),
    key: t("Name"),
  };
}

/** In two words, on a picture. */
export function markTitle(mark: CellMark): string {
  const titles: Readonly<Record<CellMark, string>> = {
    outdated: t("Changed"),
    unlabelled: t("Not detected"),
    empty: t("No labels"),
  };
  return titles[mark];
}

/** Among other things that are said of an image. */
function markPhrase(mark: CellMark): string {
  const phrases: Readonly<Record<CellMark, string>> = {
    outdated: t("changed since it was detected"),
    unlabelled: t("never detected"),
    empty: t("detected without labels"),
  };
  return phrases[mark];
}

function markSentence(mark: CellMark): string {
  const sentences: Readonly<Record<CellMark, string>> = {
    outdated: t("It has changed since it was detected."),
    unlabelled: t("It was never detected."),
    empty: t("It was detected without labels."),
  };
  return sentences[mark];
}

/** `PNG` of `a/b.png`; empty without an ending that may be one. */
function formatOf(name: string): string {
  return /\.([a-z][a-z0-9]{1,4})$/i.exec(name)?.[1]?.toUpperCase() ?? "";
}

/** In place of a picture: its format, where its name tells it, and why there is none. */
export function missingLines(name: string, missing: string): readonly string[] {
  return [formatOf(name), missing].filter(Boolean);
}

/** A cell as one sentence: its parts alone would be read as bare words. */
export function spokenCell(cell: Cell): string {
  const { name, top, mark, isCorrected, labels } = cell;
  const facts = [
    plainLine(name),
    top?.shown?.text,
    top && `${plainLine(top.name)} ${formatScore(top.confidence, "")}`.trim(),
    labels.length > 1 && t("{0} labels", labels.length),
    mark && markPhrase(mark),
    isCorrected && t("corrected by hand"),
  ];
  return joined(facts.filter((fact): fact is string => Boolean(fact)));
}

/** What a cell's tooltip says, a line each. */
export function cellTooltip(cell: Cell): string {
  const { uri, account, size, labels, mark, isCorrected } = cell;
  const facts = [size !== undefined && sizeText(size), account].filter(Boolean).join(" · ");
  return [
    plainLine(uri),
    plainLine(facts),
    plainLine(joined(labels.slice(0, 8))),
    mark && markSentence(mark),
    isCorrected && t("Its labels were corrected by hand."),
  ]
    .filter(Boolean)
    .join("\n");
}
