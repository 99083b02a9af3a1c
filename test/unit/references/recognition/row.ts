/** The shape of the recognition tables: source text with a mark at the cursor, and what is read there. */
import type { ImageReference } from "../../../../src/references/imageReference.ts";

/** Text with `|` at the cursor; the value, `undefined` for nothing; what else must hold of the reference. */
export type Row = readonly [
  marked: string,
  value: string | undefined,
  more?: Partial<ImageReference>,
];

export type Table = Readonly<Record<string, readonly Row[]>>;
