/** Markdown's inline links and images: `![alt](path "title")`, `![alt](<path>)`, paths with spaces too. */

import type { Candidates, Recogniser, TextWindow } from "../recogniser.ts";
import { punctuationEscapes } from "../scan/backslashes.ts";
import { inTurn } from "../scan/decoded.ts";
import { entities } from "../scan/entities.ts";
import { dollarBraces, interpolationsBetween, templateTags } from "../scan/interpolations.ts";
import { spanCandidates } from "../span.ts";

/** A link's or image's destination, without angle brackets, title or size. */
export interface Destination {
  readonly start: number;
  readonly end: number;
}

const opening = "](";
const maxLength = 4096;
const interpolationSyntaxes = [...templateTags, dollarBraces];

/** Character references and backslash escapes count in destinations (CommonMark 2.4 and 2.5). */
export const markdownText = inTurn(entities, punctuationEscapes);

/** The destination that holds the cursor. */
export const markdownLink: Recogniser = (window) => {
  const { text, at } = window;
  const open = at < opening.length ? -1 : text.lastIndexOf(opening, at - opening.length);
  if (open < 0) return undefined;
  const close = destinationClose(text, open + opening.length);
  if (close < at) return undefined;
  const destination = destinationBetween(text, open + opening.length, close);
  if (text.slice(destination.start, destination.end).includes("\n")) return undefined;
  if (at < destination.start || at > destination.end) return [];
  return destinationCandidates(
    window,
    destination,
    isImage(text, open) ? "markdown-image" : "markdown-link",
  );
};

/** Reads a destination's text. */
export function destinationCandidates(
  window: TextWindow,
  { start, end }: Destination,
  syntax: "markdown-image" | "markdown-link" | "markdown-definition",
): Candidates {
  const interpolations = interpolationsBetween(window.text, start, end, interpolationSyntaxes);
  return spanCandidates(window, {
    start,
    end,
    decode: markdownText,
    interpolations,
    syntax,
    oneName: true,
  });
}

/** Offset of the parenthesis that closes a destination opened just before `from`, or -1. */
export function destinationClose(text: string, from: number): number {
  const limit = Math.min(text.length, from + maxLength);
  const start = skipWhitespace(text, from, limit);
  const angle = text[start] === "<" ? angleEnd(text, start + 1, limit) : -1;
  return parenthesisEnd(text, angle < 0 ? from : angle + 1, limit);
}

/** The destination in what stands between the parentheses. */
export function destinationBetween(text: string, from: number, close: number): Destination {
  const start = skipWhitespace(text, from, close);
  const angle = text[start] === "<" ? angleEnd(text, start + 1, close) : -1;
  if (angle >= 0) return { start: start + 1, end: angle };
  const inside = text.slice(start, close).trimEnd();
  return { start, end: start + inside.slice(0, titleStart(inside)).trimEnd().length };
}

/** Offset of the title, or of a size (`=100x200`), at the end of a destination; its length when there is none. */
function titleStart(inside: string): number {
  const size = /\s=\d{0,5}x\d{0,5}$/.exec(inside.slice(-16));
  if (size) return inside.length - size[0].length;
  const quote = inside.at(-1);
  if (quote !== '"' && quote !== "'" && quote !== ")") return inside.length;
  const open = quote === ")" ? "(" : quote;
  for (let at = inside.indexOf(open); at >= 0; at = inside.indexOf(open, at + 1)) {
    if (/\s/.test(inside[at - 1] ?? "") && at < inside.length - 1) return at;
  }
  return inside.length;
}

function angleEnd(text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === ">") return at;
    else if (char === "\n" || char === "<") return -1;
  }
  return -1;
}

/** Whether the `]` at an offset closes `![`. */
function isImage(text: string, close: number): boolean {
  let depth = 1;
  for (let at = close - 1; at >= 0 && at > close - maxLength; at--) {
    if (text[at] === "]") depth++;
    else if (text[at] === "[" && --depth === 0) return text[at - 1] === "!";
  }
  return false;
}

function skipWhitespace(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && /\s/.test(text[at] as string)) at++;
  return at;
}

/**
 * Offset of the `)` that closes the one opened just before `from`, past pairs inside, escapes and a title in
 * quotes; -1 when it stays open before `limit`. Linear.
 */
function parenthesisEnd(text: string, from: number, limit: number): number {
  let depth = 1;
  for (let at = from; at < limit; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === "(") depth++;
    else if (char === ")" && --depth === 0) return at;
    else if ((char === '"' || char === "'") && /\s/.test(text[at - 1] ?? "")) {
      at = titleEnd(text, char, at, limit);
    }
  }
  return -1;
}

/** Offset of the quote that closes a title, or the opening quote's own when none does. */
function titleEnd(text: string, quote: string, open: number, limit: number): number {
  for (let at = open + 1; at < limit; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at;
    else if (text[at] === "\n" && text[at + 1] === "\n") return open;
  }
  return open;
}
