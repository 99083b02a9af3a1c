import assert from "node:assert/strict";
import { Pace } from "../../../src/runs/pace.ts";

describe("the pace of a run", () => {
  let now: number;
  const pace = (max: number) => new Pace(max, () => now);
  beforeEach(() => {
    now = 0;
  });

  it("halves when the service says that it is too much, once for all calls that were under way", () => {
    const calls = pace(16);
    const { round } = calls;
    for (let call = 0; call < 16; call++) calls.slowDown(round);
    assert.equal(calls.limit, 8);
    calls.slowDown(calls.round);
    assert.equal(calls.limit, 4);
  });

  it("takes one more after as many answers as there are calls, up to what is allowed", () => {
    const calls = pace(8);
    calls.slowDown(calls.round);
    const limits = Array.from({ length: 40 }, () => {
      calls.succeeded();
      return calls.limit;
    });
    assert.deepEqual(
      [3, 4, 8, 9, 14, 15, 21, 22, 39].map((at) => limits[at - 1]),
      [4, 5, 5, 6, 6, 7, 7, 8, 8],
    );
  });

  it("pauses for longer and longer where one call is too much, and not any more after an answer", () => {
    const calls = pace(1);
    const pauses = [0, 0, 0, 0, 0, 0, 0, 0].map(() => {
      calls.slowDown(calls.round);
      const { pauseLeft } = calls;
      assert.equal(calls.limit, 0);
      now += pauseLeft;
      assert.equal(calls.limit, 1);
      return pauseLeft;
    });
    assert.deepEqual(pauses, [500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    calls.succeeded();
    calls.slowDown(calls.round);
    assert.equal(calls.pauseLeft, 500);
  });

  it("follows the setting, both ways", () => {
    const calls = pace(4);
    calls.max = 2;
    assert.equal(calls.limit, 2);
    calls.max = 10;
    assert.equal(calls.limit, 10);
    calls.slowDown(calls.round);
    calls.max = 12;
    assert.equal(calls.limit, 5);
  });

  it("tells the rate of the last half minute, and none before it can", () => {
    const calls = pace(4);
    for (let image = 0; image < 4; image++) calls.done();
    assert.equal(calls.rate, undefined);
    for (let image = 0; image < 100; image++) {
      now += 500;
      calls.done();
    }
    assert.ok(Math.abs((calls.rate ?? 0) - 2) < 0.05);
    now += 60_000;
    assert.equal(calls.rate, undefined);
  });
});
