/** LaTeX: `\includegraphics{…}` and its relatives, where the extension may be left out; `\graphicspath`. */

import { type Candidates, firstOf, type Recogniser, type TextWindow } from "../recogniser.ts";
import { spanCandidates } from "../span.ts";
import type { TextSource } from "../textSource.ts";
import { bareWord, quotedText } from "./text.ts";

const command =
  /\\(?:includegraphics|adjincludegraphics|adjustimage|includesvg|pgfimage|pgfdeclareimage|epsfig|begin\{overpic\}|titlegraphic|logo|includeimage|XeTeXpicfile|externalfigure)$/;
const maxAbove = 1200;
const preambleLines = 400;

const graphics: Recogniser = (window) => {
  const braces = bracesAround(window);
  const name = braces && commandBefore(window.text, braces.start - 1);
  if (braces && isWords(window.text, braces.start)) return [];
  if (!braces || name === undefined) return undefined;
  return graphicsCandidates(window, braces, name);
};

/** `\\caption{…}`, and `alt={…}` among options. */
function isWords(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 80), start);
  return /(?:\\(?:label|\w*ref|cite\w*|index|gls|bibitem|(?:sub)?import\{[^{}]*\})|\\(?:sub)?caption(?:of\{\w+\})?\*?(?:\[[^\]]*\])?|\b(?:alt|actualtext)\s*=\s*)\{$/.test(
    before,
  );
}

/** The command whose argument opens at an offset, past its star, overlay `<2->`, options and other arguments. */
function commandBefore(text: string, open: number): string | undefined {
  let at = open;
  const limit = Math.max(0, open - maxAbove);
  for (let skipped = 0; skipped < 5; skipped++) {
    at = beforeWhitespace(text, at, limit);
    const close = text[at - 1];
    const start =
      close === "]" || close === "}" || close === ">" ? groupStart(text, at - 1, limit) : -1;
    // `\\begin{overpic}` ends in a group that is a part of the command.
    const name = command.exec(
      text.slice(Math.max(limit, at - 40), close === "*" ? at - 1 : at),
    )?.[0];
    if (name !== undefined) return name;
    if (start < 0) return undefined;
    at = start;
  }
  return undefined;
}

function beforeWhitespace(text: string, from: number, limit: number): number {
  let at = from;
  // A line may end in `%`, so that its break is no space.
  while (
    at > limit &&
    (/\s/.test(text[at - 1] as string) || /^%\r?\n/.test(text.slice(at - 1, at + 2)))
  )
    at--;
  return at;
}

const openers: Readonly<Record<string, string>> = { "]": "[", "}": "{", ">": "<" };

/** Offset of the bracket that the one at an offset closes, past braces inside; -1 when there is none. */
function groupStart(text: string, closing: number, limit: number): number {
  const close = text[closing] as string;
  const open = openers[close] as string;
  let braces = 0;
  let depth = 0;
  for (let at = closing; at >= limit; at--) {
    const char = text[at] as string;
    if (close !== "}" && char === "}") braces++;
    else if (close !== "}" && char === "{") braces--;
    else if (braces === 0 && char === close) depth++;
    else if (braces === 0 && char === open && --depth === 0) return at;
    if (braces < 0) return -1;
  }
  return -1;
}

/** In the order in which pdfLaTeX tries them; PDF files are no images here, but they come first where they are. */
const pdfLatexTypes = [".png", ".pdf", ".jpg", ".jpeg", ".PNG", ".PDF", ".JPG", ".JPEG"];
const svgTypes = [".svg"];

function graphicsCandidates(
  window: TextWindow,
  braces: { start: number; end: number },
  name: string,
): Candidates {
  let { start, end } = braces;
  const inside = window.text.slice(start, end);
  const file = /(?:^|,)\s*file\s*=\s*\{?([^,{}]+)/d.exec(inside)?.indices?.[1];
  if (file) [start, end] = [start + file[0], start + file[1]];
  const trimmed = /^\s*(?:\{([^{}]*)\}([^{}]*)|"([^"]*)")\s*$/.exec(inside);
  const decode = trimmed ? unwrapped : undefined;
  const interpolations = [...window.text.slice(start, end).matchAll(/\\[A-Za-z]+/g)].map(
    ({ index, 0: macro }) => ({
      start: start + index,
      end: start + index + macro.length,
    }),
  );
  const isSvg = name === "\\includesvg";
  const { document } = window.context;
  return spanCandidates(window, {
    start,
    end,
    interpolations,
    syntax: "macro",
    oneName: true,
    extensions: isSvg ? svgTypes : declaredTypes(document),
    ...(window.depth === 0 && basesIn(document, isSvg ? "svgpath" : "graphicspath")),
    ...(window.depth === 0 && partOf(document)),
    ...(decode && { decode }),
  });
}

/** `{name.with.dots}.png` and `"name with spaces"`: braces and quotes around a name are not part of it. */
function unwrapped(raw: string) {
  const kept = [...raw].flatMap((char, offset) => ('{}"'.includes(char) ? [] : [{ char, offset }]));
  const offsets = Uint32Array.from([...kept.map(({ offset }) => offset), raw.length]);
  return { text: kept.map(({ char }) => char).join(""), offsets };
}

function bracesAround({
  text,
  at,
  lineStart,
  lineEnd,
}: TextWindow): { start: number; end: number } | undefined {
  let start = at;
  let depth = 0;
  while (start > lineStart && (text[start - 1] !== "{" || depth > 0 || isGroup(text, start - 1))) {
    start--;
    if (text[start] === "}") depth++;
    else if (text[start] === "{" && depth > 0) depth--;
  }
  if (start === lineStart) return undefined;
  depth = 0;
  for (let end = start; end < lineEnd; end++) {
    if (text[end] === "{") depth++;
    else if (text[end] === "}" && depth-- === 0) return { start, end };
  }
  return undefined;
}

/** A brace directly inside another is the name's own. */
function isGroup(text: string, at: number): boolean {
  return text[at - 1] === "{";
}

/** The folders of `\\graphicspath{{figures/}{../logos/}}`, which LaTeX looks through behind the document's own. */
function basesIn(document: TextSource, name: string): { bases?: readonly string[] } {
  const list = declaration(document, name);
  if (list === undefined) return {};
  const folders = [...list.matchAll(/\{([^{}]*)\}/g)].map(([, folder]) => (folder ?? "").trim());
  return { bases: [".", ...folders] };
}

/** `\\DeclareGraphicsExtensions{.pdf,.png}`, else pdfLaTeX's own. */
function declaredTypes(document: TextSource): readonly string[] {
  const list = declaration(document, "DeclareGraphicsExtensions");
  return list === undefined ? pdfLatexTypes : list.split(",").map((each) => each.trim());
}

/** `% !TEX root = ../main.tex`, `\\documentclass[../main.tex]{subfiles}`. */
function partOf(document: TextSource): { partOf?: string } {
  for (let line = 0; line < Math.min(document.lineCount, 30); line++) {
    const text = document.lineText(line).slice(0, 1024);
    const root =
      /^\s*%+\s*!\s*TEX\s+root\s*=\s*(\S.*?)\s*$/i.exec(text)?.[1] ??
      /^[^%]*\\documentclass\s*\[([^\]]+)\]\s*\{subfiles\}/.exec(text)?.[1];
    if (root) return { partOf: /\.\w+$/.test(root) ? root : `${root}.tex` };
  }
  return {};
}

/** What stands between the braces of the last declaration in the preamble, over several lines too, without comments. */
function declaration(document: TextSource, name: string): string | undefined {
  const opening = new RegExp(String.raw`\\${name}\s*\{`);
  let last: string | undefined;
  for (let line = 0; line < Math.min(document.lineCount, preambleLines); line++) {
    const text = withoutComment(document.lineText(line));
    const match = opening.exec(text);
    if (match) last = argument(document, line, match.index + match[0].length);
    if (text.includes("\\begin{document}")) return last;
  }
  return last;
}

function argument(document: TextSource, from: number, column: number): string | undefined {
  let depth = 1;
  let found = "";
  const last = Math.min(document.lineCount, from + 40);
  for (let line = from; line < last; line++) {
    const text = withoutComment(document.lineText(line)).slice(line === from ? column : 0);
    for (const char of text) {
      if (char === "{") depth++;
      else if (char === "}" && --depth === 0) return found;
      found += char;
    }
    found += "\n";
  }
  return undefined;
}

function withoutComment(line: string): string {
  return line.slice(0, 4096).replace(/(^|[^\\])%.*$/, "$1");
}

const comment: Recogniser = (window) => {
  const line = window.text.slice(window.lineStart, window.at);
  return /(?:^|[^\\])%/.test(line) ? (window.context.insideText(window) ?? []) : undefined;
};

export const latex = firstOf([comment, graphics, quotedText, bareWord]);
