/** Running text: quoted names, and bare words that are URLs, URIs or paths. */

import { barePathCandidates } from "../barePath.ts";
import { bareUrlCandidates } from "../bareUrl.ts";
import type { Recogniser } from "../recogniser.ts";
import { quotedSpan } from "../scan/quotedSpan.ts";
import { wordRun } from "../scan/wordRun.ts";
import { spanCandidates } from "../span.ts";
import { isWordsFrom } from "../wordsForPeople.ts";

/** A name between quotes of any kind, or words for people; `undefined` when what is quoted holds no name. */
export const quotedText: Recogniser = (window) => {
  const span = quotedSpan(window.text, window.lineStart, window.lineEnd, window.at);
  if (!span) return undefined;
  if (isJoined(window.text, span.start)) return [];
  const candidates = spanCandidates(window, { ...span, syntax: "text" });
  return candidates.length > 0 || isWordsFrom(window.text, span.start) ? candidates : undefined;
};

/** A word that names an image. */
export const bareWord: Recogniser = (window) => {
  const run = wordRun(window.text, window.at, window.lineStart, window.lineEnd);
  if (run.start === run.end) return undefined;
  return bareUrlCandidates(window, run) ?? barePathCandidates(window, run);
};

/** A word in code, where `logo.png` is a member of an object and only `images/logo.png` can be a path. */
export const bareWordInCode: Recogniser = (window) =>
  bareWord(window)?.filter(({ value }) => /[/\\]/.test(value));

const joinBefore =
  /(?:[\w)\]"'`}]\s*(?:\+{1,2}|~|&|\^|<>|<\/>|\.\.|\|\|)\s*|\|\s*(?:add|append|prepend|concat|join)\s*:?\s*\(?)["'`]$/;

/** Whether something is joined in front of a quoted text: `folder + "/a.png"`, `folder | append: "/a.png"`. */
function isJoined(text: string, start: number): boolean {
  return joinBefore.test(text.slice(Math.max(0, start - 60), start));
}
