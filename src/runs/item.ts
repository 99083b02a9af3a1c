/** What a run is made of: images, and what became of each. */
import type { ImageVersion } from "../labelIndex/storedDetection.ts";
import type { ObjectRef } from "../oss/objectRef.ts";

/** An image that a run is about: an object, or a file of this side by its URI. */
export type ItemRef =
  | { readonly kind: "object"; readonly object: ObjectRef }
  | { readonly kind: "file"; readonly uri: string };

/** What is known of its bytes, as a listing or HEAD told. */
export type ItemVersion = Pick<ImageVersion, "size" | "etag" | "crc64" | "lastModified">;

/** Why an image has no labels from a run: the code for programs, a sentence for people. */
export interface ItemProblem {
  readonly code: string;
  readonly message: string;
}

/** An image as its plan judges it. */
export interface PlannedItem {
  readonly ref: ItemRef;
  readonly version?: ItemVersion;
  readonly verdict:
    | { readonly kind: "ask" | "known" }
    | { readonly kind: "refused" | "failed"; readonly problem: ItemProblem };
}

/** An image that is to be detected now. */
export interface TakenItem {
  readonly id: number;
  readonly ref: ItemRef;
  readonly version: ItemVersion;
  /** It was under way when its window ended, so that its answer may have come. */
  readonly wasInterrupted: boolean;
  /** False when all the calls that were agreed to have been made: it may be looked up only. */
  readonly mayAsk: boolean;
}

/** What became of a taken item. */
export interface FinishedItem extends Pick<TakenItem, "id" | "mayAsk"> {
  readonly state: "detected" | "known" | "failed";
  readonly problem?: ItemProblem;
  /** Calls that were made for it, and billed or possibly billed. */
  readonly calls: number;
}

/** An image of a run, for people and programs. */
export interface RunItem {
  readonly id: number;
  readonly ref: ItemRef;
  readonly state: "waiting" | "detected" | "known" | "refused" | "failed";
  readonly problem?: ItemProblem;
}

export interface RunOptions {
  /** 0–1; absent for the setting of each image. */
  readonly threshold?: number;
  /** True asks the service about what is known, too. */
  readonly refresh: boolean;
  /** Who began it: a program is promised never to spend more than it said. */
  readonly by: "person" | "program";
}

/**
 * `planning` until it has been agreed to; `running` until all is done, also while it waits for something (`reason`);
 * `paused` until a person goes on.
 */
export type RunState = "planning" | "running" | "paused" | "done" | "cancelled";

export interface RunCounts {
  readonly images: number;
  /** Still to be done: asked about, or looked up where another item has the same bytes. */
  readonly waiting: number;
  /** Of these, those with the bytes of another. */
  readonly copies: number;
  readonly inFlight: number;
  readonly detected: number;
  readonly known: number;
  readonly refused: number;
  readonly failed: number;
  /** Distinct bytes that were to be asked about when it was planned. */
  readonly calls: number;
  /** Calls that were billed or possibly billed so far, those under way included. */
  readonly billableCalls: number;
}

export interface Run extends RunCounts {
  readonly id: number;
  /** What it is about, for people. */
  readonly title: string;
  readonly options: RunOptions;
  readonly state: RunState;
  /** Why it is paused, or what it waits for. */
  readonly reason?: ItemProblem;
  /** Milliseconds since 1970, as all times here. */
  readonly createdAt: number;
  readonly agreedAt?: number;
  readonly endedAt?: number;
  /** It makes no more calls than this in all. */
  readonly maxCalls: number;
  /** The window that works it; absent while none does. */
  readonly window?: string;
}

/** What a run still has to do. */
export function left({ waiting, inFlight }: RunCounts): number {
  return waiting + inFlight;
}
