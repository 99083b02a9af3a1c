import assert from "node:assert/strict";
import { compareKeys } from "../../../src/oss/keyOrder.ts";

describe("the order of keys", () => {
  it("is that of their bytes", () => {
    const texts = [
      "",
      "a",
      "é",
      "\ud7ff",
      "\ue000",
      "\uffff",
      "\u{10000}",
      "😀",
      "\u{10ffff}",
      "ab",
    ];
    const byBytes = [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual([...texts].reverse().sort(compareKeys), byBytes);
  });
});
