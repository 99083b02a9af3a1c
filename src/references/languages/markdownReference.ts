/** Markdown's reference definitions and their uses: `[logo]: path "title"`, `![alt][logo]`, `![logo]`. */

import type { Candidates, Recogniser, TextWindow } from "../recogniser.ts";
import { balancedEnd } from "../scan/balancedEnd.ts";
import type { TextSource } from "../textSource.ts";
import { destinationBetween, destinationCandidates, markdownText } from "./markdownLink.ts";

/** In quotes and list items too (CommonMark 4.7 and 5). */
const definition =
  /^(?: {0,3}(?:>|[-*+]|\d{1,9}[.)])(?: {1,4}|\t))*(?: {0,3}>)* {0,3}\[((?:[^\][\\]|\\[\s\S]){1,999})\]:[ \t]*/;
const fence = /^(?: {0,3}(?:>|[-*+]|\d{1,9}[.)]) {1,4})* {0,3}(`{3,}|~{3,})/;
const maxLines = 50_000;

/** The destination of the definition under the cursor; it may stand on the line below its label. */
export const markdownDefinition: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd, startsMidLine } = window;
  if (startsMidLine) return undefined;
  const label = definition.exec(text.slice(lineStart, lineEnd))?.[0];
  const from = label === undefined ? belowLabel(window) : lineStart + label.length;
  if (from === undefined) return undefined;
  const destination = destinationBetween(text, from, lineEnd);
  if (at < destination.start || at > destination.end) return [];
  return destinationCandidates(window, destination, "markdown-definition");
};

function belowLabel({ text, lineStart }: TextWindow): number | undefined {
  if (lineStart === 0) return undefined;
  const above = text.slice(text.lastIndexOf("\n", lineStart - 2) + 1, lineStart - 1);
  return definition.exec(above)?.[0].length === above.length && above !== ""
    ? lineStart
    : undefined;
}

/** The destination defined elsewhere for the label under the cursor. */
export const markdownReference: Recogniser = (window) => {
  if (window.depth > 0) return undefined;
  const use = bracketsAround(window);
  if (!use) return undefined;
  const label = labelOf(window, use);
  if (label === undefined || label.startsWith("^")) return undefined;
  const value = definedDestination(window.context.document, label);
  if (value === undefined) return undefined;
  return [{ start: use.start, end: use.end, value, syntax: "markdown-reference" }];
};

interface Brackets {
  /** Of the text between the brackets. */
  readonly start: number;
  readonly end: number;
}

function bracketsAround({ text, at, lineStart, lineEnd }: TextWindow): Brackets | undefined {
  const start = text.lastIndexOf("[", at - 1) + 1;
  const end = text.indexOf("]", at);
  if (at === 0 || start <= lineStart || end < 0 || end > lineEnd) return undefined;
  return text.slice(start, at).includes("]") ? undefined : { start, end };
}

/** The label that these brackets refer to: their own, or that of the brackets behind (`[text][label]`). */
function labelOf({ text, lineEnd }: TextWindow, { start, end }: Brackets): string | undefined {
  const own = text.slice(start, end);
  const next = text[end + 1];
  if (next === "(" || next === ":") return undefined;
  if (next !== "[") return own;
  const close = text.indexOf("]", end + 2);
  if (close < 0 || close > lineEnd) return own;
  return close === end + 2 ? own : text.slice(end + 2, close);
}

interface Definition {
  readonly line: number;
  /** Behind the label's colon and the spaces there. */
  readonly from: number;
}

/** The first definition of each label of a document (CommonMark 4.7), read once for as long as somebody looks at it. */
const definitions = new WeakMap<TextSource, ReadonlyMap<string, Definition>>();

/** The destination of the first definition of a label, its escapes decoded. */
function definedDestination(document: TextSource, label: string): string | undefined {
  const all = definitions.get(document) ?? readDefinitions(document);
  definitions.set(document, all);
  const found = all.get(normalised(label));
  return found && destinationBelow(document, found.line, found.from);
}

/** Looks at every line, but not into fenced code and comments. */
function readDefinitions(document: TextSource): ReadonlyMap<string, Definition> {
  const all = new Map<string, Definition>();
  const last = Math.min(document.lineCount, maxLines);
  let open: string | undefined;
  for (let line = 0; line < last; line++) {
    const text = document.lineText(line);
    const was = open;
    open = openBehind(text, open);
    if (was !== undefined || !text.includes("]:")) continue;
    const match = definition.exec(text.slice(0, 4096));
    const name = normalised(match?.[1] ?? "");
    if (match && !all.has(name)) all.set(name, { line, from: match[0].length });
  }
  return all;
}

/** What is open behind a line: a fence, as its marks, or a comment; `undefined` in plain text. */
function openBehind(text: string, open: string | undefined): string | undefined {
  if (open === "<!--") return text.includes("-->") ? undefined : open;
  const marks = fence.exec(text.slice(0, 200))?.[1];
  if (open === undefined) {
    if (marks) return marks;
    return text.lastIndexOf("<!--") > text.lastIndexOf("-->") ? "<!--" : undefined;
  }
  const closes = marks !== undefined && marks[0] === open[0] && marks.length >= open.length;
  return closes ? undefined : open;
}

function destinationBelow(document: TextSource, line: number, from: number): string | undefined {
  const text = document.lineText(line).slice(0, 4096);
  const onNext = text.slice(from).trim() === "" && line + 1 < document.lineCount;
  const source = onNext ? document.lineText(line + 1).slice(0, 4096) : text;
  const { start, end } = destinationBetween(source, onNext ? 0 : from, source.length);
  return markdownText(source.slice(start, end)).text || undefined;
}

/** Labels match whatever their case and spacing. */
function normalised(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}

/** The text of an image, `![alt](…)`: words for people, in which nothing is a name. */
export const markdownAlt: Recogniser = ({
  text,
  at,
  lineStart,
  lineEnd,
}): Candidates | undefined => {
  let open = at;
  for (let level = 0; level < maxBrackets; level++) {
    open = bracketAround(text, open, lineStart);
    if (open < 0) return undefined;
    const isImage = text[open - 1] === "!";
    const close = isImage ? balancedEnd(text, "[", open + 1, lineEnd, "") : -1;
    if (close >= at && /[([]/.test(text[close + 1] ?? "")) return [];
  }
  return undefined;
};

/** Brackets may stand in an alternative text. */
const maxBrackets = 4;

/** The bracket that is open before an offset, or -1. */
function bracketAround(text: string, at: number, from: number): number {
  let closed = 0;
  for (let offset = at - 1; offset >= from; offset--) {
    if (text[offset] === "]") closed++;
    else if (text[offset] === "[" && closed-- === 0) return offset;
  }
  return -1;
}
