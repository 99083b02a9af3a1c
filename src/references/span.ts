/** Reads the content of a string, an attribute or a value: as one name, or as text with names in it. */
import { classify } from "./classify.ts";
import { extensionPattern } from "./imageExtension.ts";
import {
  type Candidate,
  type Candidates,
  type Lookup,
  lookupOf,
  type ReferenceSyntax,
  type TextWindow,
} from "./recogniser.ts";
import { asWritten, type Decode, decodedOffset, rawOffset } from "./scan/decoded.ts";
import { type Interpolation, interpolationChar } from "./scan/interpolations.ts";
import { interpolatedPath } from "./scan/pathExpression.ts";
import { kindOfText } from "./sentence.ts";
import { sitePlaceholder } from "./sitePlaceholder.ts";
import { isWordsFrom } from "./wordsForPeople.ts";

/** A bounded part of a window, without quotes or brackets around it. */
export interface Span extends Lookup {
  readonly start: number;
  readonly end: number;
  readonly decode?: Decode;
  readonly interpolations?: readonly Interpolation[];
  readonly syntax: ReferenceSyntax;
  /** The span is one name and nothing else, spaces and all; otherwise names are looked for inside too. */
  readonly oneName?: boolean;
  /** Joined to the span in front and behind, and so a part of the name. */
  readonly before?: string;
  readonly behind?: string;
}

const maxDepth = 6;

/** The candidates of a span under the cursor: the whole of it, and what its text holds. */
export function spanCandidates(window: TextWindow, span: Span): Candidates {
  if (window.depth >= maxDepth) return [];
  if (isWordsFrom(window.text, span.start)) return addressesIn(window, span);
  const below = behindNamedFolder(window, span);
  if (below && window.at >= below.start) return spanCandidates(window, below);
  const interpolations = unknownParts(window, span);
  const interpolation = interpolations.find(
    ({ start, end }) => window.at > start && window.at < end,
  );
  if (interpolation) {
    return isPartOfName(window.text, span, interpolation)
      ? []
      : interpolationCandidates(window, interpolation);
  }
  return within(window, { ...span, interpolations }, (content) => contentCandidates(content, span));
}

/** Of words for people: only whole addresses, which people follow. */
export function addressesIn(window: TextWindow, span: Span): Candidates {
  return within(window, span, (content) => content.context.insideText(content) ?? []).filter(
    ({ value }) => value.includes("://"),
  );
}

/** Reads a span as an expression of a script. */
export function expressionCandidates(window: TextWindow, start: number, end: number): Candidates {
  if (window.depth >= maxDepth) return [];
  const span: Span = { start, end, syntax: "string" };
  return within(window, span, (content) => content.context.insideScript(content) ?? []);
}

/** Reads a span, decoded, with a recogniser of its own. */
export function within(
  window: TextWindow,
  span: Pick<Span, "start" | "end" | "decode" | "interpolations">,
  read: (content: TextWindow) => Candidates,
): Candidates {
  const raw = withInterpolationsCovered(window.text.slice(span.start, span.end), span);
  const decoded = (span.decode ?? asWritten)(raw);
  const at = decodedOffset(decoded, window.at - span.start);
  const lineStart = decoded.text.lastIndexOf("\n", at - 1) + 1;
  const newline = decoded.text.indexOf("\n", at);
  const content: TextWindow = {
    text: decoded.text,
    at,
    lineStart,
    lineEnd: newline < 0 ? decoded.text.length : newline,
    startsMidLine: false,
    depth: window.depth + 1,
    context: window.context,
  };
  return read(content).map((candidate) => ({
    ...candidate,
    start: span.start + rawOffset(decoded, candidate.start),
    end: span.start + rawOffset(decoded, candidate.end),
  }));
}

/** What follows an interpolation in front that stands for a folder, such as `${__dirname}` or `$PSScriptRoot`. */
function behindNamedFolder({ text }: TextWindow, span: Span): Span | undefined {
  const [first, ...others] = span.interpolations ?? [];
  if (!first || first.start !== span.start || span.from !== undefined) return undefined;
  const folder = interpolatedPath(text.slice(first.start, first.end));
  if (folder === "unknown" || folder.from === undefined) return undefined;
  return {
    ...span,
    start: first.end,
    interpolations: others,
    oneName: true,
    from: folder.from,
    before: folder.text,
  };
}

/** The interpolations, but not the site's address in front of a path. */
function unknownParts(
  { text, context }: TextWindow,
  { start, end, interpolations = [] }: Span,
): readonly Interpolation[] {
  if (interpolations[0]?.start !== start) return interpolations;
  const value = text.slice(start, end);
  const first = sitePlaceholder(value, context.languageId)?.length ?? 0;
  const second =
    first > 0 ? (sitePlaceholder(value.slice(first), context.languageId)?.length ?? 0) : 0;
  const behind = start + first + second;
  return interpolations.filter((interpolation) => interpolation.start >= behind);
}

/** Whether an interpolation that gives a text as it is stands in a name: `img/${dark ? "a.png" : "b.png"}`. */
function isPartOfName(text: string, span: Span, { start, end }: Interpolation): boolean {
  if (/\w\s*\(/.test(text.slice(start, end))) return false;
  const before = start > span.start ? (text[start - 1] ?? "") : "";
  const behind = end < span.end ? (text[end] ?? "") : "";
  return /[\p{L}\p{N}_./\\-]/u.test(before + behind);
}

function interpolationCandidates(window: TextWindow, { start, end }: Interpolation): Candidates {
  const opening = /^[^\w"'`]{1,3}/.exec(window.text.slice(start, end))?.[0].length ?? 0;
  return expressionCandidates(window, start + opening, end);
}

function contentCandidates(content: TextWindow, span: Span): Candidates {
  const words = (): Candidates => (span.oneName ? [] : (content.context.insideText(content) ?? []));
  const whole = wholeCandidate(content, span);
  if (whole === "filled-in") return [];
  if (!whole) return words();
  if (span.oneName || isData(whole.value)) return [whole];
  switch (kindOfText(whole.value)) {
    case "list":
      return words();
    case "sentence":
      return [...words(), whole];
    case "perhaps": {
      const behind = behindEquals(whole);
      return behind ? [behind, whole] : [whole, ...words()];
    }
    case "name":
      return [whole];
  }
}

/** `file=@my picture.png` of curl, `src=my picture.png`: the name behind the sign. */
function behindEquals(whole: Candidate): Candidate | undefined {
  const option = /^[\w.-]+=@?(?=[^=]+$)/.exec(whole.value)?.[0];
  if (option === undefined || !endsLikeImage(whole.value)) return undefined;
  return {
    ...whole,
    start: whole.start + option.length,
    value: whole.value.slice(option.length),
  };
}

function isData(value: string): boolean {
  return /^data:/i.test(value);
}

/** The content as one name; "filled-in" when an interpolation keeps it from being known. */
function wholeCandidate(content: TextWindow, span: Span): Candidate | "filled-in" | undefined {
  const own = content.text.trim();
  const start = content.text.indexOf(own);
  const value = wholeName(own, span);
  const { isObjectUrl, languageId } = content.context;
  const extensionOptional = span.extensions !== undefined;
  if (value.includes(interpolationChar))
    return isFilledInName(value, span) ? "filled-in" : undefined;
  if (!classify(value, { isObjectUrl, languageId, extensionOptional })) return undefined;
  // With spaces, only what ends like an image is one name: "oss://b/a.jpg is missing" is a sentence.
  if (/\s/.test(value) && !span.oneName && !endsLikeImage(value)) return undefined;
  return {
    start,
    end: start + own.length,
    value,
    syntax: span.syntax,
    ...lookupOf(span),
  };
}

/** With what is joined to it; a folder that it begins in needs no slash. */
function wholeName(own: string, { before = "", behind = "", from }: Span): string {
  const name = `${before}${own}${behind}`;
  if (from === undefined) return name;
  return name.replace(/^[\\/]+/, "").replace(/^(?:\.\/)?_\/\.\.\//, "");
}

const imageEnd = new RegExp(String.raw`${extensionPattern}(?:[?#]\S*)?$`, "i");

function endsLikeImage(value: string): boolean {
  return imageEnd.test(value.slice(-512));
}

/** Whether a text with interpolations is one name with parts left open, so that no word of it is a name by itself. */
function isFilledInName(value: string, span: Span): boolean {
  if (span.oneName || !/\s/.test(value)) return !/[<>"'`()]/.test(value);
  return (
    value.startsWith(`${interpolationChar}`) &&
    /^\ufffc+[/\\]/.test(value) &&
    !/["'<>`]/.test(value)
  );
}

function withInterpolationsCovered(
  raw: string,
  { start, interpolations }: Pick<Span, "start" | "interpolations">,
): string {
  if (!interpolations || interpolations.length === 0) return raw;
  let text = "";
  let from = 0;
  for (const interpolation of interpolations) {
    text +=
      raw.slice(from, interpolation.start - start) +
      interpolationChar.repeat(interpolation.end - interpolation.start);
    from = interpolation.end - start;
  }
  return text + raw.slice(from);
}
