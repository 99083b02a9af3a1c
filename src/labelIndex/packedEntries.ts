/** What an image is found by, as a short blob: differences of the sorted postings, and the relevance of names. */
import { type Entries, hasValues } from "./imageEntries.ts";
import { DamagedPostings } from "./postingBlock.ts";

let room = new Uint8Array(4096);
/** Values take 16 bits. */
const values = 65_536;
let sorted = new Float64Array(256);

export function packEntries(entries: Entries): Uint8Array {
  const count = entries.size;
  // A difference takes eight bytes at most, a relevance two.
  if (room.length < count * 10) room = new Uint8Array(count * 20);
  if (sorted.length < count) sorted = new Float64Array(count * 2);
  let next = 0;
  for (const [posting, value] of entries) sorted[next++] = posting * values + value;
  sorted.subarray(0, count).sort();
  let at = 0;
  let last = 0;
  for (let index = 0; index < count; index++) {
    const both = sorted[index] ?? 0;
    const posting = Math.floor(both / values);
    let rest = posting - last;
    last = posting;
    for (; rest >= 128; rest = Math.floor(rest / 128)) room[at++] = 128 + (rest % 128);
    room[at++] = rest;
    if (!hasValues(posting)) continue;
    const relevance = both % values;
    room[at++] = relevance & 255;
    room[at++] = relevance >>> 8;
  }
  return room.slice(0, at);
}

/** The postings of packed entries, in ascending order. */
export function eachPosting(blob: Uint8Array, take: (posting: number) => void): void {
  let posting = 0;
  for (let at = 0; at < blob.length; ) {
    let factor = 1;
    let byte = 128;
    for (; byte >= 128; factor *= 128) {
      byte = blob[at++] ?? 0;
      posting += (byte % 128) * factor;
    }
    if (hasValues(posting)) at += 2;
    take(posting);
  }
}

export function unpackEntries(blob: unknown): Entries {
  if (!(blob instanceof Uint8Array)) throw new DamagedPostings();
  const entries: Entries = new Map();
  let posting = 0;
  for (let at = 0; at < blob.length; ) {
    let factor = 1;
    let byte = 128;
    for (; byte >= 128; factor *= 128) {
      byte = blob[at++] ?? 0;
      posting += (byte % 128) * factor;
    }
    const isScored = hasValues(posting);
    entries.set(posting, isScored ? (blob[at] ?? 0) + 256 * (blob[at + 1] ?? 0) : 0);
    if (isScored) at += 2;
  }
  return entries;
}
