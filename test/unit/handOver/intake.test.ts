import assert from "node:assert/strict";
import {
  detectionOfFile,
  imageOfFile,
  imageOfObject,
  isWorthKeeping,
} from "../../../src/handOver/intake.ts";
import type { ImmFile } from "../../../src/imm/datasets.ts";
import type { StoredDetection } from "../../../src/labelIndex/storedDetection.ts";
import { label } from "../labels/label.ts";

const at = new Date("2026-11-01T00:00:00Z");
const file: ImmFile = {
  uri: "oss://holiday/a b/照片.jpg",
  size: 10,
  etag: '"AB"',
  crc64: "1",
  lastModified: new Date("2026-01-01T00:00:00Z"),
  storageClass: "IA",
  updatedAt: new Date("2026-10-01T00:00:00Z"),
  labels: [],
};
const asked = { at, requestId: "R" };

describe("what a dataset says of a file", () => {
  it("is an image with the fingerprint of its bytes", () => {
    assert.deepEqual(imageOfFile(file, "Photos"), {
      account: "Photos",
      bucket: "holiday",
      key: "a b/照片.jpg",
      size: 10,
      etag: '"AB"',
      crc64: "1",
      lastModified: "2026-01-01T00:00:00.000Z",
      storageClass: "IA",
    });
    assert.equal(imageOfFile({ ...file, uri: "oss://holiday" }, "Photos"), undefined);
  });

  it("is a detection that does not pass for a complete one below the threshold 1", () => {
    const detection = detectionOfFile(file, "Photos", asked);
    assert.deepEqual(
      [detection?.source, detection?.threshold, detection?.detectedAt, detection?.requestId],
      ["imm", 1, "2026-10-01T00:00:00.000Z", "R"],
    );
    const undated = detectionOfFile({ ...file, updatedAt: undefined }, "Photos", asked);
    assert.equal(undated?.detectedAt, at.toISOString());
  });

  it("is none where the answer has no list of labels", () => {
    assert.equal(detectionOfFile({ ...file, labels: undefined }, "Photos", asked), undefined);
  });

  const detection = detectionOfFile(file, "Photos", asked) as StoredDetection;
  const known = (rest: Partial<StoredDetection>): StoredDetection => ({
    ...detection,
    source: "image/labels",
    threshold: 0.7,
    labels: [label("猫")],
    ...rest,
  });
  const { etag: _, crc64: __, ...unknownBytes } = detection.object;
  const rows: [about: string, known: StoredDetection | undefined, isKept: boolean][] = [
    ["nothing is known", undefined, true],
    ["the same bytes have an answer of image/labels", known({}), false],
    ["the same bytes have an imported answer", known({ source: "import" }), false],
    [
      "other bytes have one",
      known({ object: { ...detection.object, etag: '"CD"', crc64: "2" } }),
      true,
    ],
    ["it is not known of which bytes the answer is", known({ object: unknownBytes }), false],
    ["the dataset said the same before", known({ source: "imm" }), false],
    [
      "the dataset said something earlier",
      known({ source: "imm", detectedAt: "2026-09-01T00:00:00.000Z" }),
      true,
    ],
  ];
  for (const [about, before, isKept] of rows) {
    it(`is ${isKept ? "kept" : "left"} where ${about}`, () => {
      assert.equal(isWorthKeeping(detection, before), isKept);
    });
  }
});

describe("what the bucket's own index says of an object", () => {
  it("is an image without labels", () => {
    const object = { key: "a.jpg", size: 3, lastModified: at, tags: new Map([["label-1", "x"]]) };
    assert.deepEqual(imageOfObject(object, "Photos", "holiday"), {
      account: "Photos",
      bucket: "holiday",
      key: "a.jpg",
      size: 3,
      lastModified: at.toISOString(),
    });
  });
});
