/** Tells whether a line of code begins inside a string that was opened on a line above. */
import { codeSpans, type Lexicon, type StringRule } from "../scan/codeSpan.ts";
import type { TextSource } from "../textSource.ts";

/** Lines counted at most: beyond, code is taken to begin outside of strings. */
const maxLines = 3000;

/** Code units read at most to tell a delimiter from one in a comment or in another string. */
const maxRead = 300_000;

/** The rule of the string that is open before `line`. */
export function stringOpenAbove(
  document: TextSource,
  line: number,
  words: Lexicon,
): StringRule | undefined {
  if (line > maxLines) return undefined;
  // Where each delimiter occurs an even number of times, nothing is open; that is quickly seen.
  const suspected = words.spanning.find(({ close }) => {
    let count = 0;
    for (let above = 0; above < line; above++)
      count += occurrences(document.lineText(above), close);
    return count % 2 === 1;
  });
  return suspected && readOpenString(document, line, words);
}

/** Reads the lines above from the first: "`" in a comment opens nothing. */
function readOpenString(
  document: TextSource,
  line: number,
  words: Lexicon,
): StringRule | undefined {
  let text = "";
  for (let above = 0; above < line; above++) {
    text += `${document.lineText(above)}\n`;
    if (text.length > maxRead) return undefined;
  }
  for (const span of codeSpans(text, 0, text.length, text.length, words)) {
    if (span.kind === "string" && span.after >= text.length && span.end >= text.length)
      return span.rule;
  }
  return undefined;
}

function occurrences(text: string, char: string): number {
  let count = 0;
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + char.length)) {
    if (text[at - 1] !== "\\") count++;
  }
  return count;
}
