import assert from "node:assert/strict";
import { type DetectionStore, Detector } from "../../../src/detection/detector.ts";
import type { OssClient } from "../../../src/oss/client.ts";

/** Knows nothing, and keeps nothing. */
const store: DetectionStore = {
  find: async () => undefined,
  save: async () => undefined,
  adopt: async () => undefined,
  claim: async () => true,
  release: async () => undefined,
};

/** How a detection of an object of this storage class ends: with a call, or with the code of its refusal. */
async function endOf(storageClass: string, restore?: string): Promise<string> {
  const client = async () => {
    throw Object.assign(new Error("asked"), { code: "a call" });
  };
  const detecting = new Detector(store).detect({
    object: { account: "A", bucket: "photos", key: "a.jpg" },
    client: client as () => Promise<OssClient>,
    head: async () => ({ size: 1, crc64: "1", storageClass, ...(restore && { restore }) }),
    threshold: 0.7,
  });
  return detecting.then(
    () => "labels",
    (error: { code: string }) => error.code,
  );
}

describe("a detection of an archived object", () => {
  for (const [storageClass, restore, end] of [
    ["ColdArchive", undefined, "not-restored"],
    ["DeepColdArchive", undefined, "not-restored"],
    ["DEEP_COLD_ARCHIVE", undefined, "not-restored"],
    ["ColdArchive", 'ongoing-request="true"', "not-restored"],
    ["ColdArchive", 'ongoing-request="false", expiry-date="x"', "a call"],
    // Its bucket may let it be read at once.
    ["Archive", undefined, "a call"],
    ["IA", undefined, "a call"],
    ["Standard", undefined, "a call"],
  ] as const) {
    it(`of class ${storageClass}${restore ? `, ${restore},` : ""} ends with ${end}`, async () => {
      assert.equal(await endOf(storageClass, restore), end);
    });
  }
});
