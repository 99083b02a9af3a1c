/** reStructuredText: `.. image:: path`, `.. figure:: path`, `:target: path`; the name reaches the line's end. */
import { firstOf, type Recogniser } from "../recogniser.ts";
import { shellWordEscapes } from "../scan/backslashes.ts";
import { spanCandidates } from "../span.ts";
import { bareWord, quotedText } from "./text.ts";

const directive =
  /^\s*(?:\.\. +(?:\|[^|\n]{1,100}\| +)?(?:image|figure|thumbnail|video)::|:(?:target|file):|\.\. +_[^:\n]{1,200}:)\s+/;

const pageTypes = [".svg", ".png", ".gif", ".jpg", ".jpeg", ".webp", ".avif"];

const imageDirective: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd, startsMidLine } = window;
  const opening = startsMidLine ? undefined : directive.exec(text.slice(lineStart, lineEnd));
  if (!opening) return undefined;
  const start = lineStart + opening[0].length;
  if (at < start) return [];
  // Sphinx takes the type that suits its output best; these are for pages, in its order.
  const anyType = /\.\*\s*$/.exec(text.slice(start, lineEnd));
  return spanCandidates(window, {
    start,
    end: anyType ? start + anyType.index : lineEnd,
    decode: shellWordEscapes,
    syntax: "directive",
    oneName: true,
    ...(anyType && { extensions: pageTypes }),
  });
};

/** `:alt: words`, `:caption: words` below a directive. */
export const directiveWords: Recogniser = ({ text, lineStart, lineEnd, startsMidLine }) =>
  !startsMidLine && /^\s*:(?:alt|caption|title|name|class):/.test(text.slice(lineStart, lineEnd))
    ? []
    : undefined;

export const restructuredText = firstOf([imageDirective, directiveWords, quotedText, bareWord]);
