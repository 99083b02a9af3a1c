/** The images of some postings that have the highest levels, without a look at every image. */
import { removed } from "../changeLog.ts";
import { blockWords, eachCommon, numberAt, type PostingBlock } from "../postingBlock.ts";
import type { PostingPart } from "../postings.ts";
import { firstImageOf, type ImageSet } from "./imageSet.ts";

/** Images of equal levels beyond which it is better to look at every image. */
const maxImages = 20_000;
/** To find an image's level by its number takes as long as to pass so many levels by. */
const rareFactor = 8;

export interface TopLevels {
  /** By image, its highest level. */
  readonly levels: ReadonlyMap<number, number>;
  /** Whether these are all images of the set that have a level above 0. */
  readonly isComplete: boolean;
}

/** Collects at least so many images of a set, if there are so many, with all others that have the last one's level. */
export class TopCollector {
  readonly #set: ImageSet;
  readonly #count: number;
  /** Lower levels are of no interest any more. */
  #least = 1;
  #levels = new Map<number, number>();
  #isOverfull = false;

  constructor(set: ImageSet, count: number) {
    this.#set = set;
    this.#count = count;
  }

  add({ block, written, changes }: PostingPart): void {
    if (block >= this.#set.blocks) return;
    const first = firstImageOf(block);
    const changed = changes?.latest;
    if (written) {
      this.#eachRelevant(block, written, (number, level) => {
        if (!changed?.has(number)) this.#take(first + number, level);
      });
    }
    for (const [number, level] of changed ?? []) {
      if (level !== removed && level >= this.#least) this.#take(first + number, level);
    }
  }

  /** Images of a block that are in the set or not, with their levels: at least those that may be of interest. */
  #eachRelevant(
    block: number,
    written: PostingBlock,
    take: (number: number, level: number) => void,
  ): void {
    const { bits, relevance } = written;
    if (!relevance) return;
    // Of many images of which hardly any is in the set, only those are looked at.
    if (bits && this.#set.sizeOf(block) * rareFactor < written.count) {
      eachCommon(bits, this.#set.bits, block * blockWords, (number, place) => {
        const level = relevance[place] ?? 0;
        if (level >= this.#least) take(number, level);
      });
      return;
    }
    const numberOf = numberAt(written);
    let least = this.#least;
    for (let at = 0; at < relevance.length; at++) {
      const level = relevance[at] ?? 0;
      if (level < least) continue;
      take(numberOf(at), level);
      least = this.#least;
    }
  }

  /** `undefined` where too many have one level. */
  get result(): TopLevels | undefined {
    if (this.#levels.size > this.#count) this.#prune();
    if (this.#isOverfull) return undefined;
    return { levels: this.#levels, isComplete: this.#least === 1 };
  }

  #take(image: number, level: number): void {
    if (this.#isOverfull || !this.#set.has(image)) return;
    if (level > (this.#levels.get(image) ?? 0)) this.#levels.set(image, level);
    if (this.#levels.size >= 4 * this.#count) this.#prune();
  }

  #prune(): void {
    const sorted = Uint16Array.from(this.#levels.values()).sort();
    this.#least = sorted[sorted.length - this.#count] ?? 1;
    for (const [image, level] of this.#levels) {
      if (level < this.#least) this.#levels.delete(image);
    }
    this.#isOverfull = this.#levels.size > maxImages;
  }
}
