/** Holes in text: the parts that a program or a template fills in, so that no name can be read across them. */
import { balancedEnd } from "./balancedEnd.ts";

/** One kind of hole: how it opens, and where it ends (offset after it, or -1 when it stays open). */
export interface HoleKind {
  /** Source of a regular expression without groups. */
  readonly open: string;
  readonly end: (text: string, from: number, limit: number) => number;
}

export interface Hole {
  readonly start: number;
  readonly end: number;
}

/** Takes the place of each code unit of a hole: no name holds it, and it is no blank. */
export const holeSign = "\ufffc";

/** Code units of a hole at most, so that many that never close cost little. */
const longest = 500;
const quotes = "\"'`";

function bracketHole(open: string, bracket: "{" | "("): HoleKind {
  const end = (text: string, from: number, limit: number): number =>
    balancedEnd(text, bracket, from, Math.min(limit, from + longest), quotes) + 1 || -1;
  return { open, end };
}

function markedHole(open: string, close: string): HoleKind {
  const end = (text: string, from: number, limit: number): number => {
    const at = text.indexOf(close, from);
    return at < 0 || at + close.length > limit ? -1 : at + close.length;
  };
  return { open, end };
}

/** `${…}` of scripts, shells and build files. */
export const dollarBraces = bracketHole("\\$\\{", "{");
/** `#{…}` of Ruby, Sass, Pug and CoffeeScript. */
export const hashBraces = bracketHole("#\\{", "{");
/** `@{…}` of Less. */
export const atBraces = bracketHole("@\\{", "{");
/** `{…}` of f-strings, C#, Svelte and Astro; a doubled brace is a brace. */
export const braces = bracketHole("\\{(?!\\{)", "{");
/** `\(…)` of Swift. */
export const backslashParentheses = bracketHole("\\\\\\(", "(");
/** `$(…)` of shells. */
export const dollarParentheses = bracketHole("\\$\\(", "(");
/** `$name` and `$name` of shells, PHP, Kotlin, Dart and Perl. */
export const dollarName: HoleKind = {
  open: "\\$[A-Za-z_]\\w{0,99}",
  end: (_text, from) => from,
};
/** `{{…}}`, `{%…%}`, `<%…%>` and `<?…?>` of templates around other languages. */
export const templateTags: readonly HoleKind[] = [
  markedHole("\\{\\{", "}}"),
  markedHole("\\{%", "%}"),
  markedHole("<%", "%>"),
  markedHole("<\\?", "?>"),
];

export interface Body {
  /** Offset of the closing sign, or the limit. */
  readonly end: number;
  readonly closed: boolean;
  readonly holes: readonly Hole[];
}

const noKinds: readonly HoleKind[] = [];
const patterns = new WeakMap<readonly HoleKind[], Map<string, RegExp>>();

/** One pattern of everything to stop at: escapes, the closing sign (group 1), and each kind of hole (groups 2…). */
function stops(close: string, escaped: string, kinds: readonly HoleKind[]): RegExp {
  const known = patterns.get(kinds) ?? new Map<string, RegExp>();
  patterns.set(kinds, known);
  const name = `${close} ${escaped}`;
  const pattern = known.get(name) ?? new RegExp(stopsSource(close, escaped, kinds), "g");
  known.set(name, pattern);
  return pattern;
}

function stopsSource(close: string, escaped: string, kinds: readonly HoleKind[]): string {
  const closing = close === "" ? "(?!)" : close.replace(/[$()*+./?[\\\]^{|}-]/g, "\\$&");
  const openings = kinds.map((kind) => `|(${kind.open})`).join("");
  return `${escaped === "" ? "" : `${escaped}|`}(${closing})${openings}`;
}

/**
 * Reads the body of a string from `from`: finds its closing sign (none when `close` is empty: the body reaches the
 * limit) past escapes and holes. `escaped` is a pattern of what never closes. Linear in `limit - from`.
 */
export function bodyFrom(
  text: string,
  from: number,
  limit: number,
  close: string,
  escaped: string,
  kinds: readonly HoleKind[] = noKinds,
): Body {
  const pattern = stops(close, escaped, kinds);
  const holes: Hole[] = [];
  const neverClosed = new Set<HoleKind>();
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match.index >= limit) break;
    if (match[1] !== undefined) return { end: match.index, closed: true, holes };
    const kind = kinds.find((_, index) => match?.[index + 2] !== undefined);
    if (!kind || neverClosed.has(kind)) continue;
    const end = kind.end(text, pattern.lastIndex, limit);
    if (end < 0) neverClosed.add(kind);
    else {
      holes.push({ start: match.index, end });
      pattern.lastIndex = end;
    }
  }
  return { end: limit, closed: close === "", holes };
}

/** The holes between two offsets. */
export function holesBetween(
  text: string,
  from: number,
  to: number,
  kinds: readonly HoleKind[],
): readonly Hole[] {
  return kinds.length === 0 ? [] : bodyFrom(text, from, to, "", "", kinds).holes;
}
