import type { Label } from "../../labels/label.ts";
import type { Corrections, FoundImage } from "../port.ts";

/** Reads what is kept of one image. Its number is that of its row in `images`. */
export interface ImageReader {
  /** As it is shown; `undefined` for an image that is gone. */
  found(image: number): FoundImage | undefined;
  /** What it is judged by; `undefined` for an image that is gone. */
  judged(image: number): JudgedLabels | undefined;
}

export interface JudgedLabels {
  /** Of the detection that judges it, hidden ones too; absent where none is of its present bytes. */
  readonly labels?: readonly Label[] | undefined;
  readonly corrections?: Corrections | undefined;
}
