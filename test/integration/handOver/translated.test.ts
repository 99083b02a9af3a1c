/** What the sample's engines answer to translated queries, beside what the language means by them. */
import assert from "node:assert/strict";
import { imageOfFile } from "../../../src/handOver/intake.ts";
import { translateToImm } from "../../../src/handOver/translateToImm.ts";
import { translateToMetaQuery } from "../../../src/handOver/translateToMetaQuery.ts";
import type { Place, Spellings } from "../../../src/handOver/translation.ts";
import type { ImmFile } from "../../../src/imm/datasets.ts";
import { foldText } from "../../../src/labels/search.ts";
import { OssClient } from "../../../src/oss/client.ts";
import { type JudgedImage, judgedImage, matches } from "../../../src/query/judge.ts";
import type { Condition, Query, ScoreTest } from "../../../src/query/query.ts";
import { writeQuery } from "../../../src/query/write.ts";
import { readCatalogue } from "../../../src/sample/store/catalogue.ts";
import { tagChange } from "../../../src/writeBack/tagChange.ts";
import { boundDataset, type SampleImm, withSampleImm } from "../imm/sampleImm.ts";
import { accountAt } from "../oss/loopback.ts";
import { pick, type Random, randomNumbers } from "../sample/random.ts";

const place: Place = { account: "test", bucket: "sample", prefix: "" };
const rules = { keyPrefix: "label-", maxTags: 5, otherNames: "spell" } as const;
const queries = 300;

describe("a translated query", () => {
  /** Runs `work` with a bound dataset of the shipped pictures, and the same pictures as the language judges them. */
  async function withPictures(
    work: (
      scene: SampleImm,
      files: readonly ImmFile[],
      images: readonly JudgedImage[],
    ) => Promise<void>,
  ): Promise<void> {
    const catalogue = await readCatalogue("media/sample");
    await withSampleImm(
      async (scene) => {
        const { name } = await boundDataset(scene);
        const { files } = await scene.imm.query({ ...name, maxResults: 100 });
        assert.ok(files.length > 20);
        await work(scene, files, files.map(judged));
      },
      { catalogue, faults: new Map() },
    );
  }

  function judged(file: ImmFile): JudgedImage {
    const object = imageOfFile(file, place.account);
    assert.ok(object);
    return judgedImage({
      object,
      isOutdated: false,
      ...(file.labels && {
        detection: { labels: file.labels, detectedAt: "2026-11-01T00:00:00.000Z" },
      }),
    });
  }

  const keysOf = (images: readonly JudgedImage[], condition: Condition) =>
    images.filter((image) => matches(condition, image)).map(({ object }) => object.key);

  const spellingsOf =
    (names: readonly string[]): Spellings =>
    ({ text }) => {
      const written = names.filter((name) => foldText(name) === text);
      return written.length > 0 ? written : [text];
    };

  /** Of what IMM answers just as the language means it: names themselves, scores, places, numbers. */
  function chance(random: Random, names: readonly string[], depth = 0): Condition {
    const some = () => chance(random, names, depth + 1);
    const kind = pick(random, [
      ...(depth < 2 ? (["and", "and", "or", "or", "or", "not", "not", "not"] as const) : []),
      ...(["label", "label", "scores", "prefix", "size", "modified", "labels", "class"] as const),
    ]);
    const name = { match: "equal", text: foldText(pick(random, names)) } as const;
    switch (kind) {
      case "and":
      case "or":
        return { kind, of: [some(), some()] };
      case "not":
        return { kind, of: some() };
      case "label":
        return { kind, name, reach: "exact", where: [] };
      case "scores":
        return { kind: "label", name, reach: "exact", where: [score(random)] };
      case "prefix":
        return { kind, text: pick(random, ["animals/", "travel/", "products/", "照片/", "x"]) };
      case "size":
        return { kind, test: { operator: pick(random, [">", "<="]), value: 40_000 } };
      case "modified":
        return { kind, test: { operator: "on-day", value: Date.parse("2025-06-01T00:00:00Z") } };
      case "labels":
        return { kind, test: { operator: pick(random, [">", "="]), value: 0 } };
      case "class":
        return { kind, storageClass: pick(random, ["standard", "ia"]) };
    }
  }

  function score(random: Random): ScoreTest {
    return {
      score: pick(random, ["confidence", "centric"]),
      operator: pick(random, [">", ">=", "<"]),
      value: pick(random, [0.3, 0.6, 0.9]),
    };
  }

  it("finds at IMM what the language means by it, where nothing else is said", async () => {
    await withPictures(async ({ imm }, files, images) => {
      const names = [
        ...new Set(files.flatMap(({ labels = [] }) => labels.map(({ name }) => name))),
      ];
      const random = randomNumbers(20_261_125);
      let asked = 0;
      let found = 0;
      for (let count = 0; count < queries; count += 1) {
        const query: Query = {
          condition: chance(random, names),
          sort: { by: "key", isReversed: false },
        };
        const translation = translateToImm(query, place, spellingsOf(names));
        const expected = keysOf(images, query.condition);
        if (translation.kind === "nothing") assert.deepEqual(expected, [], writeQuery(query));
        if (translation.kind !== "translated") continue;
        const { files: answer } = await imm.query({
          ...{ project: "sample-project", dataset: "all" },
          ...(translation.query && { query: translation.query }),
          ...(translation.sort && { sort: [translation.sort] }),
          maxResults: 100,
        });
        const keys = answer.map(({ uri }) => uri.slice("oss://sample/".length));
        assert.deepEqual([...keys].sort(), [...expected].sort(), writeQuery(query));
        asked += 1;
        found += keys.length;
      }
      assert.ok(asked > queries / 2 && found > queries, `${asked} asked, ${found} found`);
    });
  });

  it("finds at IMM no image without the label, where those below it count, too", async () => {
    await withPictures(async ({ imm }, files, images) => {
      const labels = files.flatMap(({ labels = [] }) => labels);
      const parents = new Set(labels.flatMap(({ parent }) => parent ?? []));
      let found = 0;
      for (const parent of parents) {
        const name = { match: "equal", text: foldText(parent) } as const;
        const condition: Condition = { kind: "label", name, reach: "below", where: [] };
        const query: Query = { condition, sort: { by: "key", isReversed: false } };
        const translation = translateToImm(query, place, spellingsOf([...parents]));
        assert.ok(translation.kind === "translated" && translation.query);
        const asked = { project: "sample-project", dataset: "all", maxResults: 100 };
        const answer = await imm.query({ ...asked, query: translation.query });
        const expected = keysOf(images, condition);
        const keys = answer.files.map(({ uri }) => uri.slice("oss://sample/".length));
        assert.deepEqual(
          keys.filter((key) => !expected.includes(key)),
          [],
          parent,
        );
        assert.ok(keys.length > 0, parent);
        found += keys.length;
      }
      assert.ok(found > parents.size);
    });
  });

  it("finds in the bucket's index what is tagged, and names, sizes and dates as the language does", async () => {
    await withPictures(async ({ server }, files, images) => {
      const { accessKeyId, accessKeySecret, endpoint } = server;
      const credentials = async () => ({ accessKeyId, accessKeySecret });
      const client = new OssClient(accountAt(endpoint, { credentials }));
      try {
        const tagged = new Map<string, Set<string>>();
        for (const [at, file] of files.entries()) {
          const object = images[at]?.object;
          if (!object || !file.labels) continue;
          const { after } = tagChange({ object, labels: file.labels }, [], rules);
          if (after.length === 0) continue;
          await client.putObjectTagging(object, after);
          for (const { name } of file.labels) {
            const change = tagChange({ object, labels: [{ ...empty, name }] }, [], rules);
            const [value] = change.after.map((tag) => tag.value);
            if (!after.some((tag) => tag.value === value)) continue;
            tagged.set(name, (tagged.get(name) ?? new Set()).add(object.key));
          }
        }
        await client.openMetaQuery("sample");
        await client.metaQueryStatus("sample");
        const ask = async (condition: Condition) => {
          const query: Query = { condition, sort: { by: "key", isReversed: false } };
          const spellings = spellingsOf([...tagged.keys()]);
          const translation = translateToMetaQuery(query, place, spellings, rules);
          assert.ok(translation.kind === "translated", writeQuery(query));
          const asked = { ...(translation.query && { query: translation.query }), maxResults: 100 };
          return (await client.queryMetadata("sample", asked)).objects.map(({ key }) => key).sort();
        };
        assert.ok(tagged.size > 50);
        for (const [name, keys] of tagged) {
          const text = foldText(name);
          const found = await ask({
            kind: "label",
            name: { match: "equal", text },
            reach: "exact",
            where: [],
          });
          assert.deepEqual(found, [...keys].sort(), name);
        }
        const plain: Condition[] = [
          { kind: "prefix", text: "travel/" },
          { kind: "size", test: { operator: ">", value: 40_000 } },
          { kind: "not", of: { kind: "size", test: { operator: ">", value: 40_000 } } },
          { kind: "modified", test: { operator: "<", value: Date.parse("2026-01-01T00:00:00Z") } },
          { kind: "class", storageClass: "standard" },
        ];
        for (const condition of plain) {
          assert.deepEqual(await ask(condition), keysOf(images, condition).sort());
        }
      } finally {
        await client.close();
      }
    });
  });
});

const empty = {
  level: undefined,
  parent: undefined,
  confidence: undefined,
  centricScore: undefined,
  language: undefined,
  alias: undefined,
};
