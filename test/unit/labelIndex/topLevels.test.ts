import assert from "node:assert/strict";
import { BlockChanges, removed } from "../../../src/labelIndex/changeLog.ts";
import { blockSize, changedBlock, readBlock } from "../../../src/labelIndex/postingBlock.ts";
import type { PostingPart } from "../../../src/labelIndex/postings.ts";
import { ImageSet } from "../../../src/labelIndex/search/imageSet.ts";
import { TopCollector } from "../../../src/labelIndex/search/topLevels.ts";
import { seededRandom } from "../labels/random.ts";

/** Shares of a block's images that have a name, and of those in the set. */
const shares: readonly (readonly [ofName: number, inSet: number])[] = [
  [0.9, 1],
  [0.9, 0.01],
  [0.2, 0.002],
  [0.9, 0.0001],
  [0.01, 1],
];

describe("the highest levels of a set of images", () => {
  for (const [ofName, inSet] of shares) {
    for (const isChanged of [false, true]) {
      const change = isChanged ? ", some of which changed" : "";
      it(`are those of all: ${ofName} of a block have a name, ${inSet} are in the set${change}`, () => {
        const random = seededRandom(Math.round((ofName + inSet) * 10_000));
        const set = new ImageSet(1);
        for (let image = 0; image < blockSize; image++) if (random() < inSet) set.add(image);
        const levels = new Map<number, number>();
        const collector = new TopCollector(set, 50);
        // The same images under two names, and images of a block that the set has no room for.
        for (const block of [0, 0, 1]) collector.add(madePart(block));

        const { result } = collector;

        assert(result);
        const expected = [...levels].sort(([, a], [, b]) => b - a);
        const least = result.isComplete ? 1 : (expected[49]?.[1] ?? 1);
        assert.deepEqual(
          new Map([...result.levels].sort(([a], [b]) => a - b)),
          new Map(expected.filter(([, level]) => level >= least).sort(([a], [b]) => a - b)),
        );
        assert.equal(result.isComplete, result.levels.size === levels.size);

        function madePart(block: number): PostingPart {
          const all = new BlockChanges();
          const now = new Map<number, number>();
          const change = (changes: BlockChanges, number: number, level: number) => {
            changes.set(number, level);
            now.set(number, level);
          };
          for (let number = 0; number < blockSize; number++) {
            if (random() < ofName) change(all, number, 1 + Math.floor(random() * 65_000));
          }
          const later = new BlockChanges();
          if (isChanged) {
            for (let number = 0; number < blockSize; number += 7) {
              if (random() < 0.3) change(later, number, random() < 0.5 ? removed : 65_100);
            }
          }
          for (const [number, level] of now) {
            const image = block * blockSize + number;
            if (level > (levels.get(image) ?? 0) && image < blockSize && set.has(image))
              levels.set(image, level);
          }
          const written = readBlock(changedBlock(undefined, all.sorted(), true));
          return { block, written, ...(isChanged && { changes: later }) };
        }
      });
    }
  }
});
