/** Paths of images in running text, without quotes. */

import { classify } from "./classify.ts";
import { extensionPattern } from "./imageExtension.ts";
import type { Candidate, TextWindow } from "./recogniser.ts";

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** What may follow an image's extension for the name to end there. */
const nameGoesOn = /^(?:[\w\-\\/%@+~$\ufffc]|\.[\w-])/;
const suffix = /^[?#][^\s,;()[\]{}]*/;

/** The path under the cursor in a run of characters; candidates have offsets in the window, the likeliest first. */
export function barePathCandidates(window: TextWindow, run: Extent): Candidate[] {
  const text = window.text.slice(run.start, run.end);
  const extent = pathExtent(text, window.at - run.start);
  if (!extent || isRestOfPattern(window.text, run, extent)) return [];
  return starts(text, extent)
    .map((start) => ({ start, end: extent.end, value: text.slice(start, extent.end) }))
    .filter(({ start, value }) => start <= window.at - run.start && classify(value, window.context))
    .map(({ start, end, value }) => ({
      start: run.start + start,
      end: run.start + end,
      value,
      syntax: "bare" as const,
    }));
}

/** `img/**\/a.png` is a pattern; `**img/a.png**` is a name in bold type. */
function isRestOfPattern(text: string, { start }: Extent, { start: first, end }: Extent): boolean {
  if (first > 0 || text[start - 1] !== "*" || text[start + end] === "*") return false;
  return /[\\/.]/.test(text[start] ?? "");
}

function pathExtent(text: string, at: number): Extent | undefined {
  for (const match of text.matchAll(new RegExp(extensionPattern, "gi"))) {
    const nameEnd = match.index + match[0].length;
    const rest = text.slice(nameEnd);
    if (nameGoesOn.test(rest)) continue;
    const end = nameEnd + suffixLength(rest);
    if (at > end) continue;
    const start = pathStart(text, match.index);
    // In "page.html?image=a.png" the name is a value for the page.
    if (text[start - 1] === "=" && text.slice(0, start).includes("?")) return undefined;
    return start <= at && start < match.index ? { start, end } : undefined;
  }
  return undefined;
}

/** Length of `?query#fragment`; punctuation at its end belongs to the sentence. */
function suffixLength(rest: string): number {
  return (suffix.exec(rest)?.[0] ?? "").replace(/[.:!?#]+$/, "").length;
}

/**
 * Leftwards from the extension to a separator or a bracket that is open, past brackets that are closed; but not into
 * a Markdown link that ends in front of the name.
 */
function pathStart(text: string, from: number): number {
  const closers: number[] = [];
  for (let at = from - 1; at >= 0; at--) {
    const char = text[at] as string;
    if (")]}".includes(char)) closers.push(at);
    else if ("([{".includes(char)) {
      const closer = closers.pop();
      if (closer === undefined) return at + 1;
      if (char === "(" && text[at - 1] === "]") return closer + 1;
    } else if (closers.length === 0 && ",;=".includes(char)) return at + 1;
    else if (char === ":" && closers.length === 0 && !isDrive(text, at)) return at + 1;
  }
  return (closers[0] ?? -1) + 1;
}

const drive = /(?:^|\W)[A-Za-z]:[\\/]$/;

/** Whether the colon follows a drive letter, as in `C:\pictures\a.png`. */
function isDrive(text: string, colon: number): boolean {
  return drive.test(text.slice(Math.max(0, colon - 2), colon + 2));
}

const wideThenPlain =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+(?=[\w./~@])/u;

/** Where the path may start: characters that open a comment or a list item are not part of it. */
function starts(text: string, { start, end }: Extent): number[] {
  const path = text.slice(start, end);
  // `--form file=@a.png` is how curl names a file.
  const char = (text[start - 1] === "=" ? /^@/ : /^(?:\/\/+|[!#&]+)/).exec(path)?.[0] ?? "";
  const first = char === "@" ? [start] : [];
  const name = start + char.length;
  const wide = wideThenPlain.exec(text.slice(name, end))?.[0].length ?? 0;
  if (wide === 0) return [...first, name];
  // "见images/a.png": in Chinese text no space separates words, yet a file may be called "图1.png".
  const plain = name + wide;
  const firstSlash = text.slice(plain, end).search(/[\\/]/);
  return firstSlash > 0 ? [...first, plain, name] : [...first, name, plain];
}
