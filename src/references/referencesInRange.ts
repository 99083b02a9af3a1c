/** The image references of some lines: for document links and code lenses. */
import { isBucketName } from "../oss/address.ts";
import { extensionPattern } from "./imageExtension.ts";
import { type ImageReference, type RecogniseOptions, referenceAt } from "./imageReference.ts";
import { Pace, type PaceOptions } from "./pace.ts";
import type { TextRange, TextSource } from "./textSource.ts";

export interface RangeOptions extends RecogniseOptions, PaceOptions {
  /** Only `oss://bucket/key`. */
  readonly objectUrisOnly?: boolean;
  /** References found at most; 1,000 when left out. */
  readonly atMost?: number;
}

/** Places that look like a reference and are not: after so many, the rest of a document is skipped. */
const maxMisses = 400;
/** Code units of a line that are searched without a look at the clock. */
const pieceLength = 65_536;
/** A mark is no longer than this, so pieces overlap by as much. */
const maxMarkLength = 160;
/** What it costs to look at a line at all, in code units of searching. */
const costOfLine = 32;

/** What every reference holds somewhere. An `oss://` must be followed by what may be a bucket and a key. */
const objectUri = "oss://([^/\\s]{1,64})/(?=\\S)";
const marks = new RegExp(
  String.raw`${extensionPattern}(?![a-z\d])|${objectUri}|\.aliyuncs\.com/`,
  "gi",
);
const objectUriMarks = new RegExp(`(?!)()|${objectUri}`, "gi");

/**
 * The references that begin in the lines of a range, in order; those behind a great many places that only look like
 * references are left out, so that no document costs much to open. Looks at nothing else.
 */
export async function referencesInRange(
  document: TextSource,
  range: TextRange,
  options: RangeOptions = {},
): Promise<ImageReference[]> {
  const { objectUrisOnly = false, atMost = 1000 } = options;
  const pace = new Pace(options);
  const found: ImageReference[] = [];
  let misses = 0;
  let next = { line: 0, character: 0 };
  for (const place of places(document, range, objectUrisOnly ? objectUriMarks : marks)) {
    if (!(await pace.goesOn())) break;
    if (place.character === undefined) continue;
    const { line, character } = place;
    if (line === next.line && character < next.character) continue;
    if (found.length >= atMost || misses >= maxMisses) break;
    const reference = referenceAt(document, { line, character }, options);
    if (!reference || (objectUrisOnly && reference.kind !== "oss-uri")) {
      misses++;
      continue;
    }
    next = { line, character: reference.end };
    found.push(reference);
  }
  return found;
}

interface Place {
  readonly line: number;
  /** Absent now and then, so that the caller gets to look at the clock. */
  readonly character?: number;
}

function* places(
  document: TextSource,
  { start, end }: TextRange,
  pattern: RegExp,
): Generator<Place> {
  const last = Math.min(end.line, document.lineCount - 1);
  let searched = 0;
  for (let line = Math.max(0, start.line); line <= last; line++) {
    const text = document.lineText(line);
    for (let from = 0; from < text.length; from += pieceLength) {
      const piece = text.slice(from, from + pieceLength + maxMarkLength);
      for (const { index, 2: bucket } of piece.matchAll(pattern)) {
        if (index >= pieceLength) break;
        if (bucket === undefined || isBucketName(bucket)) yield { line, character: from + index };
      }
      searched += piece.length;
      if (searched > pieceLength) {
        yield { line };
        searched = 0;
      }
    }
    searched += costOfLine;
  }
}
