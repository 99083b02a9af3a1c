/** Source code: names in strings and comments, by a language's lexicon. */
import type { Passage } from "../passage.ts";
import type { Finding, Recogniser } from "../reading.ts";
import { type CodeSpan, codeSpanAt, type Lexicon } from "../scan/codeSpan.ts";
import { bodyFrom } from "../scan/holes.ts";
import { likelyStart } from "../scan/likelyStart.ts";
import { spanFinding } from "../span.ts";
import { htmlAttribute } from "./html.ts";
import { stringOpenAbove } from "./stringOpenAbove.ts";
import { tagAround } from "./tag.ts";
import { bareWordInCode, quotedText } from "./text.ts";

/** Recognises names in code of the given lexicon. */
export function codeIn(words: Lexicon): Recogniser {
  return (passage) => {
    const span = codeSpanFrom(passage, words);
    if (span?.kind === "comment") return passage.around.insideText(passage) ?? [];
    if (!span) return outsideStrings(passage);
    const { start, end, rule, holes } = span;
    if (isMarkupValue(passage, start)) return htmlAttribute(passage);
    const syntax = rule.multiline ? "template" : "string";
    return spanFinding(passage, { start, end, decode: rule.decode, holes, syntax });
  };
}

/** The string or comment under the cursor, read from where it is known, or likely, what is a string. */
function codeSpanFrom(passage: Passage, words: Lexicon): CodeSpan | undefined {
  const { text, at, depth, startsMidLine, around, lineStart } = passage;
  if (startsMidLine) return codeSpanAt(text, likelyStart(text, at, words), text.length, at, words);
  const linesAbove = text.slice(0, lineStart).split("\n").length - 1;
  const firstLine = around.line - linesAbove;
  if (depth > 0 || firstLine === 0) return codeSpanAt(text, 0, text.length, at, words);
  // The passage's first line may be cut.
  const from = Math.min(text.indexOf("\n") + 1, lineStart);
  const rule = stringOpenAbove(around.document, firstLine + Number(from > 0), words.spanning);
  if (!rule) return codeSpanAt(text, from, text.length, at, words);
  const { end, holes } = bodyFrom(text, from, text.length, rule.close, rule.escaped, rule.holes);
  const after = end + rule.close.length;
  if (at <= end) return { kind: "string", start: from, end, after, rule, holes };
  return codeSpanAt(text, after, text.length, at, words);
}

function outsideStrings(passage: Passage): Finding | undefined {
  return quotedText(passage) ?? bareWordInCode(passage);
}

/** Whether a string is the value of an attribute (JSX), whose escapes are those of markup. */
function isMarkupValue(passage: Passage, start: number): boolean {
  if (passage.text[start - 2] !== "=") return false;
  const tag = tagAround(passage.text, start);
  return tag?.attributes.some(({ value }) => value?.start === start) ?? false;
}
