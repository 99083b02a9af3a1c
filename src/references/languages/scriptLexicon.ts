/** How strings and comments are written in JavaScript and TypeScript. */
import { scriptEscapes } from "../scan/backslashes.ts";
import { lexicon, type Token } from "../scan/codeSpan.ts";
import { asWritten } from "../scan/decoded.ts";
import { dollarBraces } from "../scan/interpolations.ts";
import { long, pair, quoted, slashComments } from "./lexiconParts.ts";

/** A regular expression, told from a division by the character before it. */
const regexLiteral: Token = {
  open: "(?<=(?:[(,=:[!&|?{};]|=>|return)[ \\t]{0,3})\\/(?![*/ ])(?:[^/\\\\\\n[]|\\\\.|\\[(?:[^\\]\\\\\\n]|\\\\.){0,100}\\]){1,200}\\/[a-z]{0,8}",
  skip: true,
};

export const scriptLexicon = lexicon([
  ...slashComments,
  regexLiteral,
  {
    open: "String\\.raw`",
    string: {
      close: "`",
      decode: asWritten,
      escaped: pair,
      interpolations: [dollarBraces],
      multiline: true,
    },
  },
  long("`", scriptEscapes, [dollarBraces]),
  quoted('"', scriptEscapes),
  quoted("'", scriptEscapes),
]);
