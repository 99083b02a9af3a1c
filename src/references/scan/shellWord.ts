/** Splits a shell's command line into words, with their quotes, escapes and expansions. */
import { scriptEscapes, shellQuoteEscapes, shellWordEscapes } from "./backslashes.ts";
import { asWritten, type Decode, rawOffset } from "./decoded.ts";
import {
  bodyFrom,
  dollarBraces,
  dollarName,
  dollarParentheses,
  type Interpolation,
  type InterpolationSyntax,
} from "./interpolations.ts";

export interface ShellWord {
  readonly start: number;
  readonly end: number;
  /** Takes away quotes and escapes. */
  readonly decode: Decode;
  readonly interpolations: readonly Interpolation[];
  /** The word is one string in quotes and nothing else; start and end are its content's. */
  readonly quoted: boolean;
  /** Its pieces in quotes, when there are others. */
  readonly quotedParts: readonly Part[];
  readonly parts: readonly Part[];
}

export interface Part {
  /** Of the content. */
  readonly start: number;
  readonly end: number;
  readonly after: number;
  readonly decode: Decode;
  readonly interpolations: readonly Interpolation[];
  readonly quoted: boolean;
}

const wordEnds = new Set(" \t\n;|&<>()`");
const expansions = [dollarBraces, dollarParentheses, dollarName];
const pair = "\\\\[^]";

/** The word that holds `at` between two offsets, "comment" behind a `#`, or `undefined` between words. Linear. */
export function shellWordAt(
  text: string,
  from: number,
  to: number,
  at: number,
): ShellWord | "comment" | undefined {
  const neverClosed = new Set<InterpolationSyntax>();
  let start = from;
  while (start < to) {
    if (wordEnds.has(text[start] as string)) {
      start++;
      continue;
    }
    if (start > at) return undefined;
    if (text[start] === "#") return "comment";
    const parts = partsFrom(text, start, to, neverClosed);
    const end = parts.at(-1)?.after ?? start + 1;
    if (at <= end) return wordOf(start, end, parts);
    start = end;
  }
  return undefined;
}

function partsFrom(
  text: string,
  from: number,
  to: number,
  neverClosed: Set<InterpolationSyntax>,
): Part[] {
  const parts: Part[] = [];
  let at = from;
  while (at < to && !wordEnds.has(text[at] as string)) {
    const part = quotedPart(text, at, to) ?? barePart(text, at, to, neverClosed);
    parts.push(part);
    at = part.after;
  }
  return parts;
}

function quotedPart(text: string, at: number, to: number): Part | undefined {
  const opening = text.startsWith("$'", at) ? "$'" : text[at];
  if (opening !== "'" && opening !== '"' && opening !== "$'") return undefined;
  const start = at + opening.length;
  const close = opening === '"' ? '"' : "'";
  const escaped = opening === "'" ? "" : pair;
  const kinds = opening === '"' ? expansions : undefined;
  const { end, closed, interpolations } = bodyFrom(text, start, to, close, escaped, kinds);
  if (!closed) return undefined;
  const decode = opening === '"' ? shellQuoteEscapes : opening === "'" ? asWritten : scriptEscapes;
  return { start, end, after: end + 1, decode, interpolations, quoted: true };
}

/** Up to the next quote or the word's end; at least one character, so that an unclosed quote stands for itself. */
function barePart(
  text: string,
  at: number,
  to: number,
  neverClosed: Set<InterpolationSyntax>,
): Part {
  let end = at;
  const interpolations: Interpolation[] = [];
  while (end < to) {
    const char = text[end] as string;
    const interpolation = char === "$" ? interpolationFrom(text, end, to, neverClosed) : undefined;
    if (interpolation) {
      interpolations.push(interpolation);
      end = interpolation.end;
      continue;
    }
    if (end > at && (wordEnds.has(char) || char === "'" || char === '"')) break;
    end += char === "\\" ? 2 : 1;
  }
  end = Math.min(end, to);
  return { start: at, end, after: end, decode: shellWordEscapes, interpolations, quoted: false };
}

/** An expansion; of a kind that once stayed open no other is looked for, so that nothing is read again and again. */
function interpolationFrom(
  text: string,
  at: number,
  to: number,
  neverClosed: Set<InterpolationSyntax>,
): Interpolation | undefined {
  const kind =
    text[at + 1] === "{" ? dollarBraces : text[at + 1] === "(" ? dollarParentheses : undefined;
  if (kind) {
    const end = neverClosed.has(kind) ? -1 : kind.end(text, at + 2, to);
    if (end < 0) neverClosed.add(kind);
    return end < 0 ? undefined : { start: at, end };
  }
  const name = /^\$\w{1,100}/.exec(text.slice(at, at + 101))?.[0];
  return name ? { start: at, end: at + name.length } : undefined;
}

/** What follows the first expansion of a word. */
export function wordBehind({ parts, end }: ShellWord, first: Interpolation): ShellWord {
  const rest = parts
    .filter((part) => part.end >= first.end)
    .map((part) => ({
      ...part,
      start: Math.max(part.start, first.end),
      interpolations: part.interpolations.filter(({ start }) => start >= first.end),
    }));
  const [only] = rest;
  const interpolations = rest.flatMap((part) => part.interpolations);
  const decode = rest.length === 1 && only ? only.decode : joining(first.end, rest);
  return {
    start: first.end,
    end,
    decode,
    interpolations,
    quoted: false,
    quotedParts: [],
    parts: rest,
  };
}

function wordOf(start: number, end: number, parts: readonly Part[]): ShellWord {
  const [only] = parts;
  if (parts.length === 1 && only?.quoted) return { ...only, quotedParts: [], parts };
  const interpolations = parts.flatMap((part) => part.interpolations);
  const quotedParts = parts.filter(({ quoted }) => quoted);
  return {
    start,
    end,
    interpolations,
    quoted: false,
    quotedParts,
    parts,
    decode: joining(start, parts),
  };
}

/** Decodes each part of a word in its own way. */
function joining(wordStart: number, parts: readonly Part[]): Decode {
  return (raw) => {
    let text = "";
    const offsets: number[] = [];
    for (const { start, end, decode } of parts) {
      const decoded = decode(raw.slice(start - wordStart, end - wordStart));
      for (let unit = 0; unit < decoded.text.length; unit++) {
        offsets.push(start - wordStart + rawOffset(decoded, unit));
      }
      text += decoded.text;
    }
    offsets.push(raw.length);
    return { text, offsets: Uint32Array.from(offsets) };
  };
}
