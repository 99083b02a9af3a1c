/** The bounded piece of a document in which a reference under the cursor is looked for. */
import type { Recogniser } from "./reading.ts";
import type { TextPosition, TextSource } from "./textSource.ts";

/** What a recogniser may ask of the place it looks at. */
export interface Surroundings {
  readonly document: TextSource;
  readonly languageId: string;
  readonly line: number;
  /** Whether a URL (absolute or `//host/…`) names an object, whatever its extension. */
  readonly isObjectUrl: (url: string) => boolean;
  /** Looks into text that holds references among other things: a comment, a string with markup in it. */
  readonly insideText: Recogniser;
  /** Looks into an expression of a script. */
  readonly insideScript: Recogniser;
}

export interface Passage {
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
  readonly around: Surroundings;
}

/** Code units looked at on each side of the cursor. */
export const reach = 4096;
const linesAbove = 60;
const linesBelow = 30;

/** The passage around a position, and the column at which `lineStart` lies. */
export function passageAt(
  around: Surroundings,
  position: TextPosition,
): { passage: Passage; column: number } {
  const { document } = around;
  const line = document.lineText(position.line);
  const character = Math.max(0, Math.min(position.character, line.length));
  const column = Math.max(0, character - reach);
  const lineText = line.slice(column, character + reach);
  const above = column > 0 ? "" : linesBefore(document, position.line, reach - character);
  const below = column + lineText.length < line.length ? "" : linesAfter(document, position.line);
  const passage = {
    text: above + lineText + below,
    at: above.length + character - column,
    lineStart: above.length,
    lineEnd: above.length + lineText.length,
    startsMidLine: column > 0,
    depth: 0,
    around,
  };
  return { passage, column };
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

/** The document's position of an offset in a passage; `column` is that of `lineStart`. */
export function positionOf(passage: Passage, column: number, offset: number): TextPosition {
  const { text, lineStart, around } = passage;
  if (offset < lineStart) {
    const line = around.line - text.slice(offset, lineStart).split("\n").length + 1;
    // Only the first line of a passage may be cut, and then at its front.
    const behind = text.indexOf("\n", offset) - offset;
    return { line, character: around.document.lineText(line).length - behind };
  }
  const breaks = text.slice(lineStart, offset).split("\n");
  const last = breaks.at(-1)?.length ?? 0;
  return {
    line: around.line + breaks.length - 1,
    character: breaks.length === 1 ? column + last : last,
  };
}
