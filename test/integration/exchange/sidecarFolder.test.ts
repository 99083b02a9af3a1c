import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sidecar } from "../../../src/exchange/xmp.ts";
import { writeSidecars } from "../../../src/extension/exchange/sidecarFolder.ts";
import type { ExportedImage } from "../../../src/labelIndex/port.ts";
import {
  coat,
  empty,
  imageOf,
  pagesOf,
  randomImages,
  unlabelled,
} from "../../unit/exchange/images.ts";
import { label } from "../../unit/labels/label.ts";
import { temporaryFolder } from "../labelIndex/answers.ts";

describe("a folder of sidecars", () => {
  const temporary = temporaryFolder();
  let folder = "";
  let count = 0;
  beforeEach(() => {
    count += 1;
    folder = join(temporary(), String(count));
  });

  const write = (images: readonly ExportedImage[]) => writeSidecars(folder, pagesOf(images), "");
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
      .sort();
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  const put = (path: string, text: string) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  };

  it("has one beside each image with labels", async () => {
    assert.equal(await write([coat, unlabelled, empty]), 0);
    assert.deepEqual(files(), ["2026/coat.jpg.xmp"]);
    assert.equal(read("2026/coat.jpg.xmp"), sidecar(coat));
  });

  it("replaces ours, also where an image has lost its labels", async () => {
    await write([coat]);
    const changed = { ...coat, corrections: { hidden: ["Apparel", "Outerwear"], added: ["Hat"] } };
    await write([changed]);
    assert.equal(read("2026/coat.jpg.xmp"), sidecar(changed));
    const { current: _, corrections: __, ...outdated } = coat;
    assert.equal(await write([outdated]), 0);
    assert.doesNotMatch(read("2026/coat.jpg.xmp"), /<rdf:li>/);
    await write([coat]);
    assert.equal(read("2026/coat.jpg.xmp"), sidecar(coat));
  });

  it("keeps what another program or a person wrote, and counts it", async () => {
    const foreign = '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 6.0.0"/>';
    put("2026/coat.jpg.xmp", foreign);
    assert.equal(await write([coat, empty]), 1);
    assert.equal(read("2026/coat.jpg.xmp"), foreign);
    const edited = sidecar(coat)?.replace("Winter", "Summer") ?? "";
    put("2026/coat.jpg.xmp", edited);
    assert.equal(await write([coat]), 1);
    assert.equal(read("2026/coat.jpg.xmp"), edited);
    assert.deepEqual(files(), ["2026/coat.jpg.xmp"]);
  });

  it("gives another name where the file is another image's", async () => {
    // As on a system on which both are one file.
    const twin = imageOf("2026/Coat.jpg", [label("Coat")]);
    put("2026/coat.jpg.xmp", sidecar(twin) ?? "");
    assert.equal(await write([coat]), 0);
    const [other] = files().filter((file) => file !== "2026/coat.jpg.xmp");
    assert.match(other ?? "", /^2026\/coat~[0-9a-f]{8}\.jpg\.xmp$/);
    assert.equal(read(other ?? ""), sidecar(coat));
    await write([coat]);
    assert.equal(files().length, 2);
  });

  it("gives another name where a folder has it", async () => {
    const images = [imageOf("a", [label("Cat")]), imageOf("a.xmp/b", [label("Dog")])];
    mkdirSync(join(folder, "a.xmp"), { recursive: true });
    assert.equal(await write(images), 0);
    assert.deepEqual(files().length, 2);
    assert.ok(files().includes("a.xmp/b.xmp"));
  });

  it("holds every image with labels, whatever keys are like, and nothing outside", async () => {
    const keys = [
      "../../up.jpg",
      "/abs.jpg",
      "..",
      "a//b.jpg",
      "a/b.jpg",
      "con.jpg",
      "x\u0000.jpg",
    ];
    const images = [...keys.map((key) => imageOf(key, [label(key)])), ...randomImages(44, 30)];
    const labelled = images.filter((image) => sidecar(image) !== undefined);
    assert.equal(await write(images), 0);
    const texts = new Set(files().map(read));
    assert.deepEqual(new Set(labelled.map((image) => sidecar(image))), texts);
    assert.deepEqual(
      readdirSync(temporary()).filter((name) => !/^\d+$/.test(name)),
      [],
    );
  });

  it("has whole sidecars when it is cancelled", async () => {
    const controller = new AbortController();
    async function* pages() {
      yield [coat];
      controller.abort();
      yield [imageOf("b.jpg", [label("Cat")])];
    }
    const cancelled = writeSidecars(folder, pages(), "", controller.signal);
    await assert.rejects(cancelled, { name: "AbortError" });
    assert.deepEqual(files(), ["2026/coat.jpg.xmp"]);
    assert.equal(read("2026/coat.jpg.xmp"), sidecar(coat));
  });
});
