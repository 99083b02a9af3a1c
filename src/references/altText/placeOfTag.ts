/** Whether a tag in a document is an image of it, or only text in a comment, a string or a piece of quoted code. */
import { scriptLexicon } from "../languages/lexicons.ts";
import type { TextWindow } from "../recogniser.ts";
import { codeSpanAt } from "../scan/codeSpan.ts";
import type { TextSource } from "../textSource.ts";

const maxLines = 500;

/** `start` is the offset of the tag, or of Markdown's `![`. */
export function isInProse(window: TextWindow, start: number, languageId: string): boolean {
  const { text } = window;
  if (text.lastIndexOf("<!--", start) > text.lastIndexOf("-->", start)) return false;
  if (languageId === "markdown" || languageId === "mdx") return !isQuotedCode(window, start);
  if (!languageId.endsWith("react")) return !isInScript(text, start);
  const firstLine = window.context.line === 0 || window.startsMidLine ? 0 : text.indexOf("\n") + 1;
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
function isQuotedCode(window: TextWindow, start: number): boolean {
  const { document, line, languageId } = window.context;
  let fence = "";
  for (let above = Math.max(0, line - maxLines); above < line; above++) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(document.lineText(above).slice(0, 64))?.[1];
    if (mark && fence === "") fence = mark;
    else if (mark && mark[0] === fence[0] && mark.length >= fence.length) fence = "";
  }
  // MDX has no indented code.
  if (fence !== "" || (languageId !== "mdx" && isIndentedCode(document, line))) return true;
  const lineStart = window.text.lastIndexOf("\n", start - 1) + 1;
  return (window.text.slice(lineStart, start).match(/`+/g)?.length ?? 0) % 2 === 1;
}

const listItem = /^(\s*)(?:[-*+]|\d{1,9}[.)])(\s+)\S/;

/** Four columns further in than the text around, behind a blank line (CommonMark 4.4); in a list, than its items. */
function isIndentedCode(document: TextSource, line: number): boolean {
  const own = columnsOf(document.lineText(line));
  if (own < 4) return false;
  let isBehindBlank = line === 0;
  for (let above = line - 1; above >= 0 && line - above < maxLines; above--) {
    const text = document.lineText(above).slice(0, 1024);
    if (text.trim() === "") isBehindBlank = true;
    else {
      const item = listItem.exec(text);
      const inside = item ? columnsOf(text) + item[0].trimStart().length - 1 : columnsOf(text);
      if (item && own >= inside) return isBehindBlank && own >= inside + 4;
      if (inside < 4) return isBehindBlank;
      if (!isBehindBlank && inside < own) return false;
    }
  }
  return isBehindBlank || columnsOf(document.lineText(0)) >= 4;
}

function columnsOf(text: string): number {
  const indent = /^[ \t]*/.exec(text)?.[0] ?? "";
  return [...indent].reduce(
    (columns, char) => columns + (char === "\t" ? 4 - (columns % 4) : 1),
    0,
  );
}
