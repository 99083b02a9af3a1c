/** The image references of some lines: for document links and code lenses. */
import { extensionPattern } from "./imageExtension.ts";
import { type ImageReference, type RecogniseOptions, referenceAt } from "./imageReference.ts";
import type { TextRange, TextSource } from "./textSource.ts";

export interface RangeOptions extends RecogniseOptions {
  /** Only `oss://bucket/key`. */
  readonly objectUrisOnly?: boolean;
  /** References found at most; 1,000 when left out. */
  readonly atMost?: number;
}

/** What every reference holds somewhere. */
const objectUri = "oss://";
const marks = new RegExp(
  String.raw`${extensionPattern}(?![a-z\d])|${objectUri}|\.aliyuncs\.com/`,
  "gi",
);
const objectUriMarks = new RegExp(objectUri, "gi");

/** The references that begin in the lines of a range, in order. Looks at nothing else, and only when called. */
export function referencesInRange(
  document: TextSource,
  { start, end }: TextRange,
  options: RangeOptions = {},
): ImageReference[] {
  const { objectUrisOnly = false, atMost = 1000 } = options;
  const found: ImageReference[] = [];
  const last = Math.min(end.line, document.lineCount - 1);
  for (let line = Math.max(0, start.line); line <= last; line++) {
    let next = 0;
    for (const { index } of document
      .lineText(line)
      .matchAll(objectUrisOnly ? objectUriMarks : marks)) {
      if (index < next) continue;
      if (found.length >= atMost) return found;
      const reference = referenceAt(document, { line, character: index }, options);
      if (!reference || (objectUrisOnly && reference.kind !== "oss-uri")) continue;
      next = reference.end;
      found.push(reference);
    }
  }
  return found;
}
