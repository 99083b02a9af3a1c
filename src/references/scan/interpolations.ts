/** Interpolations in text: the parts that a program or a template fills in, so that no name can be read across them. */
import { balancedEnd } from "./balancedEnd.ts";

/** One kind of interpolation: how it opens, and where it ends (offset after it, or -1 when it stays open). */
export interface InterpolationSyntax {
  /** Source of a regular expression without groups. */
  readonly open: string;
  readonly end: (text: string, from: number, limit: number) => number;
}

export interface Interpolation {
  readonly start: number;
  readonly end: number;
}

/** Takes the place of each code unit of an interpolation: no name holds it, and it is no space. */
export const interpolationChar = "\ufffc";

/** Code units of an interpolation at most, so that many that never close cost little. */
const maxLength = 500;
const quotes = "\"'`";

function bracketed(open: string, bracket: "{" | "("): InterpolationSyntax {
  const end = (text: string, from: number, limit: number): number =>
    balancedEnd(text, bracket, from, Math.min(limit, from + maxLength), quotes) + 1 || -1;
  return { open, end };
}

function delimited(open: string, close: string): InterpolationSyntax {
  const end = (text: string, from: number, limit: number): number => {
    const at = text.indexOf(close, from);
    return at < 0 || at + close.length > limit ? -1 : at + close.length;
  };
  return { open, end };
}

/** `${…}` of scripts, shells and build files. */
export const dollarBraces = bracketed("\\$\\{", "{");
/** `#{…}` of Ruby, Sass, Pug and CoffeeScript. */
export const hashBraces = bracketed("#\\{", "{");
/** `@{…}` of Less. */
export const atBraces = bracketed("@\\{", "{");
/** `{…}` of f-strings, C#, Svelte and Astro; a doubled brace is a brace. */
export const braces = bracketed("\\{(?!\\{)", "{");
/** `\(…)` of Swift. */
export const backslashParentheses = bracketed("\\\\\\(", "(");
/** `$(…)` of shells. */
export const dollarParentheses = bracketed("\\$\\(", "(");
/** `$name` and `$name` of shells, PHP, Kotlin, Dart and Perl. */
export const dollarName: InterpolationSyntax = {
  open: "\\$[A-Za-z_]\\w{0,99}",
  end: (_text, from) => from,
};
/** `{{…}}`, `{%…%}`, `<%…%>` and `<?…?>` of templates around other languages. */
export const templateTags: readonly InterpolationSyntax[] = [
  delimited("\\{\\{", "}}"),
  delimited("\\{%", "%}"),
  delimited("<%", "%>"),
  delimited("<\\?", "?>"),
];

/** Interpolations that stayed open in what is read from one offset on; after many of them none are looked for. */
export interface StayedOpen {
  readonly from: number;
  count: number;
}

/** Whether looking for one more may cost as much as it can, so that reading stays linear. */
function isWorthLooking({ from, count }: StayedOpen, at: number): boolean {
  return count * maxLength <= 8000 + at - from;
}

export interface Body {
  /** Offset of the closing delimiter, or the limit. */
  readonly end: number;
  readonly closed: boolean;
  readonly interpolations: readonly Interpolation[];
}

const noKinds: readonly InterpolationSyntax[] = [];
const patterns = new WeakMap<readonly InterpolationSyntax[], Map<string, Map<string, RegExp>>>();

/** One pattern of everything to stop at: escapes, the closing delimiter (group 1), and each kind of interpolation (groups 2…). */
function stops(close: string, escaped: string, kinds: readonly InterpolationSyntax[]): RegExp {
  const known = patterns.get(kinds)?.get(close)?.get(escaped);
  if (known) return known;
  const pattern = new RegExp(stopsSource(close, escaped, kinds), "g");
  const ofKinds = patterns.get(kinds) ?? new Map<string, Map<string, RegExp>>();
  const ofClose = ofKinds.get(close) ?? new Map<string, RegExp>();
  patterns.set(kinds, ofKinds.set(close, ofClose.set(escaped, pattern)));
  return pattern;
}

function stopsSource(
  close: string,
  escaped: string,
  kinds: readonly InterpolationSyntax[],
): string {
  const closing = close === "" ? "(?!)" : close.replace(/[$()*+./?[\\\]^{|}-]/g, "\\$&");
  const openings = kinds.map((kind) => `|(${kind.open})`).join("");
  return `${escaped === "" ? "" : `${escaped}|`}(${closing})${openings}`;
}

/**
 * Reads the body of a string from `from`: finds its closing delimiter (none when `close` is empty: the body reaches the
 * limit) past escapes and interpolations. `escaped` is a pattern of what never closes. Linear in `limit - from`.
 */
export function bodyFrom(
  text: string,
  from: number,
  limit: number,
  close: string,
  escaped: string,
  kinds: readonly InterpolationSyntax[] = noKinds,
  stayedOpen: StayedOpen = { from, count: 0 },
): Body {
  const pattern = stops(close, escaped, kinds);
  const interpolations: Interpolation[] = [];
  const neverClosed = new Set<InterpolationSyntax>();
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match.index >= limit) break;
    if (match[1] !== undefined) return { end: match.index, closed: true, interpolations };
    const kind = kinds.find((_, index) => match?.[index + 2] !== undefined);
    if (!kind || neverClosed.has(kind) || !isWorthLooking(stayedOpen, match.index)) continue;
    const end = kind.end(text, pattern.lastIndex, limit);
    if (end < 0) {
      neverClosed.add(kind);
      stayedOpen.count++;
    } else {
      interpolations.push({ start: match.index, end });
      pattern.lastIndex = end;
    }
  }
  return { end: limit, closed: close === "", interpolations };
}

/** The interpolations between two offsets. */
export function interpolationsBetween(
  text: string,
  from: number,
  to: number,
  kinds: readonly InterpolationSyntax[],
): readonly Interpolation[] {
  return kinds.length === 0 ? [] : bodyFrom(text, from, to, "", "", kinds).interpolations;
}
