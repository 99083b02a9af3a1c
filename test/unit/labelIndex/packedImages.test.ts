import assert from "node:assert/strict";
import { packImages, unpackImages } from "../../../src/labelIndex/packedImages.ts";
import type { FoundImage } from "../../../src/labelIndex/port.ts";
import { type Label, labelNamed } from "../../../src/labels/label.ts";

const object = { account: "work", bucket: "photos", key: "旅行/1.jpg", etag: "ABC", size: 0 };
const detection = { threshold: 0, detectedAt: "2026-01-01T00:00:00.000Z", requestId: "" };
const whole: Label = {
  ...{ name: "猫", level: 3, parent: "动物", confidence: 1, centricScore: 0, language: "zh-Hans" },
  alias: "",
};

const cases: Readonly<Record<string, readonly FoundImage[]>> = {
  "no images": [],
  "images without labels": [
    { object, labels: [], isOutdated: false },
    { object, detection, labels: [], isOutdated: true },
  ],
  "labels of which everything is known, or only the name": [
    { object, detection, labels: [whole, labelNamed("Cat")], isOutdated: false },
    { object, labels: [], isOutdated: false },
    {
      ...{ object, detection, isOutdated: true },
      labels: [labelNamed(""), { ...whole, name: "动物", parent: undefined, level: 1.5 }],
      corrections: { hidden: ["Cat"], added: [""] },
    },
  ],
};

describe("images on their way from the thread", () => {
  for (const [title, images] of Object.entries(cases)) {
    it(`are the same after it: ${title}`, () => {
      assert.deepEqual(unpackImages(structuredClone(packImages(images))), images);
    });
  }
});
