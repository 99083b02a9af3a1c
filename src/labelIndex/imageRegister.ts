/** Where images are registered by what they can be found by. */
import type { DatabaseSync } from "node:sqlite";
import { currentLabels } from "../query/currentLabels.ts";
import type { SearchedImage } from "./imageEntries.ts";

/** Called within the transaction that writes the image. */
export interface ImageRegister {
  /** Returns the number of its current labels. */
  set(image: number, facts: SearchedImage): number;
  remove(image: number): void;
  /** The transaction was rolled back. */
  discard(): void;
}

/** Counts labels, and lets nothing be found. */
export function unregistered(_database: DatabaseSync): ImageRegister {
  return {
    set: (_image, { labels, corrections }) => currentLabels(labels ?? [], corrections).length,
    remove: () => undefined,
    discard: () => undefined,
  };
}
