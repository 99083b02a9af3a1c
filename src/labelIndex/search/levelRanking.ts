/** An order by a score from 0 to 1, which is known exactly only when an image's labels are read. */

import { removed } from "../changeLog.ts";
import { blockSize, numbersOf } from "../postingBlock.ts";
import type { PostingPart } from "../postings.ts";
import { inPieces } from "./imageReader.ts";
import type { ImageSet } from "./imageSet.ts";
import { compareRefs, type KeyOrder } from "./keyOrder.ts";
import type { Mark, PageOfRanking, Ranked, Ranking } from "./ranking.ts";
import type { TopLevels } from "./topLevels.ts";
import type { Turns } from "./turns.ts";

/** The level of a score of exactly 1. */
const highestLevel = 65_535;
/** Levels that are ties throughout: scores of exactly 1, and those that are 0 or unknown. */
const isTie = (level: number) => level === 0 || level === highestLevel;

export interface Levels {
  /** By image: the score in steps, so that an order by them never contradicts the order by score. */
  all(): Promise<Uint16Array>;
  /** The highest of a set at less cost, where that is possible. */
  top?(count: number): Promise<TopLevels | undefined>;
  /** The level of an exact score. */
  levelOf(score: number | undefined): number;
  /** The exact scores of some images whose levels are not 0. */
  exact(images: readonly number[]): readonly number[];
  /** What a level of 0 means: a score of 0, or an unknown one, which is last in both directions. */
  readonly zero: 0 | undefined;
}

export function noLevels(blocks: number): Uint16Array {
  return new Uint16Array(blocks * blockSize);
}

/** Of the scores of `packedScores`: 255 is exactly 1, as the highest level is. */
export function levelOfStep(step: number): number {
  return step === 255 ? highestLevel : step * 256;
}

export interface RaiseOptions {
  /** Images that are meant; all where it is absent. */
  readonly only?: ImageSet;
  /** The level that a value of the part means; the value itself where it is absent. */
  readonly levelOf?: (value: number) => number;
}

/** Gives the images of a part at least the level that it has them at. */
export function raiseLevels(
  levels: Uint16Array,
  { block, written, changes }: PostingPart,
  { only, levelOf = (value) => value }: RaiseOptions = {},
): void {
  const first = block * blockSize;
  if (first >= levels.length) return;
  const ofBlock = levels.subarray(first, first + blockSize);
  const changed = changes?.latest;
  const { relevance } = written ?? {};
  if (written && relevance) {
    const numbers = numbersOf(written);
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at] ?? 0;
      const level = levelOf(relevance[at] ?? 0);
      if (level <= (ofBlock[number] ?? level) || changed?.has(number)) continue;
      if (!only || only.has(first + number)) ofBlock[number] = level;
    }
  }
  for (const [number, value] of changed ?? []) {
    if (value === removed) continue;
    const level = levelOf(value);
    if (level <= (ofBlock[number] ?? level)) continue;
    if (!only || only.has(first + number)) ofBlock[number] = level;
  }
}

export class LevelRanking implements Ranking {
  readonly #set: ImageSet;
  readonly #levels: Levels;
  readonly #keys: KeyOrder;
  readonly #turns: Turns;
  readonly #isReversed: boolean;
  #of: Uint16Array | undefined;
  #counts: Uint32Array | undefined;

  constructor(set: ImageSet, levels: Levels, isReversed: boolean, keys: KeyOrder, turns: Turns) {
    this.#set = set;
    this.#levels = levels;
    this.#isReversed = isReversed;
    this.#keys = keys;
    this.#turns = turns;
  }

  async page(page: PageOfRanking): Promise<Ranked[]> {
    const isFirst = page.skip === 0 && !page.after && !this.#isReversed && !this.#of;
    return (isFirst && (await this.#firstPage(page.limit))) || this.#anyPage(page);
  }

  async #firstPage(limit: number): Promise<Ranked[] | undefined> {
    const top = await this.#levels.top?.(limit);
    if (!top) return undefined;
    const found = await this.#exactOrder(top.levels.keys());
    if (found.length >= limit || !top.isComplete) return found.slice(0, limit);
    const rest = this.#set.copy();
    for (const image of top.levels.keys()) rest.delete(image);
    const others = await this.#keys.first(rest, { skip: 0, limit: limit - found.length });
    return [...found, ...others.map(({ image }) => ({ image, value: this.#levels.zero }))];
  }

  async #anyPage({ skip, limit, after }: PageOfRanking): Promise<Ranked[]> {
    this.#of ??= await this.#levels.all();
    const found: Ranked[] = [];
    const start = after && this.#levels.levelOf(after.value);
    const levels = this.#levelsFrom(start);
    let toSkip = skip;
    for (let at = 0; at < levels.length && found.length < limit; ) {
      const [first] = levels.slice(at, at + 1);
      if (!first) break;
      if (toSkip >= first.count) {
        toSkip -= first.count;
        at++;
        continue;
      }
      const limitLeft = limit - found.length;
      const ref = first.level === start ? after?.ref : undefined;
      if (isTie(first.level)) {
        const value = first.level === 0 ? this.#levels.zero : 1;
        const stretch = { skip: toSkip, limit: limitLeft, after: ref };
        const images = await this.#keys.first(this.#atLevels(first.level, first.level), stretch);
        found.push(...images.map(({ image }) => ({ image, value })));
        at++;
      } else {
        let count = 0;
        let end = at;
        for (; end < levels.length; end++) {
          const next = levels[end];
          if (!next || isTie(next.level) || count >= toSkip + limitLeft) break;
          count += next.count;
        }
        const last = levels[end - 1] ?? first;
        const images = await this.#exactOrder(this.#atLevels(first.level, last.level).images());
        const isAfter = (one: Ranked) => !after || this.#isAfter(one, after);
        found.push(...images.filter(isAfter).slice(toSkip, toSkip + limitLeft));
        at = end;
      }
      toSkip = 0;
    }
    return found;
  }

  /** In order, those that have images. */
  #levelsFrom(start: number | undefined): { level: number; count: number }[] {
    this.#counts ??= this.#counted();
    const levels: { level: number; count: number }[] = [];
    const add = (level: number) => {
      const count = this.#counts?.[level] ?? 0;
      if (count > 0) levels.push({ level, count });
    };
    const isUnknownLast = this.#levels.zero === undefined;
    if (!this.#isReversed) {
      for (let level = start ?? highestLevel; level >= 0; level--) add(level);
      return levels;
    }
    if (!isUnknownLast && !start) add(0);
    if (!isUnknownLast || start !== 0) {
      for (let level = Math.max(start ?? 1, 1); level <= highestLevel; level++) add(level);
    }
    if (isUnknownLast) add(0);
    return levels;
  }

  #counted(): Uint32Array {
    const counts = new Uint32Array(highestLevel + 1);
    const levels = this.#of ?? new Uint16Array();
    const { bits } = this.#set;
    for (let word = 0; word < bits.length; word++) {
      for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1) {
        const level = levels[word * 32 + (31 - Math.clz32(rest & -rest))] ?? 0;
        counts[level] = (counts[level] ?? 0) + 1;
      }
    }
    return counts;
  }

  /** The images between two levels, whichever is higher. */
  #atLevels(one: number, other: number): ImageSet {
    const low = Math.min(one, other);
    const high = Math.max(one, other);
    const levels = this.#of ?? new Uint16Array();
    const found = this.#set.copy();
    const { bits } = found;
    for (let word = 0; word < bits.length; word++) {
      let left = bits[word] ?? 0;
      for (let rest = left; rest !== 0; rest &= rest - 1) {
        const bit = rest & -rest;
        const level = levels[word * 32 + (31 - Math.clz32(bit))] ?? 0;
        if (level < low || level > high) left &= ~bit;
      }
      bits[word] = left;
    }
    return found;
  }

  async #exactOrder(found: Iterable<number>): Promise<Ranked[]> {
    const images: Scored[] = [];
    for (const some of inPieces(found)) {
      const values = this.#levels.exact(some);
      some.forEach((image, of) => {
        images.push({ image, value: values[of] ?? 0 });
      });
      await this.#turns.next();
    }
    images.sort((a, b) => this.#compare(a.value, b.value));
    const ordered: Ranked[] = [];
    for (let at = 0; at < images.length; at = ordered.length) {
      const value = images[at]?.value ?? 0;
      let end = at + 1;
      while (images[end]?.value === value) end++;
      const equal = images.slice(at, end);
      if (equal.length === 1) ordered.push(...equal);
      else ordered.push(...(await this.#byKey(equal)));
    }
    return ordered;
  }

  /** Keys are fetched only where they decide. */
  async #byKey(equal: readonly Scored[]): Promise<Ranked[]> {
    const values = new Map(equal.map(({ image, value }) => [image, value]));
    const sorted = await this.#keys.sorted(values.keys());
    const known = sorted.map(({ image }) => image);
    const gone = [...values.keys()].filter((image) => !known.includes(image));
    return [...known, ...gone].map((image) => ({ image, value: values.get(image) }));
  }

  #isAfter({ image, value }: Ranked, mark: Mark): boolean {
    const order = this.#compare(value ?? 0, mark.value ?? 0);
    if (order !== 0) return order > 0;
    const ref = this.#keys.refOf(image);
    return ref !== undefined && compareRefs(ref, mark.ref) > 0;
  }

  #compare(one: number, other: number): number {
    return this.#isReversed ? one - other : other - one;
  }
}

interface Scored {
  readonly image: number;
  readonly value: number;
}
