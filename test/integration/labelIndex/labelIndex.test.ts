import assert from "node:assert/strict";
import { join } from "node:path";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import type { ObjectVersion, StoredDetection } from "../../../src/labelIndex/storedDetection.ts";
import { parseQuery } from "../../../src/query/parse.ts";
import { hostileNames, label, outerwear } from "../../unit/labels/label.ts";
import {
  answer,
  count,
  everything,
  forgetPlace,
  otherMd5,
  photo,
  program,
  temporaryFolder,
} from "./answers.ts";

describe("label index", () => {
  const folder = temporaryFolder();
  let file: string;
  let index: LabelIndex;

  // One file for all: to make one takes longer than most of these tests.
  before(async () => {
    file = join(folder(), "storage", "labels.sqlite");
    index = LabelIndex.open(file, { program, onProblem: ({ code }) => assert.fail(code) });
  });
  afterEach(() => index.forget({ kind: "query", query: everything }));
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
      "prefers the newest to answers at the same threshold and above",
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
    it(behaviour, async () => {
      for (const one of saved) await index.save(one);
      assert.equal((await index.find(version, threshold))?.requestId, requestId);
    });
  }

  it("gives back what was saved", async () => {
    const given = answer({ labels: [outerwear, label("外套", { alias: "大衣" }), label("Sky")] });
    await index.save(given);
    const etag = "5B3C1A2E053D763E1B002CC607C5A0FE";
    const expected = { ...given, object: { ...photo, etag } };
    assert.deepEqual(await index.find(photo, 0.7), expected);
    assert.deepEqual(
      await index.latest({ account: "work", bucket: "photos", key: photo.key }),
      expected,
    );
  });

  it("gives back answers of which little is known", async () => {
    const object = { account: "", bucket: "b", key: "k" };
    const given: StoredDetection = { object, threshold: 0, detectedAt: "", labels: [], raw: "" };
    await index.save(given);
    assert.deepEqual(await index.latest({ account: "", bucket: "b", key: "k" }), given);
  });

  it("gives the newest answer of an object, whatever its bytes", async () => {
    await index.save(at(0.5));
    await index.save(at(0.9, { object: changed }));
    assert.equal(
      (await index.latest({ account: "work", bucket: "photos", key: photo.key }))?.requestId,
      "asked at 0.9",
    );
    assert.equal(await index.latest({ account: "work", bucket: "photos", key: "else" }), undefined);
  });

  it("keeps one answer where bytes cannot be recognised", async () => {
    const object = { account: "work", bucket: "photos", key: "unknown.jpg" };
    for (let round = 0; round < 3; round++) await index.save(answer({ object }));
    assert.equal(await count(index), 1);
  });

  it("keeps hostile names, keys and accounts as they are", async () => {
    for (const name of [
      ...hostileNames,
      "';DROP TABLE answers;--",
      "%_",
      "a\u0000b",
      "照片/a b+c.jpg",
    ]) {
      const object = { ...photo, account: name, bucket: name, key: name };
      await index.save(answer({ object, labels: [label(name, { alias: name, parent: name })] }));
      assert.deepEqual((await index.latest({ account: name, bucket: name, key: name }))?.labels, [
        label(name, { alias: name, parent: name }),
      ]);
    }
  });

  it("keeps the start of a body that is too long", async () => {
    await index.save(answer({ raw: "x".repeat(3_000_000) }));
    assert.equal((await index.find(photo, 0.7))?.raw.length, 1_000_000);
  });

  it("gives copies a newer answer about their bytes, and nobody else", async () => {
    const first = answer({ detectedAt: "2026-11-24T08:00:00.000Z" });
    const copy = { ...photo, key: "copy.jpg" };
    const changed = { ...photo, key: "changed.jpg" };
    const unasked = { ...photo, key: "unasked.jpg" };
    const elsewhere = { ...photo, account: "other" };
    await index.saveMany([photo, copy, changed, elsewhere].map((object) => ({ ...first, object })));
    await index.see([{ ...changed, crc64: "77", etag: otherMd5 }, unasked]);
    await index.save(
      answer({ detectedAt: "2026-11-25T08:00:00.000Z", labels: [], threshold: 0.5 }),
    );
    const latest = async (object: ObjectVersion) => (await index.latest(object))?.detectedAt;
    assert.deepEqual(await Promise.all([photo, copy, changed, unasked, elsewhere].map(latest)), [
      "2026-11-25T08:00:00.000Z",
      "2026-11-25T08:00:00.000Z",
      "2026-11-24T08:00:00.000Z",
      undefined,
      "2026-11-24T08:00:00.000Z",
    ]);
    assert.equal((await index.image(copy))?.labels.length, 0);
    // An older answer that comes later changes nothing of them.
    await index.save(answer({ detectedAt: "2026-11-23T08:00:00.000Z" }));
    assert.equal(await latest(copy), "2026-11-25T08:00:00.000Z");
  });

  it("takes away an object with the copies of its bytes, and gives all of it back", async () => {
    const other: ObjectVersion = { ...changed, key: "other.jpg" };
    const made = [
      at(0.2, { detectedAt: "2026-03-01T08:00:00.000Z" }),
      at(0.9, { detectedAt: "2026-03-02T08:00:00.000Z", object: changed }),
      at(0.7, { detectedAt: "2026-03-03T08:00:00.000Z", object: copy }),
      at(0.8, { detectedAt: "2026-03-04T08:00:00.000Z" }),
    ];
    for (const detection of [...made, at(0.7, { object: other })]) await index.save(detection);
    // The last of them is the copy's, too.
    const kept = [...made, ...made.slice(-1)];
    const forgotten = await index.forget({ kind: "objects", versions: [photo] });
    assert.equal(forgotten?.detections, kept.length);
    assert.deepEqual(
      forgotten.objects?.map(({ bucket, key }) => [bucket, key]),
      [
        [photo.bucket, photo.key],
        [copy.bucket, copy.key],
      ],
    );
    assert.equal(await index.find(photo, 1), undefined);
    assert.equal(await index.latest(copy), undefined);
    assert.equal(await count(index), 1, "another picture stays known");
    assert.deepEqual(
      (await index.undoForget(forgotten.id)).map(({ bucket, key }) => [bucket, key]),
      [photo, copy].map(({ bucket, key }) => [bucket, key]),
    );
    assert.equal(await count(index), kept.length + 1);
    const { images } = await index.exported(everything, { limit: 10 });
    const dates = images
      .filter(({ object }) => object.key !== other.key)
      .flatMap(({ detections }) => detections.map(({ detectedAt }) => detectedAt));
    assert.deepEqual(
      dates.sort(),
      kept.map(({ detectedAt }) => detectedAt),
    );
    assert.deepEqual(await index.undoForget(forgotten.id), [], "once");
  });

  it("keeps what a copy had of other bytes", async () => {
    await index.save(at(0.7, { object: copy }));
    await index.save(at(0.7, { object: { ...copy, etag: otherMd5, crc64: "1" } }));
    assert.equal((await index.forget({ kind: "objects", versions: [photo] }))?.detections, 1);
    assert.equal((await index.latest(copy))?.object.crc64, "1");
  });

  it("keeps what a newer detection says again, so that people can compare, but not for ever", async () => {
    const thresholds = [0.9, 0.8, 0.7, 0.7, 0.7, 0.6, 0.5, 0.3];
    for (const [day, threshold] of thresholds.entries()) {
      await index.save(at(threshold, { detectedAt: `2026-03-0${day + 1}T08:00:00.000Z` }));
    }
    const { images } = await index.exported(everything, { limit: 10 });
    assert.deepEqual(
      images[0]?.detections?.map(({ threshold }) => threshold),
      thresholds.slice(-6),
    );
    assert.equal((await index.find(photo, 0.9))?.threshold, 0.3);
    assert.equal((await index.search(everything, { limit: 9 })).total, 1);
  });

  it("keeps no older detection of bytes that nobody can recognise", async () => {
    const { etag: _, crc64: __, ...object } = photo;
    for (const threshold of [0.9, 0.7]) await index.save(at(threshold, { object }));
    assert.equal(await count(index), 1);
  });

  it("knows the newest after it was given back what is older", async () => {
    await index.save(at(0.2, { detectedAt: "2026-03-01T08:00:00.000Z" }));
    const forgotten = await index.forget({ kind: "objects", versions: [photo] });
    await index.save(at(0.7, { detectedAt: "2026-03-02T08:00:00.000Z", requestId: "newer" }));
    await index.undoForget(forgotten?.id ?? 0);
    assert.equal((await index.latest(photo))?.requestId, "newer");
    assert.equal((await index.find(photo, 0.2))?.requestId, "asked at 0.2");
  });

  it("forgets an object, a bucket or an account", async () => {
    const objects = [
      photo,
      { ...photo, key: "else.jpg" },
      { ...photo, bucket: "backup" },
      { ...photo, account: "private" },
    ];
    for (const object of objects) await index.save(answer({ object }));
    assert.equal(await forgetPlace(index, "work", "photos", photo.key), 1);
    assert.equal(await forgetPlace(index, "work", "photos"), 1);
    assert.equal(await forgetPlace(index, "work"), 1);
    assert.equal(await forgetPlace(index, "work"), 0);
    assert.equal(await count(index), 1);
  });

  it("follows an account to its new name", async () => {
    await index.save(answer());
    await index.renameAccount("work", "office");
    assert.equal(await index.find(photo, 0.7), undefined);
    assert.equal(
      (await index.find({ ...photo, account: "office" }, 0.7))?.object.account,
      "office",
    );
  });

  it("finds what another account was told of the same object and bytes", async () => {
    for (const account of ["a", "b", "work"]) {
      await index.save(answer({ object: { ...photo, account } }));
    }
    const find = async (version: ObjectVersion, threshold: number, ...leftOut: string[]) =>
      (await index.find(version, threshold, leftOut))?.object.account;
    const mine = { ...photo, account: "new" };
    assert.equal(await index.find(mine, 0.7), undefined);
    assert.equal(await find(mine, 0.7), "a");
    assert.equal(await find(mine, 0.7, "a"), "b");
    assert.equal(await find(mine, 0.7, "a", "b", "work"), undefined);
    assert.equal(await find({ ...photo, account: "a" }, 0.7, "b"), "a");
    assert.equal(await find(mine, 0.6), undefined);
    assert.equal(await find({ ...mine, etag: otherMd5, crc64: "1" }, 0.7), undefined);
    assert.equal(await find({ ...mine, key: "else.jpg" }, 0.7), undefined);
    assert.equal(await find({ ...mine, bucket: "else" }, 0.7), undefined);
  });

  describe("search", () => {
    const search = async (text: string) => {
      const query = parseQuery(text);
      const { images } = await index.search(query, { limit: 10 });
      return images.map(({ object, labels }) => [object.key, ...labels.map(({ name }) => name)]);
    };

    beforeEach(async () => {
      const save = (key: string, names: string[], account = "work") =>
        index.save(
          answer({ object: { ...photo, account, key }, labels: names.map((name) => label(name)) }),
        );
      await save("a.jpg", ["Old label"]);
      await index.save(
        answer({
          object: { ...changed, key: "a.jpg" },
          labels: [label("户外服装", { alias: "Outdoor wear" }), label("天空")],
        }),
      );
      await save("b.jpg", ["Golden retriever", "100%"]);
      await save("c.jpg", ["Sky"], "private");
    });

    const searches: [text: string, found: string[][]][] = [
      ["服装", [["a.jpg", "户外服装", "天空"]]],
      ["golden", [["b.jpg", "Golden retriever", "100%"]]],
      ["golden sky", []],
      ["ｓｋｙ", [["c.jpg", "Sky"]]],
      ['"old label"', []],
      ["is:outdated", []],
      ["account:private", [["c.jpg", "Sky"]]],
      ["%", [["b.jpg", "Golden retriever", "100%"]]],
      ["_", []],
      ["'", []],
    ];
    for (const [text, found] of searches) {
      it(`of "${text}"`, async () => {
        assert.deepEqual(await search(text), found);
      });
    }
  });

  it("answers in well under a millisecond among ten thousand", async () => {
    const known = (i: number) => ({ ...photo, key: `${i}.jpg`, etag: "", crc64: `${i}`, size: 9 });
    const all = Array.from({ length: 10_000 }, (_, i) => answer({ object: known(i) }));
    await index.saveMany(all);
    assert.equal(await count(index), 10_000);
    const start = process.cpuUsage();
    for (let i = 0; i < 200; i++) {
      const object = known(i * 49);
      assert.ok(await index.find(object, 0.7));
      assert.ok(await index.find({ ...object, key: "moved.jpg" }, 0.7));
      assert.ok(!(await index.find({ ...object, crc64: "unknown" }, 0.7)));
      assert.ok(await index.latest(object));
    }
    const { user, system } = process.cpuUsage(start);
    assert.ok((user + system) / 1000 / 800 < 1);
  });

  it("does nothing after it was closed", async () => {
    const closed = LabelIndex.open(file, { program });
    await closed.close();
    await closed.save(answer());
    assert.equal(await closed.find(photo, 0.7), undefined);
    assert.equal(await closed.latest(photo), undefined);
    assert.equal(await forgetPlace(closed, "work"), undefined);
    assert.equal((await closed.search(everything, { limit: 1 })).total, 0);
    assert.equal(await count(closed), 0);
    await closed.close();
    assert.equal(await count(index), 0);
  });
});
