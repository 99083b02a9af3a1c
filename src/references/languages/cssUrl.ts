/** `url(…)` of CSS, Sass and Less, wherever styles stand: in a sheet, an attribute, a template. */
import type { Passage } from "../passage.ts";
import type { Finding, Recogniser } from "../reading.ts";
import { cssEscapes } from "../scan/backslashes.ts";
import { atBraces, bodyFrom, dollarBraces, hashBraces, templateTags } from "../scan/holes.ts";
import { spanFinding } from "../span.ts";

const holeKinds = [hashBraces, atBraces, dollarBraces, ...templateTags];
const opening = "url(";
const mostTries = 3;
const escaped = "\\\\[^]";

/** The address in the `url(…)` that holds the cursor; a data URI may hold another `url(`. */
export const cssUrl: Recogniser = (passage) => {
  const { at } = passage;
  const before = passage.text.slice(0, at).toLowerCase();
  let found: Finding | undefined;
  let open = before.lastIndexOf(opening);
  for (let tried = 0; open >= 0 && tried < mostTries; tried++) {
    found = addressFinding(passage, open + opening.length) ?? found;
    open = open === 0 ? -1 : before.lastIndexOf(opening, open - 1);
  }
  return found;
};

function addressFinding(passage: Passage, from: number): Finding | undefined {
  const { text, at } = passage;
  const start = from + (/^\s*/.exec(text.slice(from, from + 200))?.[0].length ?? 0);
  const quote = text[start] === '"' || text[start] === "'" ? (text[start] as string) : "";
  const first = start + quote.length;
  const { end, closed, holes } = bodyFrom(
    text,
    first,
    text.length,
    quote || ")",
    escaped,
    holeKinds,
  );
  if (at < first || at > end || (!closed && text.slice(first, end).includes("\n")))
    return undefined;
  return spanFinding(passage, {
    start: first,
    end,
    decode: cssEscapes,
    holes,
    syntax: "css-url",
    oneName: true,
  });
}
