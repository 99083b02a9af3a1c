/** URLs and `oss://` URIs in running text, without quotes. */

import { classify } from "./classify.ts";
import { extensionPattern } from "./imageExtension.ts";
import type { Candidates, TextWindow } from "./recogniser.ts";

const schemes =
  /(?:[a-z][a-z\d+.-]{0,20}:\/\/|(?:data|javascript|vbscript|blob|mailto|cid|urn):(?!\s)|(?<![\w:/.])\/\/(?=[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?::\d{1,5})?\/))/gi;
const ours = /^(?:(?:oss|https?|file|data):|\/\/)/i;
/** A second URL begins behind these; behind anything else ("=" or "/") it belongs to the first. */
const separators = new Set([",", ";", "|", "(", "[", "{", ")", "]", "}"]);

/** Brackets and punctuation that belong to the text around a URL. */
const openers: Record<string, string> = { ")": "(", "]": "[", "}": "{" };
const punctuation = new Set(".,;:!?~&");

/**
 * The URL under the cursor in a run of characters, with offsets in the window. Empty when the place belongs to a
 * URL that names no image, so that nobody takes its host and path for a path.
 */
export function bareUrlCandidates(
  window: TextWindow,
  run: { start: number; end: number },
): Candidates | undefined {
  const text = window.text.slice(run.start, run.end);
  const at = window.at - run.start;
  const starts = urlStarts(text);
  const index = starts.findLastIndex((start) => start <= at);
  const start = starts[index];
  if (start === undefined) return undefined;
  const url = text.slice(start, starts[index + 1] ?? text.length);
  const end = ours.test(url) ? imageEnd(url, window) : undefined;
  const limit = start + (end ?? trimmedEnd(url));
  if (at > limit) return undefined;
  if (end === undefined) return [];
  const value = url.slice(0, end);
  return [{ start: run.start + start, end: run.start + limit, value, syntax: "bare" }];
}

function urlStarts(text: string): number[] {
  const starts: number[] = [];
  for (const { index } of text.matchAll(schemes)) {
    if (starts.length === 0 || separators.has(text[index - 1] ?? "")) starts.push(index);
  }
  return starts;
}

/** The longest reading that names an image: all of it, else up to an image's extension followed by punctuation. */
function imageEnd(url: string, { context }: TextWindow): number | undefined {
  const end = trimmedEnd(url);
  const whole = url.slice(0, end);
  const extensions = new RegExp(extensionPattern, "gi");
  const cuts: number[] = [];
  for (const match of whole.matchAll(extensions)) {
    const cut = match.index + match[0].length;
    // CJK text goes on without a space; a comma or semicolon lists things.
    if (
      /^(?:[,;:|)\]}]|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])/u.test(
        whole.slice(cut),
      )
    )
      cuts.push(cut);
  }
  const firstCut = cuts[0];
  if (
    firstCut !== undefined &&
    !whole.slice(0, firstCut).includes("?") &&
    classify(whole.slice(0, firstCut), context)
  ) {
    return firstCut;
  }
  return classify(whole, context) ? end : undefined;
}

/** Where a URL in running text ends: before a bracket that was not opened in it, then before trailing punctuation. */
function trimmedEnd(text: string): number {
  let end = unopenedBracket(text);
  while (end > 0 && punctuation.has(text[end - 1] as string)) end--;
  return end;
}

function unopenedBracket(text: string): number {
  const open: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === "(" || char === "[" || char === "{") open.push(char);
    else if (openers[char] && open.pop() !== openers[char]) return at;
  }
  return text.length;
}
