/** What every language's recogniser is given, a bounded window of a document, and what it answers: candidates. */
import type { TextPosition, TextSource } from "./textSource.ts";

/** What a recogniser may ask of the place it looks at. */
export interface RecogniserContext {
  readonly document: TextSource;
  readonly languageId: string;
  readonly line: number;
  /** Whether a URL (absolute or `//host/…`) names an object, whatever its extension. */
  readonly isObjectUrl: (url: string) => boolean;
  /** Looks into text that holds references among other things: a comment, a string with markup in it. */
  readonly insideText: Recogniser;
  /** Looks into an expression of a script. */
  readonly insideScript: Recogniser;
  /** Looks into code of a language, named by its id or as a file's end; `undefined` when it is not known. */
  readonly insideCode: (language: string) => Recogniser | undefined;
}

export interface TextWindow {
  /** Some lines, joined by "\n". */
  readonly text: string;
  /** The cursor, as an offset in `text`. */
  readonly at: number;
  /** Where the cursor's line starts and ends in `text`. */
  readonly lineStart: number;
  readonly lineEnd: number;
  /** The line goes on before `lineStart`, so it is unknown whether a quote there opens or closes. */
  readonly startsMidLine: boolean;
  /** How many strings deep this text is: 0 is the document itself. */
  readonly depth: number;
  readonly context: RecogniserContext;
}

/** Which construct of a language a reference stands in. */
export type ReferenceSyntax =
  | "html-attribute"
  | "css-url"
  | "markdown-image"
  | "markdown-link"
  | "markdown-definition"
  | "markdown-reference"
  | "macro"
  | "directive"
  | "string"
  | "template"
  | "scalar"
  | "text"
  | "word"
  | "bare";

/**
 * The folder in which a name begins, with or without a `/` in front, so that no other place is tried: the document's
 * own; the workspace folder; where a site serves its files from; or the nearest folder, from the document upwards,
 * that holds one of some files (`*.csproj` names any with that end), or with `isOutermost` the farthest.
 */
export type Origin =
  | "document"
  | "workspace"
  | "site"
  | { readonly nearest: readonly string[]; readonly isOutermost?: true };

/** How the names of a construct are looked up, where that is not the usual way. */
export interface Lookup {
  readonly from?: Origin;
  /**
   * Folders that the document declares for its images, relative to its own (`.` is that one). Names that do not
   * begin with `/` are looked for there and nowhere else.
   */
  readonly bases?: readonly string[];
  /** The folder that names with a leading `/` begin at, relative to the document's own; no other place is tried. */
  readonly root?: string;
  /**
   * Extensions that the name may lack, with their dots, in the order in which they are tried; one that is no image's
   * ends the search when such a file exists.
   */
  readonly extensions?: readonly string[];
  /** When it is in none of the usual places, the only file of this name in the workspace is meant. */
  readonly anywhere?: true;
  /** A document that this one is a part of, relative to it, as it says itself; its folder and folders count too. */
  readonly partOf?: string;
}

/** One way to read the text under the cursor as an image's name. Offsets are in the window's text. */
export interface Candidate extends Lookup {
  readonly start: number;
  readonly end: number;
  /** The name with the language's escapes decoded. */
  readonly value: string;
  readonly syntax: ReferenceSyntax;
}

/** Only the lookup of a span or a candidate. */
export function lookupOf({ from, bases, root, extensions, anywhere, partOf }: Lookup): Lookup {
  return {
    ...(from && { from }),
    ...(bases && bases.length > 0 && { bases }),
    ...(root !== undefined && { root }),
    ...(extensions && { extensions }),
    ...(anywhere && { anywhere }),
    ...(partOf !== undefined && { partOf }),
  };
}

/** Candidates, the likeliest first. Empty: this place belongs to a construct that names no image, so look no further. */
export type Candidates = readonly Candidate[];

/** Finds what is under the cursor of a window, or `undefined` when the place is not of its kind. */
export type Recogniser = (window: TextWindow) => Candidates | undefined;

/** The candidates of the first recogniser that has any. */
export function firstOf(recognisers: readonly Recogniser[]): Recogniser {
  return (window) => {
    for (const recognise of recognisers) {
      const candidates = recognise(window);
      if (candidates) return candidates;
    }
    return undefined;
  };
}

/** Code units examined on each side of the cursor. */
const reach = 4096;
const linesAbove = 60;
const linesBelow = 30;

/** The window around a position, and the column at which `lineStart` lies. */
export function windowAt(
  context: RecogniserContext,
  position: TextPosition,
): { window: TextWindow; column: number } {
  const { document } = context;
  const line = document.lineText(position.line);
  const character = Math.max(0, Math.min(position.character, line.length));
  const column = Math.max(0, character - reach);
  const lineText = line.slice(column, character + reach);
  const above = column > 0 ? "" : linesBefore(document, position.line, reach - character);
  const below = column + lineText.length < line.length ? "" : linesAfter(document, position.line);
  const window = {
    text: above + lineText + below,
    at: above.length + character - column,
    lineStart: above.length,
    lineEnd: above.length + lineText.length,
    startsMidLine: column > 0,
    depth: 0,
    context,
  };
  return { window, column };
}

function linesBefore(document: TextSource, line: number, budget: number): string {
  const lines: string[] = [];
  let left = budget;
  for (let above = line - 1; above >= 0 && lines.length < linesAbove && left > 0; above--) {
    const text = document.lineText(above);
    lines.push(text.length > left ? text.slice(text.length - left) : text);
    left -= text.length + 1;
  }
  return lines.length === 0 ? "" : `${lines.reverse().join("\n")}\n`;
}

function linesAfter(document: TextSource, line: number): string {
  const lines: string[] = [];
  let left = reach;
  const last = Math.min(document.lineCount, line + 1 + linesBelow);
  for (let below = line + 1; below < last && left > 0; below++) {
    const text = document.lineText(below).slice(0, left);
    lines.push(text);
    left -= text.length + 1;
  }
  return lines.length === 0 ? "" : `\n${lines.join("\n")}`;
}

/** The document's position of an offset in a window; `column` is that of `lineStart`. */
export function positionOf(window: TextWindow, column: number, offset: number): TextPosition {
  const { text, lineStart, context } = window;
  if (offset < lineStart) {
    const line = context.line - text.slice(offset, lineStart).split("\n").length + 1;
    // Only the first line of a window may be cut, and then at its front.
    const behind = text.indexOf("\n", offset) - offset;
    return { line, character: context.document.lineText(line).length - behind };
  }
  const breaks = text.slice(lineStart, offset).split("\n");
  const last = breaks.at(-1)?.length ?? 0;
  return {
    line: context.line + breaks.length - 1,
    character: breaks.length === 1 ? column + last : last,
  };
}
