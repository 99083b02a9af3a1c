import assert from "node:assert/strict";
import {
  completedFacts,
  type DetectedVersion,
  type ImageFacts,
  judging,
  updatedFacts,
} from "../../../src/labelIndex/presentBytes.ts";

const md5 = "5B3C1A2E053D763E1B002CC607C5A0FE";
const otherMd5 = "0CC175B9C0F1B6A831C399E269772661";
const whole: ImageFacts = {
  etag: md5,
  crc64: "1",
  size: 9,
  lastModified: "2026-03-01T00:00:00.000Z",
  storageClass: "Standard",
};
const later = "2026-03-02T00:00:00.000Z";

describe("facts of an image", () => {
  const newer: [what: string, told: ImageFacts, known: ImageFacts][] = [
    [
      "a listing of the same bytes keeps the checksum",
      { etag: md5, size: 9, storageClass: "IA" },
      { ...whole, storageClass: "IA" },
    ],
    [
      "a listing of other bytes ends what was known",
      { etag: otherMd5, size: 9 },
      { etag: otherMd5, size: 9 },
    ],
    [
      "other bytes of the same size, by their checksum",
      { crc64: "2", size: 9 },
      { crc64: "2", size: 9 },
    ],
    [
      "a date alone that is the same adds nothing",
      { lastModified: "2026-03-01T00:00:00.000Z" },
      whole,
    ],
    ["a later date alone ends the fingerprint", { lastModified: later }, { lastModified: later }],
    ["another size alone ends the fingerprint", { size: 8 }, { size: 8 }],
    ["nothing changes nothing", {}, whole],
  ];
  for (const [what, told, known] of newer) {
    it(`after newer ones: ${what}`, () => assert.deepEqual(updatedFacts(whole, told), known));
  }

  const older: [what: string, before: ImageFacts, told: ImageFacts, known: ImageFacts][] = [
    ["add what was unknown of the same bytes", { etag: md5, size: 9 }, whole, whole],
    ["add nothing of other bytes", { etag: otherMd5, size: 9 }, whole, { etag: otherMd5, size: 9 }],
    ["are all that is known", {}, whole, whole],
    [
      "do not replace what is known",
      { ...whole, storageClass: "IA" },
      whole,
      { ...whole, storageClass: "IA" },
    ],
  ];
  for (const [what, before, told, known] of older) {
    it(`older ones ${what}`, () => assert.deepEqual(completedFacts(before, told), known));
  }
});

describe("the detection that judges an image", () => {
  const at = (detected: number, bytes: Partial<DetectedVersion> = {}): DetectedVersion => ({
    ...bytes,
    detected,
  });
  const ours = { etag: md5, size: 9 };
  const others = { etag: otherMd5, size: 9 };
  const unknown = { modified: undefined };
  const cases: [
    what: string,
    newestFirst: DetectedVersion[],
    present: Parameters<typeof judging>[1],
    current: number | undefined,
    isOutdated: boolean,
  ][] = [
    ["none", [], { ...ours, modified: 1 }, undefined, false],
    [
      "the newest of the present bytes",
      [at(3, others), at(2, ours), at(1, ours)],
      { ...ours, ...unknown },
      1,
      false,
    ],
    ["none of the present bytes", [at(3, others)], { ...ours, ...unknown }, undefined, true],
    ["one without a fingerprint", [at(3)], { ...ours, modified: 2 }, 0, false],
    [
      "one without a fingerprint that is older than the bytes",
      [at(1)],
      { ...ours, modified: 2 },
      0,
      true,
    ],
    ["an image whose bytes are not known", [at(3, others), at(2, ours)], unknown, 0, false],
    ["an image of which only the date is known", [at(1, ours)], { modified: 2 }, 0, true],
    ["the same bytes, whatever the date says", [at(1, ours)], { ...ours, modified: 2 }, 0, false],
    [
      "fingerprints with nothing in common",
      [at(1, { crc64: "1", size: 9 })],
      { ...ours, modified: 1 },
      0,
      false,
    ],
    [
      "fingerprints with nothing in common, of other sizes",
      [at(1, { crc64: "1", size: 8 })],
      { ...ours, modified: 1 },
      undefined,
      true,
    ],
  ];
  for (const [what, newestFirst, present, current, isOutdated] of cases) {
    it(`is right for ${what}`, () => {
      assert.deepEqual(judging(newestFirst, present), { current, isOutdated });
    });
  }
});
