/** Shells: words with quotes, escapes and expansions; `--option=path` and `NAME=path`. Batch files of Windows. */
import type { Candidates, Recogniser, TextWindow } from "../recogniser.ts";
import { type InterpolationSyntax, interpolationsBetween } from "../scan/interpolations.ts";
import { likelyStart } from "../scan/likelyStart.ts";
import { shellPath } from "../scan/shellPath.ts";
import { type ShellWord, shellWordAt, wordBehind } from "../scan/shellWord.ts";
import { spanCandidates } from "../span.ts";
import type { TextSource } from "../textSource.ts";
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
  if (isRest(window, value.start)) return [];
  const below = belowFolder(window, value);
  if (below) return below;
  const byDefault = defaultValue(window, value);
  if (byDefault) return byDefault;
  const whole = spanCandidates(window, { ...value, syntax: value.quoted ? "string" : "word" });
  const isFile = before > 0 && text[value.start] === "@" && value.parts.length === 1;
  const file = isFile
    ? { start: value.start + 1, end: value.end, syntax: "word" as const }
    : undefined;
  return [...(file ? spanCandidates(window, file) : []), ...ownNames(window, value), ...whole];
};

/** Whether a word is only the rest of one: behind a command in parentheses, a generator expression of CMake. */
function isRest({ text, context }: TextWindow, start: number): boolean {
  if (text[start - 1] === ")" || text[start - 1] === "`") return true;
  return context.languageId === "cmake" && /\$<[^<>\n]*>$/.test(text.slice(0, start));
}

/** The name behind an expansion that stands for a folder: `$(dirname "$0")/a.png`, `$SCRIPT_DIR/a.png`. */
function belowFolder(window: TextWindow, word: ShellWord): Candidates | undefined {
  const [first] = word.interpolations;
  const isFirst = first && /^"?$/.test(window.text.slice(word.start, first.start));
  if (!isFirst || window.at < first.end) return undefined;
  const { document, line } = window.context;
  const folder = shellPath(window.text.slice(first.start, first.end), (name) =>
    variableAbove(document, line, name),
  );
  if (folder === "unknown" || (folder.text === "" && folder.from === undefined)) return undefined;
  const rest = wordBehind(word, first);
  const { from, text } = folder;
  return spanCandidates(window, {
    ...rest,
    syntax: "word",
    oneName: true,
    before: text,
    ...(from && { from }),
  });
}

const maxLinesAbove = 1000;

/** What a script gives a variable above, if it gives it one thing only. */
function variableAbove(document: TextSource, line: number, name: string): string | undefined {
  const assigned = new RegExp(
    String.raw`^\s*(?:(?:export|readonly|local|declare|typeset)\s+(?:-\w+\s+)*)?${name}\s*(\+|[:?]{0,2})=\s*(\S.*?)\s*;?\s*$`,
  );
  let found: string | undefined;
  for (let above = Math.max(0, line - maxLinesAbove); above < line; above++) {
    const text = document.lineText(above);
    if (!text.includes(name) || text.length > 500) continue;
    const [, operator, value] = assigned.exec(text) ?? [];
    if (value === undefined) continue;
    if (found !== undefined || operator === "+") return undefined;
    found = value;
  }
  return found;
}

/** `${NAME:-img/a.png}`: what a variable is when nobody set it. */
function defaultValue(window: TextWindow, word: ShellWord): Candidates | undefined {
  const { text, at } = window;
  const inside = word.interpolations.find(({ start, end }) => at > start && at < end);
  const open = inside && /^\$\{\w+:?[-=+]/.exec(text.slice(inside.start, inside.end))?.[0].length;
  if (!inside || open === undefined || at < inside.start + open) return undefined;
  const isWhole = /^"?$/.test(
    text.slice(word.start, inside.start) + text.slice(inside.end, word.end),
  );
  if (!isWhole) return [];
  return spanCandidates(window, {
    start: inside.start + open,
    end: inside.end - 1,
    syntax: "word",
    oneName: true,
  });
}

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
    const name = quotes > 0 ? /^[A-Za-z_]\w*=/.exec(text.slice(start, end))?.[0].length : undefined;
    const from = start + (name ?? 0);
    if (at < from) return undefined;
    const interpolations = interpolationsBetween(text, from, end, batchExpansions);
    return spanCandidates(window, {
      start: from,
      end,
      interpolations,
      syntax: "word",
      oneName: true,
    });
  }
  return undefined;
};
