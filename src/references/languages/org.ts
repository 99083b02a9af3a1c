/** Org mode: links `[[file:path][words]]`, keywords whose values are words for people. */
import { firstOf, type Recogniser } from "../recogniser.ts";
import { spanCandidates } from "../span.ts";
import { bareWord, quotedText } from "./text.ts";

const link: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd } = window;
  const open = at < 2 ? -1 : text.lastIndexOf("[[", at - 2);
  const close = text.indexOf("]]", at);
  if (open < lineStart || close < 0 || close > lineEnd) return undefined;
  const target = text.slice(open + 2, close).split("][", 1)[0] ?? "";
  const end = open + 2 + target.length;
  // What is attached lies in a folder that only Org knows; `~/` is a person's own.
  if (at > end || /^(?:attachment:|(?:file:)?~)/.test(target)) return [];
  const scheme = /^(?:file(?:\+\w+)?:(?!\/\/))?/.exec(target)?.[0].length ?? 0;
  const search = target.indexOf("::");
  return spanCandidates(window, {
    start: open + 2 + scheme,
    end: search < 0 ? end : open + 2 + search,
    syntax: "markdown-link",
    oneName: true,
  });
};

const words: Recogniser = ({ text, lineStart, at }) =>
  /^\s*#\+(?:caption|title|subtitle|description|attr_\w+:.*:(?:alt|title))\b/i.test(
    text.slice(lineStart, at),
  )
    ? []
    : undefined;

export const org = firstOf([link, words, quotedText, bareWord]);
