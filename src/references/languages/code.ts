/** Source code: names in strings and comments, by a language's lexicon. */

import type { Candidates, Recogniser, TextWindow } from "../recogniser.ts";
import { type CodeSpan, codeSpanAt, type Lexicon } from "../scan/codeSpan.ts";
import { bodyFrom } from "../scan/interpolations.ts";
import { likelyStart } from "../scan/likelyStart.ts";
import { spanCandidates } from "../span.ts";
import { htmlAttribute } from "./html.ts";
import { stringOpenAbove } from "./stringOpenAbove.ts";
import { tagAround } from "./tag.ts";
import { bareWordInCode, quotedText } from "./text.ts";

/** Recognises names in code of the given lexicon. */
export function codeIn(words: Lexicon): Recogniser {
  return (window) => {
    const span = codeSpanFrom(window, words);
    if (span?.kind === "comment") return window.context.insideText(window) ?? [];
    if (!span) return outsideStrings(window);
    const { start, end, rule, interpolations } = span;
    if (isMarkupValue(window, start)) return htmlAttribute(window);
    const syntax = rule.multiline ? "template" : "string";
    return spanCandidates(window, { start, end, decode: rule.decode, interpolations, syntax });
  };
}

/** The string or comment under the cursor, read from where it is known, or likely, what is a string. */
function codeSpanFrom(window: TextWindow, words: Lexicon): CodeSpan | undefined {
  const { text, at, depth, startsMidLine, context, lineStart } = window;
  if (startsMidLine) return codeSpanAt(text, likelyStart(text, at, words), text.length, at, words);
  const linesAbove = text.slice(0, lineStart).split("\n").length - 1;
  const firstLine = context.line - linesAbove;
  if (depth > 0 || firstLine === 0) return codeSpanAt(text, 0, text.length, at, words);
  // The window's first line may be cut.
  const from = Math.min(text.indexOf("\n") + 1, lineStart);
  const rule = stringOpenAbove(context.document, firstLine + Number(from > 0), words.spanning);
  if (!rule) return codeSpanAt(text, from, text.length, at, words);
  const { end, interpolations } = bodyFrom(
    text,
    from,
    text.length,
    rule.close,
    rule.escaped,
    rule.interpolations,
  );
  const after = end + rule.close.length;
  if (at <= end) return { kind: "string", start: from, end, after, rule, interpolations };
  return codeSpanAt(text, after, text.length, at, words);
}

function outsideStrings(window: TextWindow): Candidates | undefined {
  return quotedText(window) ?? bareWordInCode(window);
}

/** Whether a string is the value of an attribute (JSX), whose escapes are those of markup. */
function isMarkupValue(window: TextWindow, start: number): boolean {
  if (window.text[start - 2] !== "=") return false;
  const tag = tagAround(window.text, start);
  return tag?.attributes.some(({ value }) => value?.start === start) ?? false;
}
