import type { Label } from "../../labels/label.ts";
import type { Corrections, FoundImage } from "../port.ts";

/** Reads what is kept of one image. Its number is that of its row in `images`. */
export interface ImageReader {
  /** As they are shown, by their numbers; without images that are gone. */
  found(images: readonly number[]): ReadonlyMap<number, FoundImage>;
  /** What it is judged by; `undefined` for an image that is gone. */
  judged(image: number): JudgedLabels | undefined;
}

/** Images that are read before others get their turn: some milliseconds. */
const readAtOnce = 200;

export function* inPieces(images: Iterable<number>): Iterable<readonly number[]> {
  const all = [...images];
  for (let at = 0; at < all.length; at += readAtOnce) yield all.slice(at, at + readAtOnce);
}

export interface JudgedLabels {
  /** Of the detection that judges it, hidden ones too; absent where none is of its present bytes. */
  readonly labels?: readonly Label[] | undefined;
  readonly corrections?: Corrections | undefined;
}
