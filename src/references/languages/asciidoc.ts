/** AsciiDoc: `image::path[alt]`, `image:path[]`, attributes in targets, `:imagesdir:`. */

import { firstOf, type Recogniser, type TextWindow } from "../recogniser.ts";
import type { Decode } from "../scan/decoded.ts";
import { spanCandidates } from "../span.ts";
import { bareWord, quotedText } from "./text.ts";

const macro = /(?<![\w:])image::?(?=[^\s:[])/g;
const reference = /\{([\w-]{1,60})\}/g;
const maxLines = 2000;
const isUrl = /^(?:[a-z][a-z\d+.-]*:)?\/\//i;

const imageMacro: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd } = window;
  const openings = text.slice(lineStart, lineEnd).matchAll(macro);
  const starts = [...openings].map((opening) => lineStart + opening.index + opening[0].length);
  const start = starts.findLast((offset) => offset <= at);
  const end = start === undefined ? -1 : text.indexOf("[", start);
  if (start === undefined || end < 0 || end > lineEnd) return undefined;
  if (at > end) return at <= text.indexOf("]", end) ? [] : undefined;
  return spanCandidates(window, {
    start,
    end,
    decode: withAttributes(window),
    syntax: "macro",
    oneName: true,
    ...basesFor(window, text.slice(start, end)),
  });
};

/** `:imagesdir:` goes before relative targets; `{imagesdir}` in a target names it itself. */
function basesFor(window: TextWindow, target: string): { bases?: readonly string[] } {
  const folder = attributeValue(window, "imagesdir");
  return folder && !isUrl.test(folder) && !target.startsWith("{") ? { bases: [folder] } : {};
}

/** Fills in attributes that the document defines above, and an `:imagesdir:` that is a URL. */
function withAttributes(window: TextWindow): Decode {
  return (raw) => {
    let text = raw.replace(
      reference,
      (whole, name: string) => attributeValue(window, name) ?? whole,
    );
    const folder = attributeValue(window, "imagesdir");
    if (folder && isUrl.test(folder) && !isUrl.test(text))
      text = `${folder.replace(/\/$/, "")}/${text}`;
    if (text === raw) return { text };
    return { text, offsets: new Uint32Array(text.length + 1).fill(raw.length, text.length) };
  };
}

/** The value an attribute has at the cursor: its last definition above. */
function attributeValue({ context, depth }: TextWindow, name: string): string | undefined {
  if (depth > 0) return undefined;
  const definition = `:${name}:`;
  for (let line = context.line; line >= 0 && context.line - line < maxLines; line--) {
    const text = context.document.lineText(line);
    if (text.startsWith(definition)) return text.slice(definition.length, 1024).trim();
  }
  return undefined;
}

export const asciidoc = firstOf([imageMacro, quotedText, bareWord]);
