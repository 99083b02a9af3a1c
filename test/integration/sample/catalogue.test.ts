import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { startSampleServer } from "../../../src/sample/server.ts";
import { UploadAllowance } from "../../../src/sample/store/bucket.ts";
import {
  type Catalogue,
  type PreparedLabel,
  readCatalogue,
} from "../../../src/sample/store/catalogue.ts";
import { formatOf, readPicture } from "../../../src/sample/store/picture.ts";
import { signed } from "./http.ts";

const mediaFolder = fileURLToPath(new URL("../../../media/sample", import.meta.url));

interface Picture {
  readonly key: string;
  readonly content: Buffer;
  readonly sha256: string;
  readonly labels: readonly PreparedLabel[];
}

describe("the catalogue that ships", () => {
  let catalogue: Catalogue;
  let pictures: readonly Picture[];
  before(async () => {
    catalogue = await readCatalogue(mediaFolder);
    pictures = await picturesOf(catalogue);
  });

  it("is one bucket, named sample", () => {
    assert.deepEqual(
      catalogue.buckets.map(({ name }) => name),
      ["sample"],
    );
  });

  it("has at least 16 pictures, each with an answer, and example.jpg among them", () => {
    assert.ok(pictures.length >= 16);
    const keys = pictures.map(({ key }) => key);
    assert.ok(keys.includes("example.jpg"));
    for (const { key, sha256 } of pictures) assert.ok(catalogue.detectionFor(sha256), key);
  });

  it("has JPEG and PNG, keys in folders, with blanks and in Chinese", () => {
    const formats = new Set(pictures.map(({ content }) => formatOf(content)));
    assert.deepEqual(formats, new Set(["jpg", "png"]));
    const text = pictures.map(({ key }) => key).join("\n");
    for (const pattern of [/\//, / /, /\p{Script=Han}/u]) assert.match(text, pattern);
  });

  it("has answers with Chinese names, with three levels, and without labels", () => {
    const all = pictures.flatMap(({ labels }) => labels);
    assert.ok(all.some(({ LabelName }) => /\p{Script=Han}/u.test(String(LabelName))));
    assert.deepEqual(new Set(all.map(({ LabelLevel }) => LabelLevel)), new Set([1, 2, 3]));
    assert.ok(pictures.some(({ labels }) => labels.length === 0));
  });

  it("has labels in the documented shape", () => {
    for (const { key, labels } of pictures) {
      for (const label of labels) {
        const { CentricScore, LabelConfidence, LabelLevel, LabelName, ParentLabelName } = label;
        assert.ok(typeof LabelName === "string" && LabelName !== "", key);
        assert.ok(typeof ParentLabelName === "string", key);
        assert.ok([1, 2, 3].includes(LabelLevel as number), key);
        for (const number of [CentricScore, LabelConfidence]) {
          assert.ok(typeof number === "number" && number >= 0 && number <= 1, key);
        }
      }
    }
  });

  it("has copies whose longer side is what they say, unless the picture is smaller", async () => {
    let copies = 0;
    for (const { content, key, sha256 } of pictures) {
      const whole = await longSideOf(content);
      for (const { longSide, read } of catalogue.thumbnailsOf(sha256)) {
        assert.equal(await longSideOf(await read()), Math.min(longSide, whole), key);
        copies++;
      }
    }
    assert.ok(copies >= pictures.length);
  });

  it("answers example.jpg as the documentation shows, over HTTP", async () => {
    const server = await startSampleServer({ mediaFolder });
    try {
      const request = { bucket: "sample", key: "example.jpg" };
      const query = [["x-oss-process", "image/labels"]] as const;
      const { text } = await signed(server, { ...request, query });
      const seen = JSON.parse(text).Labels.map((label: PreparedLabel) => [
        ...[label["LabelName"], label["LabelConfidence"], label["CentricScore"]],
        ...[label["LabelLevel"], label["ParentLabelName"], label["Language"]],
      ]);
      assert.deepEqual(seen, [
        ["Outerwear", 1, 0.823, 2, "Clothing", "zh-Hans"],
        ["Apparel", 0.735, 0.721, 2, "Clothing", "zh-Hans"],
      ]);
      const picture = await signed(server, request);
      const file = readFileSync(path.join(mediaFolder, "example.jpg"));
      assert.ok(picture.body.equals(file));
    } finally {
      await server.close();
    }
  });
});

async function longSideOf(content: Buffer): Promise<number> {
  const facts = await readPicture(content);
  return Math.max(facts?.width ?? 0, facts?.height ?? 0);
}

/** Every object of the catalogue that is a picture. */
async function picturesOf(catalogue: Catalogue): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  for (const source of catalogue.buckets) {
    for (const { key, read } of source.open(new UploadAllowance()).from("")) {
      const content = await read();
      if (formatOf(content) === undefined) continue;
      const sha256 = createHash("sha256").update(content).digest("hex");
      const labels = catalogue.detectionFor(sha256)?.labels ?? [];
      pictures.push({ key, content, sha256, labels });
    }
  }
  return pictures;
}
