import assert from "node:assert/strict";
import { compareKeys } from "../../../src/oss/keyOrder.ts";
import { afterPrefix, firstNotBelow } from "../../../src/sample/store/keyOrder.ts";

const pieces = ["a", "b", "/", "~", "é", "照", "\ud7ff", "\ue000", "\uffee", "😀", "\u{10ffff}"];

/** Every string of up to three pieces. */
function* strings(): Generator<string> {
  for (const one of ["", ...pieces]) {
    for (const two of ["", ...pieces]) {
      for (const three of ["", ...pieces]) yield one + two + three;
    }
  }
}

describe("the order of keys", () => {
  it("is that of their UTF-8 bytes", () => {
    const keys = [...new Set(strings())];
    const sorted = keys.toSorted(compareKeys);
    const expected = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual(sorted, expected);
  });

  it("puts what is behind a prefix above all keys that have it, and below all others", () => {
    const longest = `a/${"\u{10ffff}".repeat(255)}`;
    assert.ok(compareKeys(longest, afterPrefix("a/")) < 0);
    assert.ok(compareKeys("a0", afterPrefix("a/")) > 0);
  });

  it("finds where a key is or would be", () => {
    const keys = ["a", "b", "d"];
    const find = (key: string) => firstNotBelow(key, keys.length, (index) => keys[index] ?? "");
    assert.deepEqual(["", "a", "aa", "b", "c", "d", "e"].map(find), [0, 0, 1, 1, 2, 2, 3]);
  });
});
