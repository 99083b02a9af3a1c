/** Image references in source text: what under the cursor, or in a range of lines, names an image. */
import { readObjectUrl } from "../oss/objectUrl.ts";
import { baseHref, withBase } from "./baseHref.ts";
import { classify, type ReferenceKind } from "./classify.ts";
import { markupLanguages } from "./languageIds.ts";
import {
  codeOf,
  languageOf,
  recogniserFor,
  runningText,
  scriptExpression,
} from "./languages/languages.ts";
import { objectForUrl } from "./mappings.ts";
import { assetsOfArgument, originOfArgument, rootOfFramework } from "./pathArgument.ts";
import {
  type Candidate,
  type Candidates,
  type Lookup,
  lookupOf,
  type RecogniserContext,
  type ReferenceSyntax,
  type TextWindow,
  windowAt,
} from "./recogniser.ts";
import type { TextPosition, TextSource } from "./textSource.ts";
import { writtenName } from "./writtenName.ts";

export type { ReferenceKind } from "./classify.ts";
export type { ReferenceSyntax } from "./recogniser.ts";

export interface ImageReference extends Lookup {
  /** The language the text was read as; absent for a reference made by hand. */
  readonly languageId?: string;
  readonly line: number;
  /** Columns in the line of the bare path or URL, without quotes; `end` is not included. */
  readonly start: number;
  readonly end: number;
  /** The text between `start` and `end`. */
  readonly raw: string;
  /** The name with the language's escapes decoded; percent-encoding, `?query` and `#fragment` are as written. */
  readonly value: string;
  readonly kind: ReferenceKind;
  readonly syntax: ReferenceSyntax;
  /** Whether the label service takes images of this type; unknown types count as detectable. */
  readonly detectable: boolean;
  /** Why it does not, as a sentence to show. */
  readonly undetectableReason?: string;
  /** Other readings of the same text, tried in order when this one names nothing that exists. */
  readonly alternatives?: readonly ImageReference[];
}

export interface RecogniseOptions {
  /** Instead of the document's own language. */
  readonly languageId?: string;
  /** Custom domains by which a URL without an image's extension is known to name an object. */
  readonly urlMappings?: Readonly<Record<string, string>>;
}

/**
 * The image reference under a position, or `undefined`. Looks at the line and a bounded part of its surroundings;
 * no network, no files. A cursor directly behind the last character counts.
 */
export function referenceAt(
  document: TextSource,
  position: TextPosition,
  options: RecogniseOptions = {},
): ImageReference | undefined {
  if (position.line < 0 || position.line >= document.lineCount) return undefined;
  const context = recogniserContext(document, position.line, options);
  const { window, column } = windowAt(context, position);
  const candidates = recogniserFor(context.languageId)(window) ?? [];
  const toLine = column - window.lineStart;
  const [first, ...others] = references(candidates, window).map((reference) => ({
    ...reference,
    start: reference.start + toLine,
    end: reference.end + toLine,
    raw: window.text.slice(reference.start, reference.end),
  }));
  if (!first) return undefined;
  return others.length === 0 ? first : { ...first, alternatives: others };
}

/** What recognisers may ask of a line of a document. */
export function recogniserContext(
  document: TextSource,
  line: number,
  options: RecogniseOptions,
): RecogniserContext {
  return {
    document,
    line,
    languageId: options.languageId ?? languageOf(document),
    isObjectUrl: (url) => isObjectUrl(url, options.urlMappings ?? {}),
    insideText: runningText,
    insideScript: scriptExpression,
    insideCode: codeOf,
  };
}

function isObjectUrl(url: string, urlMappings: Readonly<Record<string, string>>): boolean {
  const absolute = url.startsWith("//") ? `https:${url}` : url;
  return readObjectUrl(absolute) !== undefined || objectForUrl(absolute, urlMappings) !== undefined;
}

function references(candidates: Candidates, window: TextWindow): ImageReference[] {
  const { at, lineStart, lineEnd, context } = window;
  const seen = new Set<string>();
  return candidates.flatMap((candidate) => {
    if (at < candidate.start || at > candidate.end || seen.has(candidate.value)) return [];
    if (candidate.start < lineStart || candidate.end > lineEnd) return [];
    seen.add(candidate.value);
    return inItsPlace(candidate, window)
      .map((meant) => referenceOf(meant, context))
      .filter((reference) => reference !== undefined);
  });
}

/** Languages of programs, in which `~/` is a person's own folder. */
const withHome = new Set(
  "python ruby perl go rust java kotlin scala groovy r julia lua swift shellscript sh bash zsh fish makefile just dockerfile powershell".split(
    " ",
  ),
);
const markup = new Set(markupLanguages);

/** The candidate in its context: where a framework looks for it, else as it is usually meant. */
function inItsPlace(candidate: Candidate, window: TextWindow): Candidate[] {
  const { text, context } = window;
  const { value, from } = candidate;
  if (from !== undefined) return usual(candidate, window);
  const own = [
    ...assetsOfArgument(text, candidate, context.languageId),
    ...rootOfFramework(value, context.languageId),
  ];
  return [...own.map((each) => ({ ...candidate, ...each })), ...usual(candidate, window)];
}

/** Relative to a page's base, or the argument of a function with a place of its own. */
function usual(candidate: Candidate, { text, context }: TextWindow): Candidate[] {
  const { value, start, end, syntax } = candidate;
  const isPlain = candidate.from === undefined && !/^\.{0,2}\//.test(value);
  const from = isPlain ? originOfArgument(text, start, end) : undefined;
  if (from !== undefined) return [{ ...candidate, from }];
  const isAddress = syntax === "html-attribute" || syntax === "css-url";
  const href = isAddress && markup.has(context.languageId) ? baseHref(context.document) : undefined;
  const isPath = href !== undefined && writtenName(value, context.languageId).name === value;
  return isPath && !/^(?:[a-z][a-z\d+.-]*:|\/\/|#)/i.test(value)
    ? withBase(candidate, href)
    : [candidate];
}

function referenceOf(
  candidate: Candidate,
  { line, languageId, isObjectUrl }: RecogniserContext,
): ImageReference | undefined {
  const { start, end, value, syntax } = candidate;
  if (/^~\w*[/\\]/.test(value) && withHome.has(languageId)) return undefined;
  const extensionOptional = candidate.extensions !== undefined;
  const found = classify(value, { isObjectUrl, languageId, extensionOptional });
  if (!found) return undefined;
  return {
    languageId,
    line,
    start,
    end,
    raw: "",
    value,
    kind: found.kind,
    syntax,
    detectable: found.undetectable === undefined,
    ...(found.undetectable !== undefined && { undetectableReason: found.undetectable }),
    ...lookupOf(candidate),
  };
}
