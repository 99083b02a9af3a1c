/** Whether a tag in a document is an image of it, or only text in a comment, a string or a piece of quoted code. */
import { scriptLexicon } from "../languages/scriptLexicon.ts";
import type { Passage } from "../passage.ts";
import { codeSpanAt } from "../scan/codeSpan.ts";

const mostLines = 500;

/** `start` is the offset of the tag, or of Markdown's `![`. */
export function isInProse(passage: Passage, start: number, languageId: string): boolean {
  const { text } = passage;
  if (text.lastIndexOf("<!--", start) > text.lastIndexOf("-->", start)) return false;
  if (languageId === "markdown" || languageId === "mdx") return !isQuotedCode(passage, start);
  if (!languageId.endsWith("react")) return !isInScript(text, start);
  const firstLine = passage.around.line === 0 || passage.startsMidLine ? 0 : text.indexOf("\n") + 1;
  return (
    codeSpanAt(text, Math.min(firstLine, start), text.length, start, scriptLexicon) === undefined
  );
}

function isInScript(text: string, start: number): boolean {
  const before = text.slice(0, start);
  const last = [...before.matchAll(/<(\/?)(?:script|style)\b/gi)].at(-1);
  return last !== undefined && last[1] === "";
}

/** In a fenced block, or between backticks on its line. */
function isQuotedCode(passage: Passage, start: number): boolean {
  const { document, line } = passage.around;
  let fence = "";
  for (let above = Math.max(0, line - mostLines); above < line; above++) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(document.lineText(above).slice(0, 64))?.[1];
    if (mark && fence === "") fence = mark;
    else if (mark && mark[0] === fence[0] && mark.length >= fence.length) fence = "";
  }
  if (fence !== "") return true;
  const lineStart = passage.text.lastIndexOf("\n", start - 1) + 1;
  return (passage.text.slice(lineStart, start).match(/`+/g)?.length ?? 0) % 2 === 1;
}
