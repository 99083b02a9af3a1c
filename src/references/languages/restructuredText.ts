/** reStructuredText: `.. image:: path`, `.. figure:: path`, `:target: path`; the name reaches the line's end. */
import { firstOf, type Recogniser } from "../recogniser.ts";
import { shellWordEscapes } from "../scan/backslashes.ts";
import { spanCandidates } from "../span.ts";
import { bareWord, quotedText } from "./text.ts";

const directive =
  /^\s*(?:\.\. +(?:\|[^|\n]{1,100}\| +)?(?:image|figure|thumbnail|video)::|:(?:target|file):|\.\. +_[^:\n]{1,200}:)\s+/;

const imageDirective: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd, startsMidLine } = window;
  const opening = startsMidLine ? undefined : directive.exec(text.slice(lineStart, lineEnd));
  if (!opening) return undefined;
  const start = lineStart + opening[0].length;
  if (at < start) return undefined;
  return spanCandidates(window, {
    start,
    end: lineEnd,
    decode: shellWordEscapes,
    syntax: "directive",
    oneName: true,
  });
};

export const restructuredText = firstOf([imageDirective, quotedText, bareWord]);
