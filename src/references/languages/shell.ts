/** Shells: words with quotes, escapes and expansions; `--option=path` and `NAME=path`. Batch files of Windows. */
import type { Candidates, Recogniser, TextWindow } from "../recogniser.ts";
import { type InterpolationSyntax, interpolationsBetween } from "../scan/interpolations.ts";
import { likelyStart } from "../scan/likelyStart.ts";
import { type ShellWord, shellWordAt } from "../scan/shellWord.ts";
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
  if (word.quoted && before > 0) {
    // curl names a file behind an `@`.
    const first = start + Number(text[start] === "@");
    return spanCandidates(window, { ...word, start: first, syntax: "string" });
  }
  const value = before === 0 ? word : shellWordAt(text, start, word.end, Math.max(at, start));
  if (value === "comment" || !value || at < value.start || at > value.end) return undefined;
  const whole = spanCandidates(window, { ...value, syntax: value.quoted ? "string" : "word" });
  return [...ownNames(window, value), ...whole];
};

/** Names in quotes that stand beside signs of a program: `"a b.png"[0]`, `@"a b.png"`, `png:"a b.png"`. */
function ownNames(window: TextWindow, { quotedParts }: ShellWord): Candidates {
  const { text, at } = window;
  const part = quotedParts.find(({ start, end }) => at >= start && at <= end);
  if (!part) return [];
  const before = text[part.start - 2] ?? " ";
  const after = text[part.after] ?? " ";
  const isPiece = /[\w\p{L}./\\$}"'-]/u;
  if (isPiece.test(before) || isPiece.test(after)) return [];
  return spanCandidates(window, { ...part, syntax: "string" });
}

/** `%~dp0`, `%NAME%`, `!NAME!`, `%1`, `%%i`. */
const batchExpansion: InterpolationSyntax = {
  open: "%~?[A-Za-z]{0,10}\\d|%[A-Za-z_][\\w()]{0,60}%|![A-Za-z_]\\w{0,60}!|%%~?[A-Za-z]{1,10}",
  end: (_text, from) => from,
};
const batchExpansions = [batchExpansion];
const batchComment = /^\s*@?(?:rem\s|::)/i;
const batchWord = /"[^"\n]*"?|[^\s"<>|&;,=()]+/g;

/** Batch files: a backslash is no escape, `%~dp0` is the file's folder. */
export const batch: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd } = window;
  const line = text.slice(lineStart, lineEnd);
  if (batchComment.test(line)) return window.context.insideText(window) ?? [];
  for (const { index, 0: word } of line.matchAll(batchWord)) {
    const quotes = Number(word.startsWith('"'));
    const start = lineStart + index + quotes;
    const end =
      lineStart + index + word.length - Number(quotes > 0 && word.length > 1 && word.endsWith('"'));
    if (at < start || at > end) continue;
    const interpolations = interpolationsBetween(text, start, end, batchExpansions);
    return spanCandidates(window, { start, end, interpolations, syntax: "word", oneName: true });
  }
  return undefined;
};
