/** How strings and comments are written in style sheets and data files. */
import { cssEscapes, doubled, scriptEscapes, strictEscapes } from "../scan/backslashes.ts";
import { lexicon } from "../scan/codeSpan.ts";
import { asWritten } from "../scan/decoded.ts";
import { atBraces, dollarBraces, hashBraces, templateTags } from "../scan/interpolations.ts";
import { blockComment, long, pair, quoted, raw, slashComments } from "./lexiconParts.ts";

const cssInterpolations = [hashBraces, atBraces];
const yamlInterpolations = [dollarBraces, ...templateTags];

export const jsonLexicon = lexicon([
  ...slashComments,
  quoted('"', strictEscapes),
  quoted("'", scriptEscapes),
]);

export const cssLexicon = lexicon([
  blockComment,
  quoted('"', cssEscapes, cssInterpolations),
  quoted("'", cssEscapes, cssInterpolations),
]);
export const sassLexicon = lexicon([
  ...slashComments,
  quoted('"', cssEscapes, cssInterpolations),
  quoted("'", cssEscapes, cssInterpolations),
]);

export const tomlLexicon = lexicon([
  { open: "#", comment: "line" },
  long('"""', strictEscapes),
  raw("'''", "'''", true),
  quoted('"', strictEscapes),
  raw("'"),
]);

/** A shell's quotes alone, to find out where in a long line they open. */
export const shellQuotes = lexicon([quoted('"', asWritten), raw("'")]);

export const yamlLexicon = lexicon([
  { open: "(?<!\\S)#", comment: "line" },
  {
    open: '(?<![^\\s[{,:(])"',
    string: {
      close: '"',
      decode: strictEscapes,
      escaped: pair,
      interpolations: yamlInterpolations,
    },
  },
  {
    open: "(?<![^\\s[{,:(])'",
    string: {
      close: "'",
      decode: doubled("'"),
      escaped: "''",
      interpolations: yamlInterpolations,
    },
  },
]);
