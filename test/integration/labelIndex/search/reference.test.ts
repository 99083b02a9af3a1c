import assert from "node:assert/strict";
import { seededRandom } from "../../../unit/labels/random.ts";
import { ImagesInMemory } from "./imagesInMemory.ts";
import { Chance, randomImage, randomQuery } from "./randomQueries.ts";

/** Around the edges of the first two blocks. */
const numbers = [...range(1, 150), ...range(65_500, 65_600), ...range(131_060, 131_100)];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}

describe("search of the label index", () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    it(`answers as the language means it, whatever happens to images (${seed})`, async function () {
      this.timeout(60_000);
      const chance = new Chance(seededRandom(seed));
      const index = new ImagesInMemory();
      for (const number of numbers) index.set(number, randomImage(chance, number));
      for (let round = 0; round < 60; round++) {
        if (chance.is(0.3)) index.mergeAll();
        for (const number of numbers) {
          if (chance.is(0.02)) index.remove(number);
          else if (chance.is(0.05)) index.set(number, randomImage(chance, number));
        }
        const query = randomQuery(chance);
        const text = JSON.stringify(query);
        const expected = index.expected(query);
        const { total, uris } = await index.pages(query, 1 + chance.below(60));
        assert.deepEqual(uris, expected, text);
        assert.equal(total, expected.length, text);
        assert.equal(await index.searcher.count(query), expected.length, text);
        const offset = chance.below(expected.length + 2);
        const page = await index.searcher.search(query, { limit: 7, offset });
        assert.deepEqual(
          page.images.map(({ object: { account, bucket, key } }) => `${account}|${bucket}|${key}`),
          expected.slice(offset, offset + 7),
          `${text} from ${offset}`,
        );
        assert.deepEqual(
          sorted(await index.facets(query)),
          sorted(index.expectedFacets(query)),
          text,
        );
      }
    });
  }
});

function sorted(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
