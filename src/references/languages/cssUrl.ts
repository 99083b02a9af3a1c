/** `url(…)` of CSS, Sass and Less, wherever styles stand: in a sheet, an attribute, a template. */

import type { Candidates, Recogniser, TextWindow } from "../recogniser.ts";
import { cssEscapes } from "../scan/backslashes.ts";
import {
  atBraces,
  bodyFrom,
  dollarBraces,
  hashBraces,
  templateTags,
} from "../scan/interpolations.ts";
import { spanCandidates } from "../span.ts";

const interpolationSyntaxes = [hashBraces, atBraces, dollarBraces, ...templateTags];
const opening = "url(";
const maxTries = 3;
const escaped = "\\\\[^]";

/** The address in the `url(…)` that holds the cursor; a data URI may hold another `url(`. */
export const cssUrl: Recogniser = (window) => {
  const { at } = window;
  const before = window.text.slice(0, at).toLowerCase();
  let found: Candidates | undefined;
  let open = before.lastIndexOf(opening);
  for (let tried = 0; open >= 0 && tried < maxTries; tried++) {
    found = addressCandidates(window, open + opening.length) ?? found;
    open = open === 0 ? -1 : before.lastIndexOf(opening, open - 1);
  }
  return found;
};

function addressCandidates(window: TextWindow, from: number): Candidates | undefined {
  const { text, at } = window;
  const start = from + (/^\s*/.exec(text.slice(from, from + 200))?.[0].length ?? 0);
  const quote = text[start] === '"' || text[start] === "'" ? (text[start] as string) : "";
  const first = start + quote.length;
  const { end, closed, interpolations } = bodyFrom(
    text,
    first,
    text.length,
    quote || ")",
    escaped,
    interpolationSyntaxes,
  );
  if (at < first || at > end || (!closed && text.slice(first, end).includes("\n")))
    return undefined;
  return spanCandidates(window, {
    start: first,
    end,
    decode: cssEscapes,
    interpolations,
    syntax: "css-url",
    oneName: true,
  });
}

/** The text that `content: "…"` puts into a page; only its `url(…)` and `image-set(…)` are pictures. */
export const cssContent: Recogniser = ({ text, at }) => {
  const declaration = /(?:^|[;{\s])content\s*:([^;{}]*)$/i.exec(
    text.slice(Math.max(0, at - 500), at),
  );
  return declaration && !/image-set\([^)]*$/i.test(declaration[1] ?? "") ? [] : undefined;
};
