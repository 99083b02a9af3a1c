/** Decoders of backslash escapes, one per family of languages. */
import { character, type Decode, decoder } from "./decoded.ts";

const controls: Record<string, string> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\u0007",
  e: "\u001b",
  "0": "\0",
  "\n": "",
};

const backslashed =
  /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{2})|([0-7]{3})|([\s\S]))/y;

interface Dialect {
  /** The letters that stand for control characters, such as "ntr". */
  readonly letters: string;
  /** What a backslash before any other character means: the character alone, or both as written. */
  readonly otherwise: "character" | "both";
  /** The characters that lose their backslash although `otherwise` is "both". */
  readonly plain?: string;
  /** Whether `\u0041`, `\x41` and `\101` are escapes. */
  readonly numeric?: boolean;
}

function backslashes({ letters, otherwise, plain = "\\'\"", numeric = true }: Dialect): Decode {
  return decoder("\\", backslashed, ([all, braces, short, long, byte, octal, single]) => {
    const hex = braces ?? short ?? long ?? byte;
    if (numeric && hex !== undefined) return character(hex);
    if (numeric && octal !== undefined) return character(octal, 8);
    const letter = single ?? all[1] ?? "";
    const rest = all.slice(1 + letter.length);
    if (letters.includes(letter)) return (controls[letter] ?? letter) + rest;
    return otherwise === "character" || plain.includes(letter) ? letter + rest : undefined;
  });
}

/** JavaScript, TypeScript and languages whose unknown escapes mean the character itself. */
export const scriptEscapes = backslashes({ letters: "ntrbfv0\n", otherwise: "character" });

/** JSON, Java, Kotlin, C#, Go, Rust, Swift: an unknown escape is an error, so it is read as written. */
export const strictEscapes = backslashes({
  letters: "ntrbfv0a\n",
  otherwise: "both",
  plain: "\\/'\"`$",
});

/** Python and PHP's double quotes: an unknown escape keeps its backslash. */
export const keepingEscapes = backslashes({
  letters: "ntrbfv0ae\n",
  otherwise: "both",
  plain: "\\'\"$",
});

/** PHP's and Ruby's single quotes: only the quote and the backslash are escaped. */
export const quoteEscapes = backslashes({
  letters: "",
  otherwise: "both",
  plain: "\\'",
  numeric: false,
});

/** A shell's double quotes. */
export const shellQuoteEscapes = backslashes({
  letters: "\n",
  otherwise: "both",
  plain: '\\"$`',
  numeric: false,
});

/** A shell's bare words: a backslash takes the next character as it is. */
export const shellWordEscapes = backslashes({
  letters: "\n",
  otherwise: "character",
  numeric: false,
});

/** Markdown (CommonMark 2.4): a backslash before ASCII punctuation. */
export const punctuationEscapes = decoder(
  "\\",
  /\\([!-/:-@[-`{-~])/y,
  ([, punctuation]) => punctuation,
);

/** CSS Syntax 4.3.7: up to six hexadecimal digits and one space, or any other character. */
export const cssEscapes = decoder(
  "\\",
  /\\(?:([\da-f]{1,6})\s?|(\n)|([\s\S]))/iy,
  ([, digits, newline, single]) =>
    digits !== undefined ? character(digits) : newline !== undefined ? "" : single,
);

/** Escapes by doubling the closing quote: SQL, YAML's single quotes, C#'s verbatim strings. */
export function doubled(quote: string): Decode {
  const pair = new RegExp(quote + quote, "y");
  return decoder(quote, pair, () => quote);
}
