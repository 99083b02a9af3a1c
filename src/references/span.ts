/** Reads the content of a string, an attribute or a value: as one name, or as text with names in it. */
import { basePlaceholderLength } from "./basePlaceholder.ts";
import { classify } from "./classify.ts";
import { extensionPattern } from "./imageExtension.ts";
import type { Passage } from "./passage.ts";
import type { Finding, Reading, ReferenceSyntax } from "./reading.ts";
import { asWritten, type Decode, decodedOffset, rawOffset } from "./scan/decoded.ts";
import { type Hole, holeSign } from "./scan/holes.ts";
import { kindOfText } from "./sentence.ts";

/** A bounded part of a passage, without quotes or brackets around it. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly decode?: Decode;
  readonly holes?: readonly Hole[];
  readonly syntax: ReferenceSyntax;
  readonly bases?: readonly string[];
  readonly extensionOptional?: boolean;
  /** The span is one name and nothing else, blanks and all; otherwise names are looked for inside too. */
  readonly oneName?: boolean;
}

const deepest = 6;

/** The readings of a span under the cursor: the whole of it, and what its text holds. */
export function spanFinding(passage: Passage, span: Span): Finding {
  if (passage.depth >= deepest) return [];
  const holes = unknownParts(passage, span);
  const hole = holes.find(({ start, end }) => passage.at > start && passage.at < end);
  if (hole) return holeFinding(passage, hole);
  return within(passage, { ...span, holes }, (content) => contentFinding(content, span));
}

/** Reads a span as an expression of a script. */
export function expressionFinding(passage: Passage, start: number, end: number): Finding {
  if (passage.depth >= deepest) return [];
  const span: Span = { start, end, syntax: "string" };
  return within(passage, span, (content) => content.around.insideScript(content) ?? []);
}

/** Reads a span, decoded, with a recogniser of its own. */
export function within(
  passage: Passage,
  span: Pick<Span, "start" | "end" | "decode" | "holes">,
  read: (content: Passage) => Finding,
): Finding {
  const raw = withHolesCovered(passage.text.slice(span.start, span.end), span);
  const decoded = (span.decode ?? asWritten)(raw);
  const at = decodedOffset(decoded, passage.at - span.start);
  const lineStart = decoded.text.lastIndexOf("\n", at - 1) + 1;
  const newline = decoded.text.indexOf("\n", at);
  const content: Passage = {
    text: decoded.text,
    at,
    lineStart,
    lineEnd: newline < 0 ? decoded.text.length : newline,
    startsMidLine: false,
    depth: passage.depth + 1,
    around: passage.around,
  };
  return read(content).map((reading) => ({
    ...reading,
    start: span.start + rawOffset(decoded, reading.start),
    end: span.start + rawOffset(decoded, reading.end),
  }));
}

/** The holes, but not the site's base address in front of a path. */
function unknownParts({ text, around }: Passage, { start, holes = [] }: Span): readonly Hole[] {
  const [first, ...others] = holes;
  if (!first || first.start !== start) return holes;
  const isSvelte = around.languageId === "svelte";
  return basePlaceholderLength(text.slice(start, first.end), isSvelte) > 0 ? others : holes;
}

function holeFinding(passage: Passage, { start, end }: Hole): Finding {
  const opening = /^[^\w"'`]{1,3}/.exec(passage.text.slice(start, end))?.[0].length ?? 0;
  return expressionFinding(passage, start + opening, end);
}

function contentFinding(content: Passage, span: Span): Finding {
  const words = (): Finding => (span.oneName ? [] : (content.around.insideText(content) ?? []));
  const whole = wholeReading(content, span);
  if (whole === "filled-in") return [];
  if (!whole) return words();
  if (span.oneName || isData(whole.value)) return [whole];
  switch (kindOfText(whole.value)) {
    case "list":
      return words();
    case "sentence":
      return [...words(), whole];
    case "perhaps":
      return [whole, ...words()];
    case "name":
      return [whole];
  }
}

function isData(value: string): boolean {
  return /^data:/i.test(value);
}

/** The content as one name; "filled-in" when a hole keeps it from being known. */
function wholeReading(content: Passage, span: Span): Reading | "filled-in" | undefined {
  const value = content.text.trim();
  const start = content.text.indexOf(value);
  const { isObjectUrl } = content.around;
  const extensionOptional = span.extensionOptional ?? false;
  if (value.includes(holeSign)) return isFilledInName(value, span) ? "filled-in" : undefined;
  if (!classify(value, { isObjectUrl, extensionOptional })) return undefined;
  // With blanks, only what ends like an image is one name: "oss://b/a.jpg is missing" is a sentence.
  if (/\s/.test(value) && !span.oneName && !endsLikeImage(value)) return undefined;
  const { syntax, bases } = span;
  return {
    start,
    end: start + value.length,
    value,
    syntax,
    ...(bases && { bases }),
    ...(extensionOptional && { extensionOptional }),
  };
}

const imageEnd = new RegExp(String.raw`${extensionPattern}(?:[?#]\S*)?$`, "i");

function endsLikeImage(value: string): boolean {
  return imageEnd.test(value.slice(-512));
}

/** Whether a text with holes is one name with parts left open, so that no word of it is a name by itself. */
function isFilledInName(value: string, span: Span): boolean {
  if (span.oneName || !/\s/.test(value)) return !/[<>"'`()]/.test(value);
  return value.startsWith(`${holeSign}`) && /^\ufffc+[/\\]/.test(value) && !/["'<>`]/.test(value);
}

function withHolesCovered(raw: string, { start, holes }: Pick<Span, "start" | "holes">): string {
  if (!holes || holes.length === 0) return raw;
  let text = "";
  let from = 0;
  for (const hole of holes) {
    text += raw.slice(from, hole.start - start) + holeSign.repeat(hole.end - hole.start);
    from = hole.end - start;
  }
  return text + raw.slice(from);
}
