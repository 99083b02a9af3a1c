import type { ObjectRef } from "../../oss/objectRef.ts";

/** A set of images in the order of a query. */
export interface Ranking {
  page(page: PageOfRanking): Promise<Ranked[]>;
}

export interface PageOfRanking {
  readonly skip: number;
  readonly limit: number;
  /** The last image of the page before, whether or not it is still there. */
  readonly after?: Mark | undefined;
}

/** Where an image stands: what it is sorted by (`undefined` where that is unknown), and its reference. */
export interface Mark {
  readonly value: number | undefined;
  readonly ref: ObjectRef;
}

export interface Ranked {
  /** Its number. */
  readonly image: number;
  readonly value: number | undefined;
}
