/** Tells whether an offset of source code is in a string, in a comment or in code, by a language's lexicon. */
import type { Decode } from "./decoded.ts";
import {
  bodyFrom,
  type Interpolation,
  type InterpolationSyntax,
  type StayedOpen,
} from "./interpolations.ts";

/** How the body of one kind of string is read. */
export interface StringRule {
  readonly close: string;
  readonly decode: Decode;
  /** Pattern of what does not close it although the closing delimiter may be in it, such as a backslash pair. */
  readonly escaped: string;
  readonly interpolations?: readonly InterpolationSyntax[];
  readonly multiline?: true;
}

/** A kind of token: strings, comments to the end of the line or to `close`, and what is skipped whole. */
export type Token =
  | { readonly open: string; readonly string: StringRule | ((opening: string) => StringRule) }
  | { readonly open: string; readonly comment: "line" | { readonly close: string } }
  | { readonly open: string; readonly skip: true };

export interface Lexicon {
  readonly tokens: readonly Token[];
  /** Finds the next token; group n is the opening of token n - 1. */
  readonly pattern: RegExp;
  /** Strings over several lines that close as they open, so that counting tells whether one is open. */
  readonly spanning: readonly StringRule[];
}

export interface StringSpan {
  readonly kind: "string";
  /** Of its opening delimiter. */
  readonly open: number;
  /** Of the content, without the quotes. */
  readonly start: number;
  readonly end: number;
  /** Where reading goes on behind it. */
  readonly after: number;
  readonly rule: StringRule;
  readonly interpolations: readonly Interpolation[];
}

export interface CommentSpan {
  readonly kind: "comment";
  /** Of its opening delimiter. */
  readonly open: number;
  readonly start: number;
  readonly end: number;
  readonly after: number;
}

export type CodeSpan = StringSpan | CommentSpan;

/** `open` of each token is the source of a regular expression without groups; the first that matches wins. */
export function lexicon(
  tokens: readonly Token[],
  spanning = tokens.flatMap(spanningRule),
): Lexicon {
  const pattern = new RegExp(tokens.map((token) => `(${token.open})`).join("|"), "g");
  return { tokens, pattern, spanning };
}

function spanningRule(token: Token): StringRule[] {
  if (!("string" in token) || typeof token.string === "function") return [];
  const { multiline, close } = token.string;
  // A plain quote may stand in a comment or a character; longer delimiters and backticks seldom do.
  return multiline && token.open === close && close !== '"' ? [token.string] : [];
}

/** The strings and comments between two offsets that start at or before `until`, in order. Linear. */
export function* codeSpans(
  text: string,
  from: number,
  limit: number,
  until: number,
  { tokens, pattern }: Lexicon,
): Generator<CodeSpan> {
  let lineEnd = endOfLine(text, from, limit);
  let neverClosed = new Set<string>();
  const stayedOpen: StayedOpen = { from, count: 0 };
  let next = from;
  while (next <= until) {
    pattern.lastIndex = next;
    const match = pattern.exec(text);
    if (!match || match.index > until || match.index >= limit) return;
    if (match.index > lineEnd) {
      lineEnd = endOfLine(text, match.index, limit);
      neverClosed = new Set();
    }
    const token = tokens.find((_, index) => match[index + 1] !== undefined) as Token;
    next = pattern.lastIndex;
    const span = spanFrom(text, match[0], next, lineEnd, limit, token, neverClosed, stayedOpen);
    if (!span) continue;
    yield span;
    next = span.after;
  }
}

/** The string or comment that holds `at`, reading from `from`; `undefined` when `at` is in code. */
export function codeSpanAt(
  text: string,
  from: number,
  limit: number,
  at: number,
  words: Lexicon,
): CodeSpan | undefined {
  for (const span of codeSpans(text, from, limit, at, words)) {
    if (at >= span.start && at <= span.end) return span;
  }
  return undefined;
}

function spanFrom(
  text: string,
  opening: string,
  start: number,
  lineEnd: number,
  limit: number,
  token: Token,
  neverClosed: Set<string>,
  stayedOpen: StayedOpen,
): CodeSpan | undefined {
  if ("skip" in token) return undefined;
  const open = start - opening.length;
  if ("comment" in token) return commentFrom(text, open, start, lineEnd, limit, token.comment);
  if (opening === "'" && isApostrophe(text, start - 1)) return undefined;
  const rule = typeof token.string === "function" ? token.string(opening) : token.string;
  if (neverClosed.has(rule.close)) return undefined;
  const last = rule.multiline ? limit : lineEnd;
  const { end, closed, interpolations } = bodyFrom(
    text,
    start,
    last,
    rule.close,
    rule.escaped,
    rule.interpolations,
    stayedOpen,
  );
  if (closed)
    return {
      kind: "string",
      open,
      start,
      end,
      after: end + rule.close.length,
      rule,
      interpolations,
    };
  if (rule.multiline)
    return { kind: "string", open, start, end, after: limit, rule, interpolations };
  neverClosed.add(rule.close);
  return undefined;
}

function commentFrom(
  text: string,
  open: number,
  start: number,
  lineEnd: number,
  limit: number,
  comment: "line" | { readonly close: string },
): CommentSpan {
  if (comment === "line") return { kind: "comment", open, start, end: lineEnd, after: lineEnd };
  const close = text.indexOf(comment.close, start);
  if (close < 0 || close > limit) return { kind: "comment", open, start, end: limit, after: limit };
  return { kind: "comment", open, start, end: close, after: close + comment.close.length };
}

const letter = /[\p{L}\d]/u;
const keywordBefore =
  /(?:^|[^\w$])(?:return|case|in|of|typeof|from|import|else|default|export|await|yield|print|echo|require|include)$/;

/** Whether the `'` at an offset stands inside a word, as in "don't", and so opens nothing. */
function isApostrophe(text: string, at: number): boolean {
  if (at === 0 || !letter.test(text[at - 1] as string)) return false;
  return !keywordBefore.test(text.slice(Math.max(0, at - 12), at));
}

function endOfLine(text: string, from: number, limit: number): number {
  const newline = text.indexOf("\n", from);
  return newline < 0 || newline > limit ? limit : newline;
}
