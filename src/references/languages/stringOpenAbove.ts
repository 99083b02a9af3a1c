/** Tells whether a line of code begins inside a string that was opened on a line above. */
import type { StringRule } from "../scan/codeSpan.ts";
import type { TextSource } from "../textSource.ts";

/** Lines counted at most: beyond, code is taken to begin outside of strings. */
const maxLines = 3000;

/** The rule of the string that is open before `line`: the one whose delimiter occurs an odd number of times above. */
export function stringOpenAbove(
  document: TextSource,
  line: number,
  rules: readonly StringRule[],
): StringRule | undefined {
  if (line > maxLines) return undefined;
  return rules.find(({ close }) => {
    let count = 0;
    for (let above = 0; above < line; above++)
      count += occurrences(document.lineText(above), close);
    return count % 2 === 1;
  });
}

function occurrences(text: string, char: string): number {
  let count = 0;
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + char.length)) {
    if (text[at - 1] !== "\\") count++;
  }
  return count;
}
