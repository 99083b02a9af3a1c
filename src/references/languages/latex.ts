/** LaTeX: `\includegraphics{…}` and its relatives, where the extension may be left out; `\graphicspath`. */

import { type Candidates, firstOf, type Recogniser, type TextWindow } from "../recogniser.ts";
import { spanCandidates } from "../span.ts";
import type { TextSource } from "../textSource.ts";
import { bareWord, quotedText } from "./text.ts";

const command =
  /\\(?:includegraphics|adjincludegraphics|includesvg|pgfimage|pgfdeclareimage\{[^{}]{0,100}\}|epsfig|begin\{overpic\}|titlegraphic|logo|includeimage|XeTeXpicfile)\*?\s{0,20}(?:\[[^[\]]{0,500}\]\s{0,20}){0,3}$/;
const maxAbove = 600;
const preambleLines = 400;
const graphicExtensions = [
  ".pdf",
  ".png",
  ".jpg",
  ".jpeg",
  ".PDF",
  ".PNG",
  ".JPG",
  ".JPEG",
  ".svg",
];
const graphicsPath = /\\graphicspath\s*\{((?:\s*\{[^{}]{0,300}\}){1,30})/;

const graphics: Recogniser = (window) => {
  const braces = bracesAround(window);
  if (!braces) return undefined;
  const before = window.text.slice(Math.max(0, braces.start - 1 - maxAbove), braces.start - 1);
  if (!command.test(before)) return undefined;
  return graphicsCandidates(window, braces);
};

function graphicsCandidates(
  window: TextWindow,
  braces: { start: number; end: number },
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
  return spanCandidates(window, {
    start,
    end,
    interpolations,
    syntax: "macro",
    oneName: true,
    extensions: graphicExtensions,
    bases: window.depth > 0 ? [] : [".", ...graphicsPaths(window.context.document)],
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

/** The folders of `\graphicspath{{figures/}{../logos/}}` in the preamble. */
function graphicsPaths(document: TextSource): string[] {
  for (let line = 0; line < Math.min(document.lineCount, preambleLines); line++) {
    const text = document.lineText(line);
    const list = text.includes("\\graphicspath")
      ? graphicsPath.exec(text.slice(0, 4096))?.[1]
      : undefined;
    if (list) return [...list.matchAll(/\{([^{}]*)\}/g)].map(([, folder]) => (folder ?? "").trim());
    if (text.includes("\\begin{document}")) return [];
  }
  return [];
}

const comment: Recogniser = (window) => {
  const line = window.text.slice(window.lineStart, window.at);
  return /(?:^|[^\\])%/.test(line) ? (window.context.insideText(window) ?? []) : undefined;
};

export const latex = firstOf([comment, graphics, quotedText, bareWord]);
