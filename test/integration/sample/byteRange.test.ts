import assert from "node:assert/strict";
import { readRange } from "../../../src/sample/http/byteRange.ts";
import { ServiceError } from "../../../src/sample/serviceError.ts";

const size = 1000;
const whole = undefined;
const refused = "refused";

/** Range, what OSS sends by itself, and what it sends for `x-oss-range-behavior: standard`. */
const cases: readonly (readonly [string, Part, Part])[] = [
  ["bytes=0-499", [0, 499], [0, 499]],
  ["bytes=500-999", [500, 999], [500, 999]],
  ["bytes=-500", [500, 999], [500, 999]],
  ["bytes=500-", [500, 999], [500, 999]],
  ["bytes=0-", [0, 999], [0, 999]],
  ["bytes=0-0", [0, 0], [0, 0]],
  ["bytes=0-499,500-999", [0, 499], [0, 499]],
  ["bytes=500-2000", whole, [500, 999]],
  ["bytes=0-1000", whole, [0, 999]],
  ["bytes=-2000", whole, [0, 999]],
  ["bytes=1000-2000", whole, refused],
  ["bytes=1000-", whole, refused],
  ["bytes=-0", whole, refused],
  ["byte=0-499", whole, whole],
  ["bytes=9-3", whole, whole],
  ["bytes=-", whole, whole],
  ["bytes=a-b", whole, whole],
  ["bytes=99999999999999999999-", whole, refused],
  ["", whole, whole],
];

type Part = readonly [number, number] | undefined | "refused";

describe("a range of bytes", () => {
  for (const [range, lenient, standard] of cases) {
    it(range || "none at all", () => {
      assert.deepEqual(part({ range }), lenient);
      assert.deepEqual(part({ range, "x-oss-range-behavior": "standard" }), standard);
    });
  }

  it("of an empty object is all of it, or refused", () => {
    assert.equal(readRange({ range: "bytes=0-" }, 0), undefined);
    const headers = { range: "bytes=0-", "x-oss-range-behavior": "standard" };
    assert.throws(() => readRange(headers, 0), { status: 416 });
  });
});

function part(headers: Readonly<Record<string, string>>): Part {
  try {
    const range = readRange(headers, size);
    return range && [range.first, range.last];
  } catch (error) {
    assert.ok(error instanceof ServiceError && error.status === 416);
    return refused;
  }
}
