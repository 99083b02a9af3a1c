/** Shells: words with quotes, escapes and expansions; `--option=path` and `NAME=path`. */
import type { Recogniser } from "../recogniser.ts";
import { likelyStart } from "../scan/likelyStart.ts";
import { shellWordAt } from "../scan/shellWord.ts";
import { spanCandidates } from "../span.ts";
import { shellQuotes } from "./lexicons.ts";

const option = /^(?:-{1,2}[\w-]+|[A-Za-z_]\w*\+?)=/;

export const shell: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd, startsMidLine } = window;
  const from = startsMidLine ? likelyStart(text, at, shellQuotes) : lineStart;
  const word = shellWordAt(text, from, lineEnd, at);
  if (word === "comment") return window.context.insideText(window) ?? [];
  if (!word) return undefined;
  const before =
    option.exec(text.slice(word.start, Math.min(word.end, word.start + 200)))?.[0].length ?? 0;
  const start = word.start + before;
  if (at < start) return undefined;
  const value = before === 0 ? word : shellWordAt(text, start, word.end, Math.max(at, start));
  if (value === "comment" || !value || at < value.start || at > value.end) return undefined;
  return spanCandidates(window, { ...value, syntax: value.quoted ? "string" : "word" });
};
