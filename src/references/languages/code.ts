/** Source code: names in strings and comments, by a language's lexicon. */
import type { Passage } from "../passage.ts";
import type { Finding, Recogniser } from "../reading.ts";
import { codeSpanAt, type Lexicon } from "../scan/codeSpan.ts";
import { likelyStart } from "../scan/likelyStart.ts";
import { spanFinding } from "../span.ts";
import { htmlAttribute } from "./html.ts";
import { tagAround } from "./tag.ts";
import { bareWordInCode, quotedText } from "./text.ts";

/** Recognises names in code of the given lexicon. */
export function codeIn(words: Lexicon): Recogniser {
  return (passage) => {
    const from = readingStart(passage, words);
    const span = codeSpanAt(passage.text, from, passage.text.length, passage.at, words);
    if (span?.kind === "comment") return passage.around.insideText(passage) ?? [];
    if (span) {
      const { start, end, rule, holes } = span;
      if (isMarkupValue(passage, start)) return htmlAttribute(passage);
      const syntax = rule.multiline ? "template" : "string";
      return spanFinding(passage, { start, end, decode: rule.decode, holes, syntax });
    }
    return outsideStrings(passage);
  };
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

/** Where to begin so that quotes pair up: at the first whole line, or where a long line makes most sense. */
function readingStart(passage: Passage, words: Lexicon): number {
  const { text, at, depth, startsMidLine, around, lineStart } = passage;
  if (startsMidLine) return likelyStart(text, at, words);
  if (depth > 0 || lineStart === 0) return 0;
  const linesAbove = text.slice(0, lineStart).split("\n").length - 1;
  return linesAbove === around.line ? 0 : text.indexOf("\n") + 1;
}
