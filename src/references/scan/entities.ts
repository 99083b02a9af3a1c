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
};

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
