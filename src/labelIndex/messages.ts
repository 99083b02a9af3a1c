/** What the thread of the label index and its host say to each other: plain data, in pieces that take little time. */
import type { PackedImages } from "./packedImages.ts";
import type { PassedError } from "./passedError.ts";
import type { IndexProblem } from "./problem.ts";

/** What the thread is started with. */
export interface WorkerStart {
  /** Tells this window's claims from others'. */
  readonly window: string;
  /** `undefined` keeps everything in memory. */
  readonly file: string | undefined;
  /** Milliseconds to wait for another window that writes. */
  readonly busyTimeout: number;
}

export type HostMessage =
  | {
      readonly kind: "ask";
      readonly id: number;
      readonly service: string;
      readonly method: string;
      /** Or their JSON, which takes less time to write and to read where there are many items. */
      readonly args: readonly unknown[] | string;
    }
  /** Nobody waits for the answer any more. */
  | { readonly kind: "cancel"; readonly id: number }
  /** The next piece of an answer. */
  | { readonly kind: "more"; readonly id: number }
  | { readonly kind: "close" };

export type WorkerMessage =
  | { readonly kind: "ready" }
  | {
      readonly kind: "answer";
      readonly id: number;
      /** The answer itself, or its `images`, is an empty list when pieces of that list are to come. */
      readonly result: unknown;
      /** The answer's `images`, where they are images with their labels; `result` then has none. */
      readonly packed?: PackedImages;
      readonly hasPieces: boolean;
    }
  | {
      readonly kind: "piece";
      readonly id: number;
      readonly items: readonly unknown[] | PackedImages;
      readonly isLast: boolean;
    }
  | {
      readonly kind: "failed";
      readonly id: number;
      readonly error: PassedError;
    }
  | { readonly kind: "problem"; readonly problem: IndexProblem }
  | { readonly kind: "changed" }
  | { readonly kind: "closed" };

/** Items of one answer, which takes a few milliseconds to be read. */
export const maxItems = 200;
/** Items of one question, which takes less to be written. */
export const maxAsked = 500;
