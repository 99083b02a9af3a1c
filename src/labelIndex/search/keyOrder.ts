/** Images in the order of account, bucket and key, by UTF-8 bytes, which is how SQLite compares text. */

import { compareKeys } from "../../oss/keyOrder.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import type { Statements } from "../statements.ts";
import type { Place } from "./evaluate.ts";
import { ImageSet } from "./imageSet.ts";
import type { Turns } from "./turns.ts";

/** Images up to which all keys are fetched and sorted, instead of walking the index of keys. */
const fewImages = 4000;
/** Rows of the first piece of a walk; later ones are longer. */
const firstRows = 500;
const mostRows = 20_000;

export interface KeyedImage extends ObjectRef {
  readonly image: number;
}

export function compareRefs(one: ObjectRef, other: ObjectRef): number {
  return (
    compareKeys(one.account, other.account) ||
    compareKeys(one.bucket, other.bucket) ||
    compareKeys(one.key, other.key)
  );
}

type PlaceName = Pick<ObjectRef, "account" | "bucket">;

/** Which images of an order are meant. */
export interface Stretch {
  readonly skip: number;
  readonly limit: number;
  readonly after?: ObjectRef | undefined;
}

/** Good until the index changes. */
export class KeyOrder {
  readonly places: readonly Place[];
  readonly #statements: Statements;
  readonly #turns: Turns;
  /** Every image, once a page far down was asked for. */
  #all: Uint32Array | undefined;

  constructor(statements: Statements, places: readonly Place[], turns: Turns) {
    this.#statements = statements;
    this.places = [...places].sort(comparePlace);
    this.#turns = turns;
  }

  refOf(image: number): KeyedImage | undefined {
    const row = this.#statements.get("SELECT account, bucket, key FROM images WHERE id = ?", image);
    if (!row) return undefined;
    return {
      image,
      account: String(row["account"]),
      bucket: String(row["bucket"]),
      key: String(row["key"]),
    };
  }

  async sorted(images: Iterable<number>): Promise<KeyedImage[]> {
    const refs: KeyedImage[] = [];
    for (const image of images) {
      const ref = this.refOf(image);
      if (ref) refs.push(ref);
      await this.#turns.next();
    }
    return refs.sort(compareRefs);
  }

  /** Of a set, or of a few images, those that come after a reference, without the first few. */
  async first(
    images: ImageSet | readonly number[],
    { skip, limit, after }: Stretch,
  ): Promise<KeyedImage[]> {
    const set = images instanceof ImageSet ? images : undefined;
    const size = set ? set.size : (images as readonly number[]).length;
    if (size === 0 || skip >= size) return [];
    if (!set || size <= fewImages) {
      const all = await this.sorted(set ? set.toArray() : (images as readonly number[]));
      const rest = after ? all.filter((ref) => compareRefs(ref, after) > 0) : all;
      return rest.slice(skip, skip + limit);
    }
    if (skip > 0 && !after) return this.#refsOf(await this.#skipped(set, skip, limit));
    const found: KeyedImage[] = [];
    let passed = 0;
    for (const place of this.places) {
      const order = after ? comparePlace(place, after) : 1;
      if (order < 0) continue;
      for await (const batch of this.walk(place, order === 0 ? after?.key : undefined, false)) {
        for (const [image, key] of batch) {
          if (!set.has(image) || passed++ < skip) continue;
          found.push({ image, account: place.account, bucket: place.bucket, key });
          if (found.length === limit) return found;
        }
      }
    }
    return found;
  }

  /** Batches of the images of one place by their keys, after (or from) one of them where it is given. */
  async *walk(
    { account, bucket }: Place,
    afterKey: string | undefined,
    isReversed: boolean,
    isWithKey = false,
  ): AsyncIterable<readonly (readonly [image: number, key: string])[]> {
    let after = afterKey;
    let before = `${isReversed ? "<" : ">"}${isWithKey ? "=" : ""}`;
    for (let rows = firstRows; ; rows = Math.min(mostRows, rows * 4)) {
      const condition = after === undefined ? "" : `AND key ${before} ?`;
      const batch = this.#statements.arrays(
        `SELECT id, key FROM images WHERE account = ? AND bucket = ? ${condition}
         ORDER BY key ${isReversed ? "DESC" : "ASC"} LIMIT ${rows}`,
        account,
        bucket,
        ...(after === undefined ? [] : [after]),
      ) as unknown as (readonly [number, string])[];
      yield batch;
      if (batch.length < rows) return;
      after = batch.at(-1)?.[1];
      before = isReversed ? "<" : ">";
      await this.#turns.next();
    }
  }

  #refsOf(images: readonly number[]): KeyedImage[] {
    return images.flatMap((image) => this.refOf(image) ?? []);
  }

  async #skipped(set: ImageSet, skip: number, limit: number): Promise<number[]> {
    this.#all ??= await this.#allInOrder();
    const found: number[] = [];
    let passed = 0;
    for (const image of this.#all) {
      if (!set.has(image) || passed++ < skip) continue;
      found.push(image);
      if (found.length === limit) break;
    }
    return found;
  }

  async #allInOrder(): Promise<Uint32Array> {
    const all: number[] = [];
    for (const place of this.places) {
      for await (const batch of this.walk(place, undefined, false)) {
        for (const [image] of batch) all.push(image);
      }
    }
    return Uint32Array.from(all);
  }
}

function comparePlace(place: PlaceName, ref: PlaceName): number {
  return compareKeys(place.account, ref.account) || compareKeys(place.bucket, ref.bucket);
}
