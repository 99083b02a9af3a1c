/** What this folder needs of a text document; an editor's document satisfies it without copying anything. */

/**
 * A document as lines, as it is at one time: what was read of it may be kept for as long as this object. `lineText` must
 * be cheap: it is called for a few dozen lines per decision.
 */
export interface TextSource {
  readonly languageId: string;
  /** The path of its URI; absent for a document that is no file. */
  readonly path?: string;
  readonly lineCount: number;
  /** The line without its line break; `line` is from 0 and below `lineCount`. */
  lineText(line: number): string;
}

/** Tells running work whether its result is still wanted; an AbortSignal does. */
export interface Abortable {
  readonly aborted: boolean;
}

/** Zero-based; `character` counts UTF-16 code units, as editors do. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** From `start` to `end`, `end` not included. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** A document over a string, for tests and for text that is in no editor. */
export function textSource(text: string, languageId: string, path?: string): TextSource {
  const lines = text.split(/\r\n|\n|\r/);
  return {
    languageId,
    ...(path !== undefined && { path }),
    lineCount: lines.length,
    lineText: (line) => lines[line] ?? "",
  };
}
