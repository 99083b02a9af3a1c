import assert from "node:assert/strict";
import { join } from "node:path";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import type { ObjectVersion, StoredDetection } from "../../../src/labelIndex/storedDetection.ts";
import { hostileNames, label, outerwear } from "../../unit/labels/label.ts";
import { answer, change, otherMd5, photo, temporaryFolder } from "./answers.ts";

describe("label index", () => {
  const folder = temporaryFolder();
  let file: string;
  let index: LabelIndex;

  // One file for all: to make one takes longer than most of these tests.
  before(async () => {
    file = join(folder(), "storage", "labels.sqlite");
    index = await LabelIndex.open(file, { onProblem: ({ message }) => assert.fail(message) });
  });
  afterEach(() => change(file, "DELETE FROM answers"));
  after(() => index.close());

  const changed: ObjectVersion = { ...photo, etag: otherMd5, crc64: "1" };
  const copy: ObjectVersion = { ...photo, bucket: "backup", key: "coat copy.jpg" };
  const at = (threshold: number, known: Partial<StoredDetection> = {}) =>
    answer({ threshold, requestId: `asked at ${threshold}`, ...known });

  const findings: [
    behaviour: string,
    saved: StoredDetection[],
    version: ObjectVersion,
    threshold: number,
    requestId: string | undefined,
  ][] = [
    ["knows nothing at first", [], photo, 0.7, undefined],
    ["finds an answer at its threshold", [at(0.7)], photo, 0.7, "asked at 0.7"],
    ["serves a higher threshold from a lower one", [at(0.5)], photo, 0.7, "asked at 0.5"],
    ["serves no lower threshold than it was asked for", [at(0.7)], photo, 0.69, undefined],
    ["prefers the newest", [at(0.5), at(0.7)], photo, 0.9, "asked at 0.7"],
    ["still serves what only the older covers", [at(0.5), at(0.7)], photo, 0.6, "asked at 0.5"],
    [
      "replaces answers at the same threshold and above",
      [at(0.7), at(0.9), at(0.6, { requestId: "fresh" })],
      photo,
      0.95,
      "fresh",
    ],
    ["does not take other bytes for these", [at(0.7)], changed, 0.7, undefined],
    ["remembers earlier bytes", [at(0.7), answer({ object: changed })], photo, 0.7, "asked at 0.7"],
    ["finds a copy by its bytes", [at(0.7)], copy, 0.7, "asked at 0.7"],
    [
      "prefers the same key to a newer copy",
      [at(0.7), at(0.7, { object: copy, requestId: "of the copy" })],
      photo,
      0.7,
      "asked at 0.7",
    ],
    ["keeps accounts apart", [at(0.7)], { ...photo, account: "private" }, 0.7, undefined],
    [
      "knows an object by its CRC-64 alone",
      [at(0.7, { object: { account: "work", bucket: "photos", key: photo.key, crc64: "5" } })],
      { ...photo, crc64: "5" },
      0.7,
      "asked at 0.7",
    ],
    [
      "does not guess where bytes are unknown",
      [at(0.7)],
      { account: "work", bucket: "photos", key: photo.key },
      0.7,
      undefined,
    ],
    ["bears thresholds at both ends", [at(0)], photo, 1, "asked at 0"],
  ];
  for (const [behaviour, saved, version, threshold, requestId] of findings) {
    it(behaviour, () => {
      for (const one of saved) index.save(one);
      assert.equal(index.find(version, threshold)?.requestId, requestId);
    });
  }

  it("gives back what was saved", () => {
    const given = answer({ labels: [outerwear, label("外套", { alias: "大衣" }), label("Sky")] });
    index.save(given);
    const etag = "5B3C1A2E053D763E1B002CC607C5A0FE";
    const expected = { ...given, object: { ...photo, etag } };
    assert.deepEqual(index.find(photo, 0.7), expected);
    assert.deepEqual(index.latest({ account: "work", bucket: "photos", key: photo.key }), expected);
  });

  it("gives back answers of which little is known", () => {
    const object = { account: "", bucket: "b", key: "k" };
    const given: StoredDetection = { object, threshold: 0, detectedAt: "", labels: [], raw: "" };
    index.save(given);
    assert.deepEqual(index.latest({ account: "", bucket: "b", key: "k" }), given);
  });

  it("gives the newest answer of an object, whatever its bytes", () => {
    index.save(at(0.5));
    index.save(at(0.9, { object: changed }));
    assert.equal(
      index.latest({ account: "work", bucket: "photos", key: photo.key })?.requestId,
      "asked at 0.9",
    );
    assert.equal(index.latest({ account: "work", bucket: "photos", key: "else" }), undefined);
  });

  it("keeps one answer where bytes cannot be recognised", () => {
    const object = { account: "work", bucket: "photos", key: "unknown.jpg" };
    for (let round = 0; round < 3; round++) index.save(answer({ object }));
    assert.equal(index.count(), 1);
  });

  it("keeps hostile names, keys and accounts as they are", () => {
    for (const name of [
      ...hostileNames,
      "';DROP TABLE answers;--",
      "%_",
      "a\u0000b",
      "照片/a b+c.jpg",
    ]) {
      const object = { ...photo, account: name, bucket: name, key: name };
      index.save(answer({ object, labels: [label(name, { alias: name, parent: name })] }));
      assert.deepEqual(index.latest({ account: name, bucket: name, key: name })?.labels, [
        label(name, { alias: name, parent: name }),
      ]);
    }
  });

  it("keeps the start of a body that is too long", () => {
    index.save(answer({ raw: "x".repeat(3_000_000) }));
    assert.equal(index.find(photo, 0.7)?.raw.length, 1_000_000);
  });

  it("takes away an object with the copies of its bytes, and gives all of it back", () => {
    const other: ObjectVersion = { ...changed, key: "other.jpg" };
    const made = [
      at(0.2, { detectedAt: "2026-03-01T08:00:00.000Z" }),
      at(0.9, { detectedAt: "2026-03-02T08:00:00.000Z", object: changed }),
      at(0.7, { detectedAt: "2026-03-03T08:00:00.000Z", object: copy }),
      at(0.8, { detectedAt: "2026-03-04T08:00:00.000Z" }),
    ];
    for (const detection of [...made, at(0.7, { object: other })]) index.save(detection);
    const taken = index.take(photo) ?? [];
    const facts = ({ requestId, detectedAt }: StoredDetection) => [requestId, detectedAt];
    assert.deepEqual(taken.map(facts), made.map(facts));
    assert.equal(index.find(photo, 1), undefined);
    assert.equal(index.latest(copy), undefined);
    assert.equal(index.count(), 1, "another picture stays known");
    assert.deepEqual(index.take(photo), []);
    index.restore(taken);
    assert.equal(index.count(), 5);
    assert.deepEqual(index.take(photo), taken);
  });

  it("knows the newest after it was given back what is older", () => {
    index.save(at(0.2, { detectedAt: "2026-03-01T08:00:00.000Z" }));
    const taken = index.take(photo) ?? [];
    index.save(at(0.7, { detectedAt: "2026-03-02T08:00:00.000Z", requestId: "newer" }));
    index.restore(taken);
    assert.equal(index.latest(photo)?.requestId, "newer");
    assert.equal(index.find(photo, 0.2)?.requestId, "asked at 0.2");
  });

  it("forgets an object, a bucket or an account", () => {
    const objects = [
      photo,
      { ...photo, key: "else.jpg" },
      { ...photo, bucket: "backup" },
      { ...photo, account: "private" },
    ];
    for (const object of objects) index.save(answer({ object }));
    assert.equal(index.forget("work", "photos", photo.key), 1);
    assert.equal(index.forget("work", "photos"), 1);
    assert.equal(index.forget("work"), 1);
    assert.equal(index.forget("work"), 0);
    assert.equal(index.count(), 1);
  });

  it("follows an account to its new name", () => {
    index.save(answer());
    index.renameAccount("work", "office");
    assert.equal(index.find(photo, 0.7), undefined);
    assert.equal(index.find({ ...photo, account: "office" }, 0.7)?.object.account, "office");
  });

  it("finds what another account was told of the same object and bytes", () => {
    for (const account of ["a", "b", "work"]) {
      index.save(answer({ object: { ...photo, account } }));
    }
    const find = (version: ObjectVersion, threshold: number, ...leftOut: string[]) =>
      index.findElsewhere(version, threshold, (account) => leftOut.includes(account))?.object
        .account;
    const mine = { ...photo, account: "new" };
    assert.equal(index.find(mine, 0.7), undefined);
    assert.equal(find(mine, 0.7), "a");
    assert.equal(find(mine, 0.7, "a"), "b");
    assert.equal(find(mine, 0.7, "a", "b", "work"), undefined);
    assert.equal(find({ ...photo, account: "a" }, 0.7, "b"), "work");
    assert.equal(find(mine, 0.6), undefined);
    assert.equal(find({ ...mine, etag: otherMd5, crc64: "1" }, 0.7), undefined);
    assert.equal(find({ ...mine, key: "else.jpg" }, 0.7), undefined);
    assert.equal(find({ ...mine, bucket: "else" }, 0.7), undefined);
  });

  describe("search", () => {
    const search = async (text: string, account?: string) =>
      (await index.search(text, account)).map(({ object, labels }) => [
        object.key,
        ...labels.map(({ name }) => name),
      ]);

    beforeEach(() => {
      const save = (key: string, names: string[], account = "work") =>
        index.save(
          answer({ object: { ...photo, account, key }, labels: names.map((name) => label(name)) }),
        );
      save("a.jpg", ["Old label"]);
      index.save(
        answer({
          object: { ...changed, key: "a.jpg" },
          labels: [label("户外服装", { alias: "Outdoor wear" }), label("天空")],
        }),
      );
      save("b.jpg", ["Golden retriever", "100%"]);
      save("c.jpg", ["Sky"], "private");
    });

    const searches: [text: string, account: string | undefined, found: string[][]][] = [
      ["服装", undefined, [["a.jpg", "户外服装"]]],
      ["OUTDOOR", undefined, [["a.jpg", "户外服装"]]],
      ["golden", "work", [["b.jpg", "Golden retriever"]]],
      ["golden sky", undefined, []],
      ["sky", "work", []],
      ["ｓｋｙ", "private", [["c.jpg", "Sky"]]],
      ["old label", undefined, []],
      ["%", undefined, [["b.jpg", "100%"]]],
      ["_", undefined, []],
      ["'", undefined, []],
    ];
    for (const [text, account, found] of searches) {
      it(`of "${text}" in ${account ?? "all accounts"}`, async () => {
        assert.deepEqual(await search(text, account), found);
      });
    }
  });

  it("searches a little at a time, and no further than it must", async () => {
    index.save(answer());
    change(file, copyAnswer(49_999));
    let turns = 0;
    let isDone = false;
    const others = (async () => {
      while (!isDone) {
        await new Promise((resolve) => setImmediate(resolve));
        turns += 1;
      }
    })();
    assert.deepEqual(await index.search("a word that is nowhere"), []);
    assert.ok(turns > 10, `${turns} turns for others`);
    assert.equal((await index.search("outer")).length, 1000);
    assert.equal((await index.search(" ", "work", 7)).length, 7);
    isDone = true;
    await others;
  });

  it("answers in well under a millisecond among ten thousand", () => {
    index.save(answer());
    change(file, copyAnswer(9_999));
    assert.equal(index.count(), 10_000);
    const start = process.cpuUsage();
    for (let i = 0; i < 200; i++) {
      const { account, bucket } = photo;
      const key = `${i * 49}.jpg`;
      const object = { account, bucket, crc64: `${i * 49}`, size: 9 };
      assert.ok(index.find({ ...object, key }, 0.7));
      assert.ok(index.find({ ...object, key: "moved.jpg" }, 0.7));
      assert.ok(!index.find({ ...object, key, crc64: "unknown" }, 0.7));
      assert.ok(index.latest({ account, bucket, key }));
    }
    const { user, system } = process.cpuUsage(start);
    assert.ok((user + system) / 1000 / 800 < 1);
  });

  it("does nothing after it was closed", async () => {
    const closed = await LabelIndex.open(file);
    closed.close();
    closed.save(answer());
    assert.equal(closed.find(photo, 0.7), undefined);
    assert.equal(closed.latest({ account: "work", bucket: "photos", key: photo.key }), undefined);
    assert.equal(closed.forget("work"), 0);
    assert.deepEqual(await closed.search("o"), []);
    assert.equal(closed.count(), 0);
    closed.close();
    assert.equal(index.count(), 0);
  });
});

/** SQL that copies the only answer to other objects; far faster than to save each. */
const copyAnswer = (count: number) => `
  WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count - 1})
  INSERT INTO answers (account, bucket, key, crc64, size, threshold, detected_at, labels, words)
  SELECT account, bucket, n || '.jpg', n || '', 9, threshold, detected_at, labels, words
  FROM numbers JOIN answers`;
