/** The strings and comments that many languages share. */
import { doubled } from "../scan/backslashes.ts";
import type { StringRule, Token } from "../scan/codeSpan.ts";
import { asWritten, type Decode } from "../scan/decoded.ts";
import type { InterpolationSyntax } from "../scan/interpolations.ts";

/** A backslash and what it escapes. */
export const pair = "\\\\[^]";

/** A string on one line whose escapes begin with a backslash; it closes as it opens. */
export function quoted(
  open: string,
  decode: Decode,
  interpolations: readonly InterpolationSyntax[] = [],
): Token {
  return { open, string: { close: open, decode, escaped: pair, interpolations } };
}

/** A string without escapes. */
export function raw(open: string, close = open, multiline = false): Token {
  const rule: StringRule = { close, decode: asWritten, escaped: "" };
  return { open, string: multiline ? { ...rule, multiline: true } : rule };
}

/** A string over several lines whose escapes begin with a backslash. */
export function long(
  open: string,
  decode: Decode,
  interpolations: readonly InterpolationSyntax[] = [],
): Token {
  return { open, string: { close: open, decode, escaped: pair, interpolations, multiline: true } };
}

/** A string whose closing quote is escaped by doubling it. */
export function doubling(
  open: string,
  close: string,
  interpolations: readonly InterpolationSyntax[] = [],
): Token {
  const escaped = close + close;
  return { open, string: { close, decode: doubled(close), escaped, interpolations } };
}

export const blockComment: Token = { open: "\\/\\*", comment: { close: "*/" } };
export const slashComments: readonly Token[] = [
  // Not in "https://", which stands without quotes in JSX and in url(…).
  { open: "(?<!:)\\/\\/", comment: "line" },
  blockComment,
];
export const hashComment: Token = { open: "(?<![^\\s;(){}[\\]])#", comment: "line" };

/** A character between apostrophes; in Rust an apostrophe alone begins a lifetime. */
export const characterLiteral: Token = {
  open: "'(?:\\\\.[^'\\n]{0,10}|[^'\\\\\\n]{1,2})'",
  skip: true,
};
