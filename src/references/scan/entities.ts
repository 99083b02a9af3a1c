/** Character references of HTML and XML, as far as they occur in names of files. */
import { character, type Decode, decoder } from "./decoded.ts";

const named: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  num: "#",
  sol: "/",
  period: ".",
  comma: ",",
  colon: ":",
  quest: "?",
  equals: "=",
  lpar: "(",
  rpar: ")",
  lsqb: "[",
  rsqb: "]",
  plus: "+",
  commat: "@",
  excl: "!",
  percnt: "%",
  dollar: "$",
  lowbar: "_",
  ndash: "\u2013",
  mdash: "\u2014",
  ...Object.fromEntries(
    latinLetters().map((name, index) => [name, String.fromCodePoint(192 + index)]),
  ),
};

/** The names of Latin-1's letters, from U+00C0. */
function latinLetters(): string[] {
  return "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml".split(
    " ",
  );
}

/** Decodes `&amp;`, `&#38;`, `&#x26;`; an unknown name stays as it is written. */
export const entities: Decode = decoder(
  "&",
  /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/iy,
  ([, hex, decimal, name]) =>
    hex !== undefined
      ? character(hex)
      : decimal !== undefined
        ? character(decimal, 10)
        : named[name ?? ""],
);

const written: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it must stand in an attribute between double quotes; `'` too, so that it fits in either quotes. */
export function escapeEntities(text: string): string {
  return text.replace(/[&<>"]/g, (char) => written[char] ?? char).replaceAll("'", "&#39;");
}
