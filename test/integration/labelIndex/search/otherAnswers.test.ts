import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DamagedPostings } from "../../../../src/labelIndex/postingBlock.ts";
import { foldText } from "../../../../src/labels/search.ts";
import { currentLabels, judgedLabels } from "../../../../src/query/currentLabels.ts";
import type { KnownImage } from "../../../../src/query/judge.ts";
import type { Query } from "../../../../src/query/query.ts";
import { seededRandom } from "../../../unit/labels/random.ts";
import { ImagesInMemory, uriOf } from "./imagesInMemory.ts";
import { Chance, randomImage, randomQuery } from "./randomQueries.ts";

const everything: Query = {
  condition: { kind: "everything" },
  sort: { by: "relevance", isReversed: false },
};

function labelled(name: string, sort: Query["sort"] = everything.sort): Query {
  const pattern = { match: "equal", text: foldText(name) } as const;
  return { condition: { kind: "label", name: pattern, reach: "below", where: [] }, sort };
}

function randomIndex(seed: number, count = 200): { index: ImagesInMemory; chance: Chance } {
  const chance = new Chance(seededRandom(seed));
  const index = new ImagesInMemory();
  for (let number = 1; number <= count; number++) index.set(number, randomImage(chance, number));
  return { index, chance };
}

function imageWith(key: string, ...labels: readonly (readonly [name: string, parent?: string])[]) {
  return {
    object: { account: "main", bucket: "photos", key },
    detection: {
      detectedAt: "2026-01-01T00:00:00.000Z",
      labels: labels.map(([name, parent]) => ({
        ...{ name, parent, level: undefined, confidence: 0.9, centricScore: 0.5 },
        ...{ language: "en", alias: undefined },
      })),
    },
    isOutdated: false,
  } satisfies KnownImage;
}

describe("statistics of the label index", () => {
  it("count what a query finds", async () => {
    const { index, chance } = randomIndex(21);
    index.database.exec("CREATE TABLE answers (id INTEGER PRIMARY KEY, image, source)");
    for (let round = 0; round < 20; round++) {
      const query = randomQuery(chance);
      const images = index.judged(query);
      const statistics = await index.searcher.statistics(query);
      const counted = (isMeant: (image: (typeof images)[number]) => boolean) =>
        images.filter(isMeant).length;
      const mostConfident = ({ labels }: (typeof images)[number]) =>
        Math.max(...labels.flatMap(({ label }) => label.confidence ?? []));
      assert.deepEqual(
        { ...statistics, top: undefined, rare: undefined },
        {
          images: images.length,
          labelled: counted(({ labels }) => labels.length > 0),
          unlabelled: counted(({ detection, isOutdated }) => !detection && !isOutdated),
          empty: counted(({ detection }) => detection?.labels.length === 0),
          outdated: counted(({ isOutdated }) => isOutdated),
          corrected: counted(
            ({ corrections: { hidden = [], added = [] } = {} }) => hidden.length + added.length > 0,
          ),
          lowConfidence: counted((image) => Math.abs(mostConfident(image)) < 0.5),
          calls: 0,
          top: undefined,
          rare: undefined,
        },
      );
      const counts = [...index.expectedFacets(query).values()].sort((a, b) => b - a);
      assert.deepEqual(
        statistics.top.map(({ images: count }) => count),
        counts.slice(0, 20),
      );
      assert.deepEqual(
        statistics.rare.map(({ images: count }) => count),
        counts.reverse().slice(0, 20),
      );
    }
  });
});

describe("facets of the label index", () => {
  it("are the same for few images and for many", async () => {
    const index = new ImagesInMemory();
    const chance = new Chance(seededRandom(31));
    const frequent = ["A", "B", "C", "D", "E"];
    index.database.exec("BEGIN");
    for (let number = 1; number <= 45_000; number++) {
      const names = frequent.filter((_, at) => chance.is(0.8 / (at + 1)));
      index.images.set(
        number,
        imageWith(`${number}.jpg`, ...names.map((name) => [name, "Top"] as const)),
      );
      index.writeInTransaction(number);
    }
    index.database.exec("COMMIT");
    index.mergeAll();
    const facets = await index.searcher.facets(everything, 3);
    const expected = [...index.expectedFacets(everything)]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 3);
    assert.deepEqual(
      facets.map(({ name, images }) => [foldText(name), images]),
      expected,
    );
  }).timeout(60_000);
});

describe("similar images of the label index", () => {
  it("are those with the smallest angle between their labels", async () => {
    const { index } = randomIndex(41, 150);
    const vectorOf = ({ detection, corrections }: KnownImage) => {
      const vector = new Map<string, number>();
      for (const { name, confidence = 1, centricScore = 0 } of currentLabels(
        detection?.labels ?? [],
        corrections,
      )) {
        const weight = confidence * (0.5 + 0.5 * centricScore);
        vector.set(foldText(name), Math.max(weight, vector.get(foldText(name)) ?? 0));
      }
      return vector;
    };
    const cosine = (one: Map<string, number>, other: Map<string, number>) => {
      const dot = [...one].reduce(
        (sum, [name, weight]) => sum + weight * (other.get(name) ?? 0),
        0,
      );
      return dot / Math.hypot(...one.values()) / Math.hypot(...other.values()) || 0;
    };
    for (const [number, image] of [...index.images].slice(0, 30)) {
      const vector = vectorOf(image);
      const expected = [...index.images]
        .filter(([other]) => other !== number)
        .map(([, other]) => cosine(vector, vectorOf(other)))
        .filter((similarity) => similarity > 0)
        .sort((a, b) => b - a)
        .slice(0, 10);
      const similar = await index.searcher.similar(image.object, 10);
      assert.equal(similar.length, expected.length);
      similar.forEach(({ similarity, image: { object } }, at) => {
        assert.ok(Math.abs(similarity - (expected[at] ?? 0)) < 1e-9, uriOf(object));
        assert.notEqual(uriOf(object), uriOf(image.object));
      });
    }
  });
});

describe("images of the same bytes in the label index", () => {
  const index = new ImagesInMemory();
  const bytes = [
    { key: "a", crc64: "1", size: 10 },
    { key: "b", crc64: "1", size: 10, etag: "0".repeat(32) },
    { key: "c", size: 10, etag: "0".repeat(32) },
    { key: "other-size", crc64: "1", size: 11 },
    { key: "no-size", crc64: "1" },
    { key: "parts", size: 10, etag: "PARTS-2" },
    { key: "more-parts", size: 10, etag: "PARTS-2" },
    { key: "pair-1", crc64: "2", size: 1 },
    { key: "pair-2", crc64: "2", size: 1 },
  ];

  before(() => {
    bytes.forEach(({ key, crc64, size, etag }, at) => {
      index.set(at + 1, imageWith(key));
      index.database
        .prepare("UPDATE images SET crc64 = ?, size = ?, etag = ? WHERE id = ?")
        .run(crc64 ?? null, size ?? null, etag ?? null, at + 1);
    });
  });

  const keysOf = (images: readonly { object: { key: string } }[]) =>
    images.map(({ object }) => object.key);

  it("are told by checksums of equal sizes", () => {
    const like = (key: string) =>
      keysOf(index.searcher.sameBytes({ account: "main", bucket: "photos", key }));
    assert.deepEqual(like("a"), ["a", "b"]);
    assert.deepEqual(like("b"), ["a", "b", "c"]);
    assert.deepEqual(like("no-size"), ["no-size"]);
    assert.deepEqual(like("parts"), ["parts"]);
    assert.deepEqual(like("unknown"), []);
  });

  it("come in groups, the largest first", async () => {
    const groups = await index.searcher.duplicates(everything, 10);
    assert.deepEqual(groups.map(keysOf), [
      ["a", "b", "c"],
      ["pair-1", "pair-2"],
    ]);
  });
});

describe("names of the label index", () => {
  const index = new ImagesInMemory();

  before(() => {
    index.set(1, imageWith("1.jpg", ["Coat", "Outerwear"], ["Outerwear", "Clothing"]));
    index.set(2, imageWith("2.jpg", ["Raincoat", "Outerwear"], ["Sky"]));
    index.set(3, imageWith("3.jpg", ["SKY"], ["Skyscraper", "Building"]));
  });

  const counts = (found: readonly { name: string; images: number }[]) =>
    Object.fromEntries(found.map(({ name, images }) => [name, images]));

  for (const [when, isMerged] of [
    ["before their blocks are written", false],
    ["afterwards", true],
  ] as const) {
    it(`are found by how they begin, then by what they contain, ${when}`, () => {
      if (isMerged) index.mergeAll();
      const names = (text: string) =>
        index.searcher.labelNames(text, 10).map(({ name, images }) => `${name} ${images}`);
      assert.deepEqual(names("ＳＫＹ"), ["Sky 2", "Skyscraper 1"]);
      assert.deepEqual(names("coat"), ["Coat 1", "Raincoat 1"]);
      assert.equal(index.searcher.labelNames("", 2).length, 2);
    });

    it(`are categories by what is above them, ${when}`, () => {
      assert.deepEqual(counts(index.searcher.categories()), {
        Clothing: 1,
        Sky: 2,
        Building: 1,
      });
      assert.deepEqual(counts(index.searcher.categories("outerwear")), { Coat: 1, Raincoat: 1 });
      assert.deepEqual(index.searcher.categories("nothing"), []);
    });
  }

  it("are gone with the last image that has them", () => {
    index.remove(3);
    index.mergeAll();
    assert.deepEqual(index.searcher.labelNames("scraper", 10), []);
    const names = index.database.prepare("SELECT folded FROM names ORDER BY folded").all();
    assert.deepEqual(
      names.map(({ folded }) => folded),
      ["clothing", "coat", "outerwear", "raincoat", "sky"],
    );
  });
});

describe("postings of the label index", () => {
  it("that are damaged are told, and made anew", async () => {
    const { index, chance } = randomIndex(51);
    index.mergeAll();
    const query = labelled("Cat");
    const expected = index.expected(query);
    index.database.exec("UPDATE postings SET entries = x'00'");
    index.postings.discard();
    await assert.rejects(index.pages(query, 10), DamagedPostings);
    index.postings.rebuild();
    assert.deepEqual((await index.pages(query, 10)).uris, expected);
    const facets = await index.facets(everything);
    assert.deepEqual(
      facets,
      new Map([...facets.keys()].map((name) => [name, index.expectedFacets(everything).get(name)])),
    );
    index.set(3, randomImage(chance, 3));
    assert.deepEqual((await index.pages(query, 10)).uris, index.expected(query));
  });

  it("forget what was told in a transaction that was rolled back", async () => {
    const { index, chance } = randomIndex(61, 50);
    for (const isMerged of [false, true]) {
      if (isMerged) index.mergeAll();
      index.database.exec("BEGIN IMMEDIATE");
      index.postings.set(7, {
        ...{ account: "main", bucket: "photos", key: "7.jpg", isDetected: true, isOutdated: false },
        labels: randomImage(chance, 7).detection?.labels,
      });
      index.postings.remove(8);
      index.postings.discard();
      index.database.exec("ROLLBACK");
      assert.deepEqual((await index.pages(everything, 30)).uris, index.expected(everything));
      const query = labelled("Cat");
      assert.deepEqual((await index.pages(query, 30)).uris, index.expected(query));
    }
  });

  it("are the same in two windows that write in turn", async function () {
    this.timeout(60_000);
    const folder = await mkdtemp(path.join(tmpdir(), "postings-"));
    const one = new ImagesInMemory(path.join(folder, "index.db"));
    const other = new ImagesInMemory(path.join(folder, "index.db"), one);
    try {
      const chance = new Chance(seededRandom(91));
      for (let round = 0; round < 150; round++) {
        const window = chance.of([one, other]);
        for (let change = chance.below(8); change > 0; change--) {
          const number = chance.of([1, 65_530]) + chance.below(20);
          if (chance.is(0.3)) window.remove(number);
          else window.set(number, randomImage(chance, number));
        }
        if (chance.is(0.3)) chance.of([one, other]).mergeAll();
        const asked = chance.of([one, other]);
        const query = randomQuery(chance);
        assert.deepEqual((await asked.pages(query, 9)).uris, asked.expected(query));
        const facets = asked.expectedFacets(everything);
        const named = asked.searcher.labelNames("", 1000);
        const expected = [...facets].sort(([a], [b]) => (a < b ? -1 : 1));
        const counts = named.map(({ name, images }): [string, number] => [foldText(name), images]);
        assert.deepEqual(
          counts.sort(([a], [b]) => (a < b ? -1 : 1)),
          expected,
        );
      }
    } finally {
      one.database.close();
      other.database.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  for (const by of ["relevance", "size", "key", "labels"] as const) {
    it(`give each image once, by ${by}, while others come and go`, async () => {
      const { index, chance } = randomIndex(71, 300);
      const query: Query = { ...everything, sort: { by, isReversed: false } };
      const before = index.expected(query);
      const seen: string[] = [];
      let next = 1000;
      for (let after: string | undefined; ; ) {
        const page = await index.searcher.search(query, { limit: 17, after });
        seen.push(...page.images.map(({ object }) => uriOf(object)));
        after = page.after;
        if (after === undefined) break;
        index.set(next, randomImage(chance, next++));
        // The image that the next page goes on after is gone, too.
        const last = [...index.images].find(([, { object }]) => uriOf(object) === seen.at(-1));
        if (last && chance.is(0.5)) index.remove(last[0]);
      }
      assert.equal(new Set(seen).size, seen.length);
      const old = new Set(before);
      assert.deepEqual(
        seen.filter((uri) => old.has(uri)),
        before,
      );
    });
  }

  it("judge labels as the language does", () => {
    const { index } = randomIndex(81, 100);
    for (const [number, { detection, corrections }] of index.images) {
      const expected = judgedLabels(detection?.labels ?? [], corrections).length;
      const row = index.database.prepare("SELECT labels FROM images WHERE id = ?").get(number);
      assert.equal(row?.["labels"], expected);
    }
  });
});
