/** An order by keys, whatever account and bucket they are in. */
import { compareKeys } from "../../oss/keyOrder.ts";
import type { ImageSet } from "./imageSet.ts";
import { compareRefs, type KeyedImage, type KeyOrder } from "./keyOrder.ts";
import type { PageOfRanking, Ranked, Ranking } from "./ranking.ts";

const fewImages = 4000;

export class KeyRanking implements Ranking {
  readonly #set: ImageSet;
  readonly #isReversed: boolean;
  readonly #keys: KeyOrder;

  constructor(set: ImageSet, isReversed: boolean, keys: KeyOrder) {
    this.#set = set;
    this.#isReversed = isReversed;
    this.#keys = keys;
  }

  async page({ skip, limit, after }: PageOfRanking): Promise<Ranked[]> {
    const found: Ranked[] = [];
    let passed = 0;
    for await (const batch of this.#merged(after?.ref.key)) {
      for (const ref of batch) {
        if (after && this.#compare(ref, { image: 0, ...after.ref }) <= 0) continue;
        if (passed++ < skip) continue;
        found.push({ image: ref.image, value: undefined });
        if (found.length === limit) return found;
      }
    }
    return found;
  }

  /** All places at once, by their keys; a key that was the last on a page comes again. */
  async *#merged(from: string | undefined): AsyncIterable<readonly KeyedImage[]> {
    if (this.#set.size <= fewImages) {
      const all = await this.#keys.sorted(this.#set.images());
      yield all.sort((a, b) => this.#compare(a, b));
      return;
    }
    const sources = [];
    for (const place of this.#keys.places) {
      const batches = this.#keys.walk(place, from, this.#isReversed, true)[Symbol.asyncIterator]();
      const source = { place, batches, held: [] as KeyedImage[], isAtEnd: false };
      sources.push(source);
    }
    for (;;) {
      for (const source of sources) {
        while (source.held.length === 0 && !source.isAtEnd) {
          const { value, done } = await source.batches.next();
          if (done) source.isAtEnd = true;
          else {
            const { account, bucket } = source.place;
            for (const [image, key] of value) {
              if (this.#set.has(image)) source.held.push({ image, account, bucket, key });
            }
          }
        }
      }
      // Up to where the first of the batches ends, all are known.
      const ends = sources.flatMap(({ held, isAtEnd }) => (isAtEnd ? [] : (held.at(-1) ?? [])));
      const end = ends.sort((a, b) => this.#compare(a, b))[0];
      const ready = [];
      for (const source of sources) {
        const isReady = (ref: KeyedImage) => !end || this.#compare(ref, end) <= 0;
        const count = source.held.findIndex((ref) => !isReady(ref));
        ready.push(...source.held.splice(0, count < 0 ? source.held.length : count));
      }
      if (ready.length === 0) return;
      yield ready.sort((a, b) => this.#compare(a, b));
    }
  }

  #compare(one: KeyedImage, other: KeyedImage): number {
    const difference = compareKeys(one.key, other.key);
    return (this.#isReversed ? -difference : difference) || compareRefs(one, other);
  }
}
