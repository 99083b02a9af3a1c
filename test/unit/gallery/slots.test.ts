import assert from "node:assert/strict";
import { assignSlots, type Slots } from "../../../src/gallery/model/slots.ts";

describe("the elements of the gallery's rows", () => {
  it("stay with their rows, and go to the next when those are gone", () => {
    const first = assignSlots([], { first: 0, last: 3 });
    assert.deepEqual([...first].sort(), [0, 1, 2, 3]);
    const next = assignSlots(first, { first: 2, last: 5 });
    assert.equal(next.length, 4);
    for (const row of [2, 3]) assert.equal(next.indexOf(row), first.indexOf(row));
    assert.deepEqual([...next].sort(), [2, 3, 4, 5]);
  });

  it("keep the row that has the focus wherever it is", () => {
    let slots: Slots = assignSlots([], { first: 0, last: 9 }, 4);
    const element = slots.indexOf(4);
    for (let first = 0; first < 5000; first += 7) {
      slots = assignSlots(slots, { first, last: first + 9 }, 4);
      assert.equal(slots.indexOf(4), element);
      const drawn = slots.filter((row) => row !== undefined);
      assert.equal(new Set(drawn).size, drawn.length);
      assert.ok(slots.length <= 11);
    }
  });

  it("are left empty where fewer rows are drawn", () => {
    const many = assignSlots([], { first: 0, last: 9 });
    const few = assignSlots(many, { first: 0, last: 1 });
    assert.equal(few.filter((row) => row !== undefined).length, 2);
    assert.equal(few.indexOf(1), many.indexOf(1));
    assert.equal(assignSlots(few, { first: 0, last: 9 }).length, 10);
  });
});
