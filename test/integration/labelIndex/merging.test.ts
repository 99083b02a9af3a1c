/** What becomes of facts, detections and corrections that come from several sides. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import type { ExchangeImage } from "../../../src/labelIndex/port.ts";
import { parseQuery } from "../../../src/query/parse.ts";
import { label, outerwear } from "../../unit/labels/label.ts";
import { answer, count, everything, otherMd5, photo, program, temporaryFolder } from "./answers.ts";

describe("the label index", () => {
  const folder = temporaryFolder();
  let index: LabelIndex;
  let files = 0;

  const open = () =>
    LabelIndex.open(join(folder(), `${++files}.sqlite`), {
      program,
      onProblem: ({ code }) => assert.fail(code),
    });
  beforeEach(() => {
    index = open();
  });
  afterEach(() => index.close());

  const found = async (query: string) =>
    (await index.search(parseQuery(query), { limit: 100 })).images.map(({ object }) => object.key);
  const bare = photo.etag?.replaceAll('"', "") ?? "";

  const line = (known: Partial<ExchangeImage> = {}): ExchangeImage => ({
    object: { ...photo, etag: bare, lastModified: "2026-02-01T00:00:00.000Z", storageClass: "IA" },
    detections: [
      {
        threshold: 0.7,
        detectedAt: "2026-03-01T08:00:00.000Z",
        requestId: "0EC0B6EC-EB16-5EF4-812B-EF3A60C7D20D",
        labels: [outerwear, label("Zipper", { confidence: 0.123456789 })],
      },
    ],
    ...known,
  });

  it("knows images that a listing told of as unlabelled", async () => {
    await index.see([{ ...photo, storageClass: "IA" }]);
    assert.deepEqual(await found("is:unlabelled class:ia"), [photo.key]);
    const image = await index.image(photo);
    assert.deepEqual(image?.object, { ...photo, etag: bare, storageClass: "IA" });
    assert.equal(image?.detection, undefined);
  });

  it("takes in what HEAD told when labels were detected", async () => {
    const object = { ...photo, lastModified: "2026-02-01T00:00:00.000Z", storageClass: "Archive" };
    await index.save(answer({ object }));
    assert.deepEqual(await found("class:archive modified<2026-02-02 label:Clothing"), [photo.key]);
  });

  it("calls an image outdated from the listing that shows other bytes until it is detected again", async () => {
    await index.save(answer());
    assert.deepEqual(await found("is:outdated"), []);
    await index.see([{ ...photo, etag: otherMd5, crc64: "7" }]);
    assert.deepEqual(await found("is:outdated"), [photo.key]);
    assert.deepEqual(await found("label:Outerwear"), [], "labels of bytes that are gone");
    assert.ok(
      await index.find(photo, 0.7),
      "they are not paid for again should the bytes come back",
    );
    const detectedAt = new Date(Date.now() + 1000).toISOString();
    await index.save(answer({ object: { ...photo, etag: otherMd5, crc64: "7" }, detectedAt }));
    assert.deepEqual(await found("is:outdated"), []);
    assert.deepEqual(await found("label:Outerwear"), [photo.key]);
  });

  it("finds a copy by bytes that its own object has no more", async () => {
    await index.save(answer());
    await index.see([{ ...photo, etag: otherMd5, crc64: "7" }]);
    assert.ok(await index.find({ ...photo, key: "copy.jpg" }, 0.7));
    assert.ok(await index.find({ ...photo, key: "copy.jpg", crc64: undefined } as never, 0.7));
  });

  it("exports what it took in as it was, and takes in its own export without a change", async () => {
    const images: ExchangeImage[] = [
      line(),
      line({
        object: { account: "work", bucket: "photos", key: "2026/照片 \u{10ffff}.jpg" },
        detections: [
          { threshold: 0, detectedAt: "2026-01-01T00:00:00.000Z", labels: [] },
          {
            threshold: 0.5,
            detectedAt: "2026-01-01T00:00:00.000Z",
            source: "imm",
            labels: [label("b"), label("a")],
          },
          {
            threshold: 0.5,
            detectedAt: "2026-02-01T00:00:00.000Z",
            source: "import",
            labels: [label("a")],
          },
        ],
        corrections: { hidden: ["b", "x"], added: ["c"] },
      }),
      line({ object: { ...photo, account: "b", etag: bare }, detections: [] }),
    ];
    const sorted = [images[2], images[0], images[1]];
    assert.deepEqual(await index.take(images), { added: 3, replaced: 0 });
    const exported = async () =>
      (await index.exported(everything, { limit: 10 })).images.map(({ current: _, ...one }) => one);
    const first = await exported();
    assert.deepEqual(first, sorted);
    assert.deepEqual(await index.take(first), { added: 0, replaced: 3 });
    assert.deepEqual(await exported(), first);
    await index.close();
    index = open();
    await index.take(first);
    assert.deepEqual(await exported(), first);
  });

  it("counts a line that is there twice once", async () => {
    assert.deepEqual(await index.take([line(), line()]), { added: 1, replaced: 1 });
    const [detection] = line().detections;
    assert.ok(detection);
    const other = { ...line().object, key: "twice.jpg" };
    await index.take([line({ object: other, detections: [detection, detection] })]);
    assert.equal(await count(index), 2);
  });

  it("loses nothing to an import: newer facts, other detections, corrections and bodies stay", async () => {
    const lastModified = "2026-04-01T00:00:00.000Z";
    await index.see([{ ...photo, lastModified, storageClass: "Standard" }]);
    await index.save(answer({ raw: "the body", detectedAt: "2026-05-01T00:00:00.000Z" }));
    await index.correct(photo, { hidden: ["Outerwear"], added: ["Jacket"] });
    await index.take([line({ corrections: { hidden: ["Zipper"], added: ["Jacket", "Coat"] } })]);
    assert.equal(await count(index), 2);
    assert.equal((await index.latest(photo))?.raw, "the body");
    const image = await index.image(photo);
    assert.equal(image?.object.lastModified, lastModified);
    assert.equal(image?.object.storageClass, "Standard");
    assert.equal(image?.detection?.detectedAt, "2026-05-01T00:00:00.000Z");
    assert.deepEqual(image?.corrections, {
      hidden: ["Outerwear", "Zipper"],
      added: ["Jacket", "Coat"],
    });
    assert.deepEqual(
      image?.labels.map(({ name }) => name),
      ["Jacket", "Coat"],
    );
  });

  it("calls an imported image outdated whose bytes are newer than its detection", async () => {
    const object = { ...line().object, lastModified: "2026-03-02T00:00:00.000Z" };
    await index.take([line({ object })]);
    assert.deepEqual(await found("is:outdated label:Outerwear"), [photo.key]);
    assert.equal(await index.find(photo, 1), undefined, "of which bytes it was nobody knows");
  });

  it("has none of the names left in it that a query forgot, and all of them after an undo", async () => {
    const names = (name: string) => [label(name, { parent: `${name}-parent` })];
    await index.saveMany([
      answer({
        object: { ...photo, key: "a.jpg", etag: "", crc64: "1" },
        labels: names("canary-5c08"),
      }),
      answer({
        object: { ...photo, key: "b.jpg", etag: "", crc64: "2" },
        labels: names("finch-5c08"),
      }),
    ]);
    const files = () =>
      readdirSync(folder())
        .filter((name) => name.startsWith(`${indexNumber()}.`))
        .map((name) => readFileSync(join(folder(), name), "latin1"))
        .join("");
    const indexNumber = () => String(fileNumber());
    const forgotten = await index.forget({ kind: "query", query: parseQuery("label:canary-5c08") });
    assert.equal(forgotten?.detections, 1);
    assert.deepEqual(await found(""), ["b.jpg"]);
    assert.ok(!files().includes("canary-5c08"), "the name is gone from the file");
    assert.ok(files().includes("finch-5c08"));
    await index.undoForget(forgotten.id);
    assert.deepEqual(await found("label:canary-5c08-parent"), ["a.jpg"]);
  });

  const fileNumber = () => files;

  it("forgets below a prefix, as its bytes say", async () => {
    const keys = ["a", "a/", "a/b", "a/\u{10ffff}", "a0", "b"];
    await index.saveMany(
      keys.map((key) => answer({ object: { ...photo, key, etag: "", crc64: key } })),
    );
    const place = { account: "work", bucket: "photos", prefix: "a/" };
    const forgotten = await index.forget({ kind: "prefix", ...place });
    assert.equal(forgotten?.detections, 3);
    assert.deepEqual(await found("sort:key"), ["a", "a0", "b"]);
  });

  it("unites what two names of an account know when one is given to the other", async () => {
    await index.save(answer({ requestId: "of work" }));
    const other = { ...photo, account: "old" };
    await index.save(
      answer({ object: other, detectedAt: "2026-02-01T00:00:00.000Z", threshold: 0.3 }),
    );
    await index.save(answer({ object: { ...other, key: "else.jpg", etag: "", crc64: "9" } }));
    await index.correct(other, { hidden: [], added: ["Coat"] });
    assert.equal(await index.renameAccount("old", "work"), 2);
    assert.equal((await index.latest(photo))?.requestId, "of work");
    assert.equal((await index.find(photo, 0.3))?.threshold, 0.3);
    assert.deepEqual((await index.image(photo))?.corrections?.added, ["Coat"]);
    assert.deepEqual((await found("account:work sort:key")).length, 2);
    assert.deepEqual(await found("account:old"), []);
  });
});
