/** Sets of images as one bit each: 125 kB for a million. */
import { addBlock, bitCount, blockSize, blockWords, countBits } from "../postingBlock.ts";
import type { PostingPart } from "../postings.ts";

export class ImageSet {
  readonly bits: Uint32Array;

  /** Room for images whose numbers are below the number of blocks × `blockSize`. */
  constructor(blocks: number) {
    this.bits = new Uint32Array(blocks * blockWords);
  }

  static of(bits: Uint32Array): ImageSet {
    const set = new ImageSet(bits.length / blockWords);
    set.bits.set(bits);
    return set;
  }

  copy(): ImageSet {
    return ImageSet.of(this.bits);
  }

  /** With room for the same images. */
  emptyCopy(): ImageSet {
    return new ImageSet(this.blocks);
  }

  get blocks(): number {
    return this.bits.length / blockWords;
  }

  has(image: number): boolean {
    return (((this.bits[image >>> 5] ?? 0) >>> (image & 31)) & 1) === 1;
  }

  /** Ignores an image for which there is no room: it came after the query began. */
  add(image: number): void {
    const word = image >>> 5;
    if (word < this.bits.length) this.bits[word] = (this.bits[word] ?? 0) | (1 << (image & 31));
  }

  delete(image: number): void {
    const word = image >>> 5;
    if (word < this.bits.length) this.bits[word] = (this.bits[word] ?? 0) & ~(1 << (image & 31));
  }

  addPart(part: PostingPart): void {
    if (part.block >= this.blocks) return;
    const offset = part.block * blockWords;
    if (!part.changes) {
      if (part.written) addBlock(this.bits, offset, part.written);
      return;
    }
    const now = bitsOf(part);
    for (let word = 0; word < blockWords; word++) {
      this.bits[offset + word] = (this.bits[offset + word] ?? 0) | (now[word] ?? 0);
    }
  }

  addAll(other: ImageSet): void {
    const { bits } = this;
    for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] ?? 0) | (other.bits[at] ?? 0);
  }

  keepOnly(other: ImageSet): void {
    const { bits } = this;
    for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] ?? 0) & (other.bits[at] ?? 0);
  }

  deleteAll(other: ImageSet): void {
    const { bits } = this;
    for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] ?? 0) & ~(other.bits[at] ?? 0);
  }

  get size(): number {
    return countBits(this.bits);
  }

  /** How many images of one block are in it. */
  sizeOf(block: number): number {
    return countBits(this.bits.subarray(block * blockWords, (block + 1) * blockWords));
  }

  get isEmpty(): boolean {
    return this.bits.every((word) => word === 0);
  }

  /** In ascending order. */
  *images(): Iterable<number> {
    const { bits } = this;
    for (let word = 0; word < bits.length; word++) {
      for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1) {
        yield word * 32 + (31 - Math.clz32(rest & -rest));
      }
    }
  }

  /** The same without an iterator, for the loops that count. */
  toArray(): Uint32Array {
    const images = new Uint32Array(this.size);
    const { bits } = this;
    let at = 0;
    for (let word = 0; word < bits.length; word++) {
      for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1) {
        images[at++] = word * 32 + (31 - Math.clz32(rest & -rest));
      }
    }
    return images;
  }
}

const scratch = new Uint32Array(blockWords);
const otherScratch = new Uint32Array(blockWords);

/** The bits of one block with what has changed; valid until the next call. */
function bitsOf({ written, changes }: PostingPart, bits = scratch): Uint32Array {
  bits.fill(0);
  if (written) addBlock(bits, 0, written);
  for (const [number, value] of changes?.latest ?? []) {
    const word = number >>> 5;
    const bit = 1 << (number & 31);
    bits[word] = value < 0 ? (bits[word] ?? 0) & ~bit : (bits[word] ?? 0) | bit;
  }
  return bits;
}

/** How many images of a part are in a set. */
export function countCommon(part: PostingPart, set: ImageSet): number {
  if (part.block >= set.blocks) return 0;
  const offset = part.block * blockWords;
  const { bits } = set;
  let count = 0;
  const numbers = part.changes ? undefined : part.written?.numbers;
  if (numbers) {
    for (let at = 0; at < numbers.length; at++) {
      const number = numbers[at] ?? 0;
      count += ((bits[offset + (number >>> 5)] ?? 0) >>> (number & 31)) & 1;
    }
    return count;
  }
  const now = part.changes ? bitsOf(part) : (part.written?.bits ?? scratch);
  return countCommonBits(now, bits, offset);
}

/** How many images of a set are in one of two parts, which are of the same block. */
export function countCommonOfEither(one: PostingPart, other: PostingPart, set: ImageSet): number {
  if (one.block >= set.blocks) return 0;
  const bits = bitsOf(one);
  const others = bitsOf(other, otherScratch);
  const offset = one.block * blockWords;
  let count = 0;
  for (let at = 0; at < blockWords; at++) {
    const either = (bits[at] ?? 0) | (others[at] ?? 0);
    count += bitCount(either & (set.bits[offset + at] ?? 0));
  }
  return count;
}

function countCommonBits(block: Uint32Array, bits: Uint32Array, offset: number): number {
  let count = 0;
  for (let at = 0; at < blockWords; at++) {
    count += bitCount((block[at] ?? 0) & (bits[offset + at] ?? 0));
  }
  return count;
}

export function firstImageOf(block: number): number {
  return block * blockSize;
}
