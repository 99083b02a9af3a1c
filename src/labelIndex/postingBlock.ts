/**
 * The images of one block that have a name or trait, as one blob: how many, which (sorted 16-bit numbers, or a bit for
 * each image of the block, whichever is shorter), and for names the relevance of each in 16 bits.
 */

import { removed, type SortedChanges } from "./changeLog.ts";

/** Images of a block; their numbers in it take 16 bits. */
export const blockSize = 65_536;
/** 32-bit words of a block's bits. */
export const blockWords = blockSize / 32;

const headerBytes = 8;
const version = 1;
const isDense = 2;
const isScored = 4;

/** Where bits take less room than numbers. */
const denseFrom = blockSize / 16;

/** Images of a block in ascending order; either as numbers or as bits. */
export interface PostingBlock {
  readonly count: number;
  readonly numbers?: Uint16Array;
  readonly bits?: Uint32Array;
  /** One for each image; absent for traits. */
  readonly relevance?: Uint16Array;
}

/** A blob says something that nobody wrote. The postings can be made again from images and answers. */
export class DamagedPostings extends Error {
  override readonly name = "DamagedPostings";
}

export function readBlock(blob: unknown): PostingBlock {
  if (!(blob instanceof Uint8Array) || blob.byteLength < headerBytes) throw new DamagedPostings();
  const { buffer, byteOffset, byteLength } = blob.byteOffset % 4 === 0 ? blob : blob.slice();
  const [flags = 0, count = 0] = new Uint32Array(buffer, byteOffset, 2);
  const scoreBytes = flags & isScored ? 2 * count : 0;
  const setBytes = flags & isDense ? 4 * blockWords : 2 * count;
  const isWhole = (flags | isDense | isScored) === (version << 8) + isDense + isScored;
  if (!isWhole || count === 0 || count > blockSize) throw new DamagedPostings();
  if (byteLength !== headerBytes + setBytes + scoreBytes) throw new DamagedPostings();
  const at = byteOffset + headerBytes;
  const relevance = scoreBytes > 0 && {
    relevance: new Uint16Array(buffer, at + setBytes, count),
  };
  if (flags & isDense) {
    const bits = new Uint32Array(buffer, at, blockWords);
    if (countBits(bits) !== count) throw new DamagedPostings();
    return { count, bits, ...relevance };
  }
  return { count, numbers: new Uint16Array(buffer, at, count), ...relevance };
}

/** The blob of what is left of a block after the changes; `undefined` when that is nothing. */
export function changedBlock(
  block: PostingBlock | undefined,
  changed: SortedChanges,
  isWithScores: boolean,
): Uint8Array | undefined {
  const before = block ? numbersOf(block) : new Uint16Array();
  const old = block?.relevance;
  const room = before.length + changed.numbers.length;
  const numbers = new Uint16Array(room);
  const relevance = new Uint16Array(room);
  let count = 0;
  let at = 0;
  for (let index = 0; index < changed.numbers.length; index++) {
    const number = changed.numbers[index] ?? 0;
    const value = changed.values[index] ?? removed;
    const start = at;
    while (at < before.length && (before[at] ?? 0) < number) at++;
    numbers.set(before.subarray(start, at), count);
    if (old) relevance.set(old.subarray(start, at), count);
    count += at - start;
    if (before[at] === number) at++;
    if (value === removed) continue;
    numbers[count] = number;
    relevance[count++] = value;
  }
  numbers.set(before.subarray(at), count);
  if (old) relevance.set(old.subarray(at), count);
  count += before.length - at;
  if (count === 0) return undefined;
  return writeBlock(
    numbers.subarray(0, count),
    isWithScores ? relevance.subarray(0, count) : undefined,
  );
}

function writeBlock(numbers: Uint16Array, relevance: Uint16Array | undefined): Uint8Array {
  const count = numbers.length;
  const dense = count >= denseFrom;
  const setBytes = dense ? 4 * blockWords : 2 * count;
  const buffer = new ArrayBuffer(headerBytes + setBytes + (relevance ? 2 * count : 0));
  const flags = (version << 8) + (dense ? isDense : 0) + (relevance ? isScored : 0);
  new Uint32Array(buffer, 0, 2).set([flags, count]);
  if (dense) setBits(new Uint32Array(buffer, headerBytes, blockWords), 0, numbers);
  else new Uint16Array(buffer, headerBytes, count).set(numbers);
  if (relevance) new Uint16Array(buffer, headerBytes + setBytes, count).set(relevance);
  return new Uint8Array(buffer);
}

const scratch = new Uint16Array(blockSize);

/** Valid until the next call. */
export function numbersOf({ numbers, bits, count }: PostingBlock): Uint16Array {
  if (numbers) return numbers;
  let at = 0;
  for (let word = 0; word < blockWords; word++) {
    for (let rest = bits?.[word] ?? 0; rest !== 0; rest &= rest - 1) {
      scratch[at++] = word * 32 + (31 - Math.clz32(rest & -rest));
    }
  }
  return scratch.subarray(0, count);
}

/** A function that gives the number of an image by its place in the block; valid until the next call. */
export function numberAt({ numbers, bits }: PostingBlock): (place: number) => number {
  if (numbers) return (place) => numbers[place] ?? 0;
  const words = bits ?? new Uint32Array();
  let before = 0;
  for (let word = 0; word < words.length; word++) {
    scratchPlaces[word] = before;
    before += bitCount(words[word] ?? 0);
  }
  return (place) => {
    let low = 0;
    for (let high = words.length - 1; low < high; ) {
      const middle = (low + high + 1) >>> 1;
      if ((scratchPlaces[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    let rest = words[low] ?? 0;
    for (let skip = place - (scratchPlaces[low] ?? 0); skip > 0; skip--) rest &= rest - 1;
    return low * 32 + (31 - Math.clz32(rest & -rest));
  };
}

/** The images of a block, given as its bits, that are in other bits as well, with their places in the block. */
export function eachCommon(
  bits: Uint32Array,
  others: Uint32Array,
  offset: number,
  take: (number: number, place: number) => void,
): void {
  let before = 0;
  for (let word = 0; word < blockWords; word++) {
    const own = bits[word] ?? 0;
    for (let rest = own & (others[offset + word] ?? 0); rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      take(word * 32 + (31 - Math.clz32(bit)), before + bitCount(own & (bit - 1)));
    }
    before += bitCount(own);
  }
}

const scratchPlaces = new Uint32Array(blockWords);

/** Adds a block to bits, whose first word for it is `offset`. */
export function addBlock(target: Uint32Array, offset: number, block: PostingBlock): void {
  const { numbers, bits } = block;
  if (numbers) setBits(target, offset, numbers);
  if (!bits) return;
  for (let word = 0; word < blockWords; word++) {
    target[offset + word] = (target[offset + word] ?? 0) | (bits[word] ?? 0);
  }
}

function setBits(target: Uint32Array, offset: number, numbers: Uint16Array): void {
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] ?? 0;
    const word = offset + (number >>> 5);
    target[word] = (target[word] ?? 0) | (1 << (number & 31));
  }
}

export function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let at = 0; at < bits.length; at++) count += bitCount(bits[at] ?? 0);
  return count;
}

export function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
