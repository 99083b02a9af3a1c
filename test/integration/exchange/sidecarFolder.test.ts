import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
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
    assert.equal((await write([coat, unlabelled, empty])).kept, 0);
    assert.deepEqual(files(), ["2026/coat.jpg.xmp"]);
    assert.equal(read("2026/coat.jpg.xmp"), sidecar(coat));
  });

  it("replaces ours, also where an image has lost its labels", async () => {
    await write([coat]);
    const changed = { ...coat, corrections: { hidden: ["Apparel", "Outerwear"], added: ["Hat"] } };
    await write([changed]);
    assert.equal(read("2026/coat.jpg.xmp"), sidecar(changed));
    const { current: _, corrections: __, ...outdated } = coat;
    assert.equal((await write([outdated])).kept, 0);
    assert.doesNotMatch(read("2026/coat.jpg.xmp"), /<rdf:li>/);
    await write([coat]);
    assert.equal(read("2026/coat.jpg.xmp"), sidecar(coat));
  });

  it("keeps what another program or a person wrote, and counts it", async () => {
    const foreign = '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 6.0.0"/>';
    put("2026/coat.jpg.xmp", foreign);
    assert.equal((await write([coat, empty])).kept, 1);
    assert.equal(read("2026/coat.jpg.xmp"), foreign);
    const edited = sidecar(coat)?.replace("Winter", "Summer") ?? "";
    put("2026/coat.jpg.xmp", edited);
    assert.equal((await write([coat])).kept, 1);
    assert.equal(read("2026/coat.jpg.xmp"), edited);
    assert.deepEqual(files(), ["2026/coat.jpg.xmp"]);
  });

  it("gives another name where the file is another image's", async () => {
    // As on a system on which both are one file.
    const twin = imageOf("2026/Coat.jpg", [label("Coat")]);
    put("2026/coat.jpg.xmp", sidecar(twin) ?? "");
    assert.equal((await write([coat])).kept, 0);
    const [other] = files().filter((file) => file !== "2026/coat.jpg.xmp");
    assert.match(other ?? "", /^2026\/coat~[0-9a-f]{8}\.jpg\.xmp$/);
    assert.equal(read(other ?? ""), sidecar(coat));
    await write([coat]);
    assert.equal(files().length, 2);
  });

  it("gives another name where a folder has it", async () => {
    const images = [imageOf("a", [label("Cat")]), imageOf("a.xmp/b", [label("Dog")])];
    mkdirSync(join(folder, "a.xmp"), { recursive: true });
    assert.equal((await write(images)).kept, 0);
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
    assert.equal((await write(images)).kept, 0);
    const texts = new Set(files().map(read));
    assert.deepEqual(new Set(labelled.map((image) => sidecar(image))), texts);
    assert.deepEqual(
      readdirSync(temporary()).filter((name) => !/^\d+$/.test(name)),
      [],
    );
  });

  it("is not left by links, which are followed within it", async () => {
    const elsewhere = join(temporary(), `${count}00`);
    mkdirSync(elsewhere);
    mkdirSync(join(folder, "real"), { recursive: true });
    // On Windows, people may make junctions, and not every link.
    symlinkSync(elsewhere, join(folder, "out"), "junction");
    symlinkSync(join(folder, "real"), join(folder, "within"), "junction");
    const images = ["out/a.jpg", "out/deep/b.jpg", "within/c.jpg"].map((key) =>
      imageOf(key, [label("Cat")]),
    );
    const before = { ...(images[0] as ExportedImage), corrections: { hidden: ["Cat"], added: [] } };
    const ours = sidecar(imageOf("out/a.jpg", [label("Dog")])) ?? "";
    writeFileSync(join(elsewhere, "a.jpg.xmp"), ours);
    assert.deepEqual(await write([...images, before, unlabelled]), { kept: 0, outside: 2 });
    assert.deepEqual(readdirSync(elsewhere), ["a.jpg.xmp"]);
    assert.equal(readFileSync(join(elsewhere, "a.jpg.xmp"), "utf8"), ours);
    assert.equal(read("real/c.jpg.xmp"), sidecar(images[2] as ExportedImage));
  });

  it("replaces no file that a link outside leads to", async () => {
    const elsewhere = join(temporary(), `${count}.xmp`);
    const ours = sidecar(imageOf("a.jpg", [label("Dog")])) ?? "";
    writeFileSync(elsewhere, ours);
    mkdirSync(folder, { recursive: true });
    symlinkSync(elsewhere, join(folder, "a.jpg.xmp"));
    const written = await write([imageOf("a.jpg", [label("Cat")])]);
    assert.deepEqual(written, { kept: 0, outside: 1 });
    assert.equal(readFileSync(elsewhere, "utf8"), ours);
    rmSync(elsewhere);
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
