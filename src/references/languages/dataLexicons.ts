/** How strings and comments are written in style sheets and data files. */
import { cssEscapes, doubled, scriptEscapes, strictEscapes } from "../scan/backslashes.ts";
import { lexicon } from "../scan/codeSpan.ts";
import { asWritten } from "../scan/decoded.ts";
import { atBraces, dollarBraces, hashBraces, templateTags } from "../scan/holes.ts";
import { blockComment, long, pair, quoted, raw, slashComments } from "./lexiconParts.ts";

const interpolations = [hashBraces, atBraces];
const templateHoles = [dollarBraces, ...templateTags];

export const jsonLexicon = lexicon([
  ...slashComments,
  quoted('"', strictEscapes),
  quoted("'", scriptEscapes),
]);

export const cssLexicon = lexicon([
  blockComment,
  quoted('"', cssEscapes, interpolations),
  quoted("'", cssEscapes, interpolations),
]);
export const sassLexicon = lexicon([
  ...slashComments,
  quoted('"', cssEscapes, interpolations),
  quoted("'", cssEscapes, interpolations),
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
      holes: templateHoles,
    },
  },
  {
    open: "(?<![^\\s[{,:(])'",
    string: {
      close: "'",
      decode: doubled("'"),
      escaped: "''",
      holes: templateHoles,
    },
  },
]);
