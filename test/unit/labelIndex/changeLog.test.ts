import assert from "node:assert/strict";
import { ChangeLog, removed } from "../../../src/labelIndex/changeLog.ts";
import { seededRandom } from "../labels/random.ts";

describe("the changes of a block", () => {
  for (const isAscending of [true, false]) {
    const order = isAscending ? "in the order of its images" : "in any order";
    it(`are the last of each image, by posting, when they are told ${order}`, () => {
      const random = seededRandom(5);
      const log = new ChangeLog();
      const expected = new Map<number, Map<number, number>>();
      for (let told = 0; told < 5000; told++) {
        const posting = Math.floor(random() * 40) ** 4;
        const number = isAscending ? told : Math.floor(random() * 300);
        const value = random() < 0.2 ? removed : Math.floor(random() * 65_536);
        log.add(posting, number, value);
        expected.set(posting, (expected.get(posting) ?? new Map()).set(number, value));
        // Some are asked for before others are told.
        if (told % 1000 === 0) assert.equal(log.of(posting)?.latest.get(number), value);
      }

      const byPosting = [...log.byPosting()].map(([posting]) => posting);
      assert.deepEqual(
        byPosting,
        [...expected.keys()].sort((a, b) => a - b),
      );
      for (const [posting, { numbers, values }] of log.byPosting()) {
        const latest = [...(expected.get(posting) ?? [])].sort(([a], [b]) => a - b);
        assert.deepEqual(
          Array.from(numbers).map((number, at) => [number, values[at]]),
          latest,
        );
        const read = [...(log.of(posting)?.latest ?? [])].sort(([a], [b]) => a - b);
        assert.deepEqual(read, latest);
      }
      assert.equal(log.of(7), undefined);
    });
  }
});
