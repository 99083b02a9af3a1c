/** What a press in the search view makes of the query's text. The rest of the text stays as it was written. */
import { Refusal } from "../errors/refusal.ts";
import { foldText } from "../labels/search.ts";
import { parseQuery, piecesOf } from "../query/parse.ts";
import type { Condition, Query } from "../query/query.ts";
import type { Piece } from "../query/scanner.ts";
import type { GallerySort } from "./protocol.ts";

/** Where a text cannot be read; `undefined` for any other error. */
export function problemPosition(error: unknown): number | undefined {
  if (!(error instanceof Refusal) || error.code !== "query-syntax") return undefined;
  const { position } = error.facts;
  return typeof position === "number" ? position : undefined;
}

/** Tells of a name whether the query asks of every image that it has that label. */
export function chosenLabels({ condition }: Query): (name: string) => boolean {
  const parts = condition.kind === "and" ? condition.of : [condition];
  const names = new Set(parts.flatMap(chosenName));
  return (name) => names.has(foldText(name));
}

function chosenName(condition: Condition): string[] {
  if (condition.kind !== "label" || condition.reach !== "below") return [];
  const { name, where } = condition;
  return where.length === 0 && name.match === "equal" ? [name.text] : [];
}

/** With the label asked for, or no longer; a text that cannot be read is only added to. */
export function withLabelToggled(text: string, name: string): string {
  const query = readable(text);
  if (query && chosenLabels(query)(name)) return withoutLabel(text, name);
  const { rest, sort } = withoutSort(text);
  // What stands beside an OR is a part of its last operand.
  const asks = query?.condition.kind === "or" ? `(${rest})` : rest;
  return [asks, `label:${nameText(name)}`, sort].filter(Boolean).join(" ");
}

/** In another order; the usual one needs no words. */
export function withSort(text: string, { by, isReversed }: GallerySort): string {
  const { rest } = withoutSort(text);
  const isUsual = by === "relevance" && !isReversed;
  return [rest, isUsual ? "" : `sort:${isReversed ? "-" : ""}${by}`].filter(Boolean).join(" ");
}

function readable(text: string): Query | undefined {
  try {
    return parseQuery(text);
  } catch {
    return undefined;
  }
}

function withoutLabel(text: string, name: string): string {
  const pieces = piecesOf(text);
  for (const [at, field] of pieces.entries()) {
    const value = pieces[at + 1];
    if (textOf(text, field) !== "label:" || value?.kind !== "name") continue;
    if (unquoted(textOf(text, value)) !== foldText(name)) continue;
    const next = pieces[at + 2];
    // A star or brackets make it another condition.
    if (next && next.start === value.end && next.kind !== "parenthesis") continue;
    const shorter = cut(text, pieces[at - 1], field.start, value.end);
    const query = readable(shorter);
    if (query && !chosenLabels(query)(name)) return shorter;
  }
  return text;
}

/** Without a part, and without the AND before it or, where it was the first, behind it. */
function cut(text: string, before: Piece | undefined, start: number, end: number): string {
  const isAfterAnd = before?.kind === "keyword" && textOf(text, before) === "AND";
  const head = text.slice(0, isAfterAnd ? before.start : start).trimEnd();
  const tail = text.slice(end).trimStart();
  if (head === "") return tail.replace(/^AND\s+/, "");
  return `${head} ${tail}`.trimEnd();
}

function withoutSort(text: string): { readonly rest: string; readonly sort: string } {
  const pieces = piecesOf(text);
  const at = pieces.findIndex((piece) => textOf(text, piece) === "sort:");
  const [field, value] = [pieces[at], pieces[at + 1]];
  if (!field || !value) return { rest: text.trim(), sort: "" };
  return {
    rest: cut(text, pieces[at - 1], field.start, value.end).trim(),
    sort: text.slice(field.start, value.end),
  };
}

function textOf(text: string, { start, end }: Piece): string {
  return text.slice(start, end);
}

function unquoted(written: string): string {
  if (!written.startsWith('"')) return foldText(written);
  return foldText(written.slice(1, -1).replace(/\\(["\\])/g, "$1"));
}

/** A name as a query has it after `label:`. */
export function nameText(name: string): string {
  const isPlain = !/[\s"()[\]*]/.test(name) && !/^[<>=]/.test(name);
  return isPlain ? name : `"${name.replace(/["\\]/g, "\\$&")}"`;
}
