/** AsciiDoc: `image::path[alt]`, `image:path[]`, attributes in targets, `:imagesdir:`, Antora's resources. */

import { type Candidates, firstOf, type Recogniser, type TextWindow } from "../recogniser.ts";
import type { Decode } from "../scan/decoded.ts";
import { type Span, spanCandidates } from "../span.ts";
import type { TextSource } from "../textSource.ts";
import { bareWord, quotedText } from "./text.ts";

const macro = /(?<![\w:])image::?(?=[^\s:[])/g;
const reference = /\{([\w-]{1,60})\}/g;
const maxLines = 2000;
const maxNesting = 5;
const isUrl = /^(?:[a-z][a-z\d+.-]*:)?\/\//i;

const imageMacro: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd } = window;
  const openings = text.slice(lineStart, lineEnd).matchAll(macro);
  const starts = [...openings].map((opening) => lineStart + opening.index + opening[0].length);
  const start = starts.findLast((offset) => offset <= at);
  const end = start === undefined ? -1 : text.indexOf("[", start);
  if (start === undefined || end < 0 || end > lineEnd) return undefined;
  if (at > end) return at <= text.indexOf("]", end) ? [] : undefined;
  const span: Span = {
    start,
    end,
    decode: withAttributes(window),
    syntax: "macro",
    oneName: true,
    ...basesFor(window, text.slice(start, end)),
  };
  return [...resourceCandidates(window, span), ...spanCandidates(window, span)];
};

/** `:imagesdir:` goes before relative targets; `{imagesdir}` in a target names it itself. */
function basesFor(window: TextWindow, target: string): { bases?: readonly string[] } {
  const folder = attributeValue(window, "imagesdir");
  return folder && !isUrl.test(folder) && !target.startsWith("{") ? { bases: [folder] } : {};
}

/** Of `docs/modules/ROOT/pages/a.adoc`: the module, in which images have a folder of their own. */
const moduleOf = /\/modules\/([^/]+)\/(?:pages|partials|examples|attachments)\//;
/** `module:path`, `version@component:module:path`; a component's name is not a folder's. */
const resource = /^(?:[\w.]+@)?(?:([\w.-]*):)?(?:([\w.-]+):)?(?!\/)([^:@$]+)$/;

/** A resource of Antora, which lies in its module's `images` below `antora.yml`. */
function resourceCandidates(window: TextWindow, span: Span): Candidates {
  const { context, text, depth } = window;
  const own = moduleOf.exec(context.document.path ?? "")?.[1];
  const [, first, second, path = ""] = resource.exec(text.slice(span.start, span.end)) ?? [];
  if (own === undefined || depth > 0 || path === "" || path.includes("{")) return [];
  // Of another component only the place in this one is known.
  const module = second ?? (first === undefined || first === "" ? own : first);
  const value = `modules/${module}/images/${path}`;
  const from = { nearest: ["antora.yml"] };
  return [{ start: span.start, end: span.end, value, syntax: "macro", from }];
}

/** Fills in attributes that the document defines above, and an `:imagesdir:` that is a URL. */
function withAttributes(window: TextWindow): Decode {
  return (raw) => {
    let text = filledIn(window, raw, maxNesting);
    const folder = attributeValue(window, "imagesdir");
    if (folder && isUrl.test(folder) && !isUrl.test(text))
      text = `${folder.replace(/\/$/, "")}/${text}`;
    if (text === raw) return { text };
    return { text, offsets: new Uint32Array(text.length + 1).fill(raw.length, text.length) };
  };
}

function filledIn(window: TextWindow, text: string, nesting: number): string {
  return text.replace(reference, (whole, name: string) =>
    nesting === 0 ? whole : (attributeValue(window, name, nesting - 1) ?? whole),
  );
}

/** The value an attribute has at the cursor: its last definition above, with the attributes in it filled in. */
function attributeValue(
  window: TextWindow,
  name: string,
  nesting = maxNesting,
): string | undefined {
  const { context, depth } = window;
  if (depth > 0) return undefined;
  if (name === "docdir") return ".";
  for (let line = context.line; line >= 0 && context.line - line < maxLines; line--) {
    const value = definition(context.document, line, name);
    if (value !== undefined) return filledIn(window, value, nesting);
  }
  return undefined;
}

/**
 * `:name: value` on a line, also as `ifndef::name[:name: value]` and within `ifdef::…[]`; a value goes on behind a
 * backslash at its line's end. `:name!:` and `:!name:` take it away.
 */
function definition(document: TextSource, line: number, name: string): string | undefined {
  const text = document.lineText(line).slice(0, 1024);
  if (text.startsWith(`:${name}!:`) || text.startsWith(`:!${name}:`)) return "";
  const own = `:${name}:`;
  const inline = /^if(?:n?def|eval)::[^[\]]{0,200}\[(.*)\]\s*$/.exec(text)?.[1];
  const entry = inline ?? text;
  if (!entry.startsWith(own)) return undefined;
  const value = entry.slice(own.length).trim().replace(/@$/, "");
  if (!value.endsWith(" \\") || line + 1 >= document.lineCount) return value;
  return value.slice(0, -2) + document.lineText(line + 1).trim();
}

export const asciidoc = firstOf([imageMacro, quotedText, bareWord]);
