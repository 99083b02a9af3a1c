import assert from "node:assert/strict";
import { type ObjectRef, refKey, sameRef } from "../../../src/oss/objectRef.ts";

const cat: ObjectRef = { account: "A", bucket: "photos", key: "cats/tom.jpg" };

describe("references to objects", () => {
  const others: readonly [what: string, ref: ObjectRef][] = [
    ["of another account", { ...cat, account: "B" }],
    ["in another bucket", { ...cat, bucket: "archive" }],
    ["of another key", { ...cat, key: "cats/tom.jpeg" }],
    ["whose names run into each other", { account: "A", bucket: "photos/cats", key: "tom.jpg" }],
    ["with quotes in a name", { ...cat, account: 'A","photos' }],
  ];
  for (const [what, other] of others) {
    it(`${what} are different`, () => {
      assert.notEqual(refKey(cat), refKey(other));
      assert.equal(sameRef(cat, other), false);
    });
  }

  it("with the same names are the same, whatever else they carry", () => {
    const listed = { ...cat, size: 7 };
    assert.equal(refKey(cat), refKey(listed));
    assert.equal(sameRef(cat, listed), true);
  });
});
