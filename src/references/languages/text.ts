/** Running text: quoted names, and bare words that are URLs, URIs or paths. */

import { barePathReadings } from "../barePath.ts";
import { bareUrlFinding } from "../bareUrl.ts";
import type { Recogniser } from "../reading.ts";
import { quotedSpan } from "../scan/quotedSpan.ts";
import { wordRun } from "../scan/wordRun.ts";
import { spanFinding } from "../span.ts";

/** A name between quotes of any kind; `undefined` when what is quoted holds no name. */
export const quotedText: Recogniser = (passage) => {
  const span = quotedSpan(passage.text, passage.lineStart, passage.lineEnd, passage.at);
  if (!span) return undefined;
  const finding = spanFinding(passage, { ...span, syntax: "text" });
  return finding.length > 0 ? finding : undefined;
};

/** A word that names an image. */
export const bareWord: Recogniser = (passage) => {
  const run = wordRun(passage.text, passage.at, passage.lineStart, passage.lineEnd);
  if (run.start === run.end) return undefined;
  return bareUrlFinding(passage, run) ?? barePathReadings(passage, run);
};

/** A word in code, where `logo.png` is a member of an object and only `images/logo.png` can be a path. */
export const bareWordInCode: Recogniser = (passage) =>
  bareWord(passage)?.filter(({ value }) => /[/\\]/.test(value));
