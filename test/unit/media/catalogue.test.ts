import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { imageSize } from "image-size";
import { extensionOf } from "../../../tools/pictures/picture.ts";
import { pictures } from "../../../tools/pictures/pictures.ts";
import { root } from "../structure/sources.ts";
import { catalogue, drawn, readSample, sampleFolder } from "./shipped.ts";

describe("the pictures of the sample bucket", () => {
  it("are at least sixteen, beside a text or two", () => {
    assert.ok(drawn.length >= 16, `${drawn.length} pictures`);
    assert.ok(drawn.length < catalogue.objects.length);
  });

  it("have keys of their own, in the order of a listing", () => {
    const keys = catalogue.objects.map(({ key }) => key);
    const ordered = [...new Set(keys)].sort((a, b) => Buffer.compare(bytes(a), bytes(b)));
    assert.deepEqual(keys, ordered);
  });

  it("have keys that are hard to write in a URL", () => {
    const keys = catalogue.objects.map(({ key }) => key).join("\n");
    for (const hard of [" ", "+", "%", "(1)", "'", "照片/", "美食/"])
      assert.ok(keys.includes(hard));
  });

  for (const { key, file, sha256, contentType, width, height } of catalogue.objects) {
    it(`${key} is as the catalogue says`, () => {
      const content = readSample(file);
      assert.equal(createHash("sha256").update(content).digest("hex"), sha256);
      if (!contentType.startsWith("image/")) return;
      assert.deepEqual(measure(content), { contentType, width, height });
    });
  }

  for (const { key, file, sha256, width = 0, height = 0 } of drawn) {
    it(`${key} has smaller copies`, () => {
      const copies = Object.entries(catalogue.sizes[sha256] ?? {});
      assert.deepEqual(
        copies.map(([side]) => side),
        ["320", "800"],
      );
      for (const [side, name] of copies) {
        const copy = measure(readSample(name));
        const longSide = Math.min(Number(side), Math.max(width, height));
        assert.equal(Math.max(copy.width, copy.height), longSide);
        assert.ok(Math.abs(copy.width / width - copy.height / height) < 0.01, "same proportions");
        assert.equal(name === file, longSide === Math.max(width, height));
      }
    });
  }

  it("are all that lies in the folder", () => {
    const named = [
      "catalogue.json",
      ...catalogue.objects.map(({ file }) => file),
      ...Object.values(catalogue.sizes).flatMap((copies) => Object.values(copies)),
    ];
    assert.deepEqual(filesIn(sampleFolder), [...new Set(named)].sort());
  });

  it("take less than 2 MB in all", () => {
    const size = filesIn(sampleFolder).reduce((sum, file) => sum + readSample(file).length, 0);
    assert.ok(size < 2_000_000, `${size} bytes`);
  });

  it("have a drawing each, and no drawing is left over", () => {
    const scenes = readdirSync(path.join(root, "tools", "pictures", "scenes")).sort();
    assert.deepEqual(scenes, pictures.map(({ scene }) => `${scene}.svg`).sort());
  });
});

describe("the example workspace", () => {
  for (const { key, copy, scene, format } of pictures) {
    if (copy === undefined) continue;
    it(`holds ${key} byte for byte in ${path.basename(copy)}`, () => {
      const original = readSample(`${scene}.${extensionOf(format)}`);
      assert.ok(readFileSync(path.join(root, copy)).equals(original));
    });
  }
});

describe("the extension's icon", () => {
  it("is a PNG of 128 pixels", () => {
    const content = readFileSync(path.join(root, "media", "icon.png"));
    assert.deepEqual(measure(content), { contentType: "image/png", width: 128, height: 128 });
  });
});

function measure(content: Buffer) {
  const { height, type, width } = imageSize(content);
  return { contentType: type === "jpg" ? "image/jpeg" : `image/${type}`, width, height };
}

/** With `/`, from the folder, in order. */
function filesIn(of: string): string[] {
  return readdirSync(of, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(path.join(of, name)).isFile())
    .map((name) => name.replaceAll(path.sep, "/"))
    .sort();
}

function bytes(text: string): Buffer {
  return Buffer.from(text, "utf8");
}
