import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exchangeLine, ndjsonPages } from "../../../src/exchange/ndjson.ts";
import { importImages } from "../../../src/extension/exchange/importImages.ts";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import type { ExchangeImage } from "../../../src/labelIndex/port.ts";
import { coat, empty, imageOf, randomImages, unlabelled } from "../../unit/exchange/images.ts";
import { label } from "../../unit/labels/label.ts";
import {
  answer,
  everything,
  otherMd5,
  photo,
  program,
  temporaryFolder,
} from "../labelIndex/answers.ts";

/** What the lines of an export are sorted by. */
function order({ object: { account, bucket, key } }: ExchangeImage): Buffer {
  return Buffer.from([account, bucket, key].join("\0"));
}

describe("an index that is exported and imported", () => {
  const folder = temporaryFolder();
  const opened: LabelIndex[] = [];
  const newIndex = () => {
    const index = LabelIndex.open(undefined, {
      program,
      onProblem: ({ code }) => assert.fail(code),
    });
    opened.push(index);
    return index;
  };
  after(() => Promise.all(opened.map((index) => index.close())));

  const exported = async (index: LabelIndex, limit = 7) => {
    async function* pages() {
      let after: string | undefined;
      do {
        const page = await index.exported(everything, { limit, after });
        yield page.images;
        after = page.after;
      } while (after !== undefined);
    }
    let text = "";
    for await (const chunk of ndjsonPages(pages())) text += chunk;
    return text;
  };
  let files = 0;
  const imported = (index: LabelIndex, text: string) => {
    files += 1;
    const file = join(folder(), `${files}.ndjson`);
    writeFileSync(file, text);
    return importImages(file, index);
  };
  const linesOf = (images: readonly ExchangeImage[]) =>
    images.map((image) => `${exchangeLine(image)}\n`).join("");

  it("is the same byte for byte", async function () {
    this.timeout(30_000);
    for (let seed = 0; seed < 8; seed += 1) {
      const first = newIndex();
      await first.take(randomImages(seed, 60));
      const text = await exported(first);
      assert.equal(text.split("\n").length, 61);
      const second = newIndex();
      assert.deepEqual(await imported(second, text), {
        images: 60,
        added: 60,
        replaced: 0,
        skipped: [],
      });
      assert.equal(await exported(second, 60), text);
    }
  });

  it("is what was taken in, in the order of the format", async () => {
    for (const images of [[coat], [coat, empty, unlabelled], randomImages(77, 100)]) {
      const index = newIndex();
      await imported(index, linesOf([...images].reverse()));
      const sorted = [...images].sort((a, b) => Buffer.compare(order(a), order(b)));
      const lines = (await exported(index)).trimEnd().split("\n");
      const nameOf = (line: string) => line.slice(0, line.indexOf(",", line.indexOf('"object"')));
      assert.deepEqual(
        lines.map(nameOf),
        sorted.map((image) => nameOf(exchangeLine(image))),
      );
      for (const [at, image] of sorted.entries()) assert.equal(lines[at], exchangeLine(image));
    }
  });

  it("is the same where it came from detections and listings", async () => {
    const first = newIndex();
    await first.save(answer());
    await first.save(answer({ threshold: 0.4, detectedAt: "2026-03-02T08:00:00.000Z" }));
    await first.save(answer({ object: { ...photo, key: "猫.jpg", etag: otherMd5 }, labels: [] }));
    await first.save(answer({ object: { account: "work", bucket: "photos", key: "plain.jpg" } }));
    await first.see([
      { ...photo, lastModified: "2026-02-01T00:00:00.000Z", storageClass: "IA" },
      {
        account: "work",
        bucket: "photos",
        key: "new.jpg",
        size: 5,
        lastModified: "2026-02-01T00:00:00.000Z",
      },
    ]);
    await first.correct(photo, { hidden: ["Outerwear"], added: ["Coat", "冬"] });
    // Its bytes have changed since.
    await first.see([{ ...photo, key: "猫.jpg", lastModified: "2026-04-01T00:00:00.000Z" }]);
    const text = await exported(first);
    const second = newIndex();
    await imported(second, text);
    assert.equal(await exported(second), text);
    for (const key of [photo.key, "猫.jpg", "plain.jpg", "new.jpg"]) {
      const [one, other] = await Promise.all(
        [first, second].map((index) => index.image({ ...photo, key })),
      );
      assert.deepEqual(other?.labels, one?.labels, key);
      assert.equal(other?.isOutdated, one?.isOutdated, key);
    }
  });

  it("loses nothing where it is merged into another, and counts what is the same as replaced", async () => {
    const first = newIndex();
    await first.take([coat, imageOf("a.jpg", [label("Cat")])]);
    const text = await exported(first);
    assert.deepEqual(await imported(first, text), {
      images: 2,
      added: 0,
      replaced: 2,
      skipped: [],
    });
    assert.equal(await exported(first), text);
    const more = imageOf("a.jpg", [label("Dog")], ["Asleep"]);
    assert.deepEqual(await imported(first, linesOf([more, unlabelled])), {
      images: 2,
      added: 1,
      replaced: 1,
      skipped: [],
    });
    const merged = await exported(first);
    for (const name of ["Cat", "Dog", "Asleep", "Outerwear"])
      assert.ok(merged.includes(name), name);
  });

  it("takes the lines in that can be read, and an image that is there twice once", async () => {
    const index = newIndex();
    const text = `${exchangeLine(coat)}\nnonsense\n${exchangeLine(coat)}\n{}\n${exchangeLine(empty)}`;
    const { skipped, ...counts } = await imported(index, text);
    assert.deepEqual(counts, { images: 3, added: 2, replaced: 1 });
    assert.deepEqual(
      skipped.map(({ line }) => line),
      [2, 4],
    );
    assert.equal(await exported(index), linesOf([coat, empty]));
  });

  it("keeps checksums of every length, as numbers are written", async () => {
    const index = newIndex();
    const sums = ["0", "7", "9223372036854775808", "18446744073709551615"];
    const images = sums.map((crc64, at) => ({
      ...imageOf(`${at}.jpg`, []),
      object: { account: "work", bucket: "photos", key: `${at}.jpg`, crc64 },
    }));
    await imported(index, linesOf(images));
    assert.equal(await exported(index), linesOf(images));
    const odd = linesOf(images).replace('"crc64":"7"', '"crc64":"007"');
    assert.equal((await imported(index, odd)).replaced, 4);
    assert.equal(await exported(index), linesOf(images));
  });

  it("is left as it was by a file that is none of ours", async () => {
    const index = newIndex();
    const wrong = Array.from({ length: 10_003 }, (_, line) => `${line},a,b`).join("\n");
    const { skipped, ...counts } = await imported(index, wrong);
    assert.deepEqual(counts, { images: 0, added: 0, replaced: 0 });
    assert.equal(skipped.length, 10_001);
    assert.equal(skipped.at(-1)?.line, 10_003);
    assert.match(skipped.at(-1)?.message ?? "", /3 more than are listed/);
    assert.equal(await exported(index), "");
    await assert.rejects(importImages(join(folder(), "none"), index), { code: "file-unreadable" });
    await assert.rejects(importImages(folder(), index), { code: "file-unreadable" });
  });

  it("keeps what came in before it was cancelled", async () => {
    const index = newIndex();
    const file = join(folder(), "long.ndjson");
    const images = randomImages(5, 800);
    writeFileSync(file, linesOf(images));
    const controller = new AbortController();
    const work = importImages(file, index, controller.signal, (read) => {
      if (read > 150_000) controller.abort();
    });
    await assert.rejects(work, { name: "AbortError" });
    const { images: kept } = await index.summary();
    assert.ok(kept > 0 && kept < images.length, `${kept}`);
  });
});
