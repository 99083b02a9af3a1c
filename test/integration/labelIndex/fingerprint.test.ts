import assert from "node:assert/strict";
import {
  isSameContent,
  isSameVersion,
  normalizeEtag,
} from "../../../src/labelIndex/fingerprint.ts";
import type { ObjectVersion } from "../../../src/labelIndex/storedDetection.ts";
import { md5, otherMd5 } from "./answers.ts";

type Known = Pick<ObjectVersion, "etag" | "crc64" | "size">;

const inParts = '"5B3C1A2E053D763E1B002CC607C5A0FE-3"';
const inOtherParts = '"0CC175B9C0F1B6A831C399E269772661-1"';

const cases: [what: string, a: Known, b: Known, sameVersion: boolean, sameContent: boolean][] = [
  ["equal MD5 and size", { etag: md5, size: 9 }, { etag: md5, size: 9 }, true, true],
  ["equal MD5, unknown size", { etag: md5, size: 9 }, { etag: md5 }, true, false],
  [
    "MD5 in other spelling",
    { etag: md5, size: 9 },
    { etag: md5.toLowerCase().slice(1, -1), size: 9 },
    true,
    true,
  ],
  ["equal CRC-64 and size", { crc64: "1", size: 9 }, { crc64: "1", size: 9 }, true, true],
  ["equal CRC-64, other size", { crc64: "1", size: 9 }, { crc64: "1", size: 8 }, false, false],
  ["other MD5", { etag: md5, size: 9 }, { etag: otherMd5, size: 9 }, false, false],
  [
    "equal CRC-64, other MD5",
    { etag: md5, crc64: "1", size: 9 },
    { etag: otherMd5, crc64: "1", size: 9 },
    false,
    false,
  ],
  [
    "equal MD5, other CRC-64",
    { etag: md5, crc64: "1", size: 9 },
    { etag: md5, crc64: "2", size: 9 },
    false,
    false,
  ],
  ["equal ETag of parts", { etag: inParts, size: 9 }, { etag: inParts, size: 9 }, true, false],
  [
    "equal CRC-64, other ETag of parts",
    { etag: inParts, crc64: "1", size: 9 },
    { etag: inOtherParts, crc64: "1", size: 9 },
    true,
    true,
  ],
  [
    "other ETag of parts alone",
    { etag: inParts, size: 9 },
    { etag: inOtherParts, size: 9 },
    false,
    false,
  ],
  ["equal size alone", { size: 9 }, { size: 9 }, false, false],
  ["nothing known", {}, {}, false, false],
  ["nothing in common", { etag: md5, size: 9 }, { crc64: "1", size: 9 }, false, false],
  ["empty ETags", { etag: '""', size: 9 }, { etag: "", size: 9 }, false, false],
];

describe("same bytes", () => {
  for (const [what, a, b, sameVersion, sameContent] of cases) {
    it(`${what}: ${sameVersion ? "the same" : "another"} version, ${sameContent ? "the same" : "maybe other"} content`, () => {
      assert.equal(isSameVersion(a, b), sameVersion);
      assert.equal(isSameVersion(b, a), sameVersion);
      assert.equal(isSameContent(a, b), sameContent);
      assert.equal(isSameContent(b, a), sameContent);
    });
  }

  it("reads weak ETags as the plain ones", () => assert.equal(normalizeEtag('W/"ab"'), "AB"));
});
