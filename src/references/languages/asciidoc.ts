/** AsciiDoc: `image::path[alt]`, `image:path[]`, attributes in targets, `:imagesdir:`. */
import type { Passage } from "../passage.ts";
import { firstOf, type Recogniser } from "../reading.ts";
import type { Decode } from "../scan/decoded.ts";
import { spanFinding } from "../span.ts";
import { bareWord, quotedText } from "./text.ts";

const macro = /(?<![\w:])image::?(?=[^\s:[])/g;
const reference = /\{([\w-]{1,60})\}/g;
const mostLines = 2000;
const isUrl = /^(?:[a-z][a-z\d+.-]*:)?\/\//i;

const imageMacro: Recogniser = (passage) => {
  const { text, at, lineStart, lineEnd } = passage;
  const openings = text.slice(lineStart, lineEnd).matchAll(macro);
  const starts = [...openings].map((opening) => lineStart + opening.index + opening[0].length);
  const start = starts.findLast((offset) => offset <= at);
  const end = start === undefined ? -1 : text.indexOf("[", start);
  if (start === undefined || end < 0 || end > lineEnd) return undefined;
  if (at > end) return at <= text.indexOf("]", end) ? [] : undefined;
  return spanFinding(passage, {
    start,
    end,
    decode: withAttributes(passage),
    syntax: "macro",
    oneName: true,
    ...basesFor(passage, text.slice(start, end)),
  });
};

/** `:imagesdir:` goes before relative targets; `{imagesdir}` in a target names it itself. */
function basesFor(passage: Passage, target: string): { bases?: readonly string[] } {
  const folder = attributeValue(passage, "imagesdir");
  return folder && !isUrl.test(folder) && !target.startsWith("{") ? { bases: [folder] } : {};
}

/** Fills in attributes that the document defines above, and an `:imagesdir:` that is a URL. */
function withAttributes(passage: Passage): Decode {
  return (raw) => {
    let text = raw.replace(
      reference,
      (whole, name: string) => attributeValue(passage, name) ?? whole,
    );
    const folder = attributeValue(passage, "imagesdir");
    if (folder && isUrl.test(folder) && !isUrl.test(text))
      text = `${folder.replace(/\/$/, "")}/${text}`;
    if (text === raw) return { text };
    return { text, offsets: new Uint32Array(text.length + 1).fill(raw.length, text.length) };
  };
}

/** The value an attribute has at the cursor: its last definition above. */
function attributeValue({ around, depth }: Passage, name: string): string | undefined {
  if (depth > 0) return undefined;
  const definition = `:${name}:`;
  for (let line = around.line; line >= 0 && around.line - line < mostLines; line--) {
    const text = around.document.lineText(line);
    if (text.startsWith(definition)) return text.slice(definition.length, 1024).trim();
  }
  return undefined;
}

export const asciidoc = firstOf([imageMacro, quotedText, bareWord]);
