/** Indexes that released versions wrote, opened by this one. */
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import { answer, change, count, program, temporaryFolder } from "./answers.ts";

describe("an index of version 0.1.0", () => {
  const folder = temporaryFolder();
  let index: LabelIndex;
  const problems: string[] = [];

  before(async () => {
    const file = join(folder(), "labels.sqlite");
    copyFileSync("test/vectors/labelIndex/0.1.0.sqlite", file);
    index = LabelIndex.open(file, { program, onProblem: ({ code }) => problems.push(code) });
  });
  after(() => index.close());

  it("is taken over whole, without a word", async () => {
    assert.equal(await count(index), 8);
    assert.ok((await index.summary()).isKept);
    assert.deepEqual(problems, []);
  });

  const newest: [string, string, string, number, string, string[]][] = [
    // Written before one that was made earlier.
    ["work", "photos", "2026/coat.jpg", 0.3, "2026-02-01T08:00:00.000Z", ["Outerwear", "Zipper"]],
    [
      "work",
      "photos",
      "动物/沙发上的猫 🐈.png",
      0.1,
      "2026-03-02T08:00:00.000Z",
      ["动物", "猫", "沙发"],
    ],
    ["work", "photos", "copy of cat.png", 0.7, "2026-03-03T08:00:00.000Z", ["猫"]],
    ["Sample", "sample", "example.jpg", 0.7, "2026-04-01T00:00:00.000Z", ["no numbers"]],
    [
      "other",
      "b-1",
      "no fingerprint.jpg",
      0,
      "2026-05-01T00:00:00.000Z",
      ["=1+1", 'quote " and \\ and <b>'],
    ],
    ["other", "b-1", "uploaded/7f-name.jpg", 1, "2026-05-02T00:00:00.000Z", []],
    ["new name", "b-2", "moved.jpg", 0.7000001, "2026-05-03T00:00:00.000Z", ["Bicycle"]],
  ];
  for (const [account, bucket, key, threshold, detectedAt, names] of newest) {
    it(`knows ${account}: ${key}`, async () => {
      const answer = await index.latest({ account, bucket, key });
      assert.deepEqual(
        answer && {
          ...answer,
          object: answer.object.key,
          labels: answer.labels.map(({ name }) => name),
        },
        {
          ...answer,
          object: key,
          threshold,
          detectedAt,
          labels: names,
        },
      );
    });
  }

  it("keeps numbers, parents, languages, the request and the body", async () => {
    const bytes = { crc64: "9962519317166021344", size: 4 };
    const coat = await index.find(
      { account: "work", bucket: "photos", key: "2026/coat.jpg", ...bytes },
      0.3,
    );
    assert.deepEqual(JSON.parse(JSON.stringify(coat?.labels)), [
      { name: "Outerwear", level: 2, parent: "Clothing", confidence: 1, centricScore: 0.82 },
      { name: "Zipper", level: 3, parent: "Outerwear", confidence: 0.35, centricScore: 0.1 },
    ]);
    const cat = await index.latest({
      account: "work",
      bucket: "photos",
      key: "动物/沙发上的猫 🐈.png",
    });
    assert.equal(cat?.labels[1]?.language, "zh-Hans");
    assert.equal(cat?.requestId, "5EF4");
    assert.equal(cat?.serverTime, 0.5);
    assert.equal(cat?.raw, '{"Labels":[{"LabelName":"动物"}]}');
  });

  it("recognises the same bytes", async () => {
    const copy = {
      account: "work",
      bucket: "photos",
      key: "elsewhere.png",
      crc64: "18446744073709551615",
      size: 3,
    };
    assert.equal((await index.find(copy, 0.1))?.object.key, "动物/沙发上的猫 🐈.png");
  });
});

describe("an index of version 0.1.0 with 300,000 detections", function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const many = 300_000;
  const version = (number: number) => ({
    ...{ account: "work", bucket: "many", key: `${number}.jpg` },
    ...{ crc64: String(number), size: number },
  });
  const rowsOf = (file: string) => {
    const database = new DatabaseSync(file, { readOnly: true });
    const rows = (table: string) =>
      Number(database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.["count"]);
    const [left, taken] = [rows("old_answers"), rows("answers")];
    database.close();
    return { left, taken };
  };

  it("answers what is about single objects while it is taken over, and loses none", async () => {
    const file = join(folder(), "many.sqlite");
    copyFileSync("test/vectors/labelIndex/0.1.0.sqlite", file);
    change(
      file,
      `INSERT INTO answers (account, bucket, key, crc64, size, threshold, detected_at, labels, words)
       WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${many})
       SELECT 'work', 'many', n || '.jpg', CAST(n AS TEXT), n, 0.7, '2026-03-01T08:00:00.000Z',
         '[{"name":"Cat ' || (n % 1000) || '","confidence":0.9,"centricScore":0.5}]', '' FROM numbers`,
    );
    const index = LabelIndex.open(file, {
      program,
      onProblem: ({ code }) => assert.fail(code),
    });
    let isWhole = false;
    const whole = count(index).then(() => {
      isWhole = true;
    });
    const found = await index.find(version(many), 0.7);
    assert.equal(found?.labels[0]?.name, "Cat 0");
    assert.equal((await index.latest(version(many - 1)))?.labels[0]?.name, "Cat 999");
    const copy = { ...version(many - 2), key: "copy.jpg" };
    assert.equal((await index.find(copy, 0.7))?.object.key, `${many - 2}.jpg`);
    assert.equal(await index.find({ ...version(1), size: 2 }, 0.7), undefined);
    const labels = [{ ...answer().labels[0], name: "Dog" }] as never;
    await index.save(answer({ object: version(many - 3), labels }));
    assert.equal((await index.find(version(many - 3), 0.7))?.labels[0]?.name, "Dog");
    const both = await index.findMany([version(many - 4), version(many + 1)], 0.7);
    assert.deepEqual(
      both.map((one) => one?.labels[0]?.name),
      ["Cat 996", undefined],
    );
    assert.equal(isWhole, false, "all this was answered before all was taken over");
    await index.close();
    await whole;
    const { left, taken } = rowsOf(file);
    assert.ok(left > 0 && taken > 0);
    // The fixture's own eight, and the new one, which the older one stays beside.
    assert.equal(left + taken, many + 8 + 1);
  });
});
