import assert from "node:assert/strict";
import { durationText, estimatedSeconds, priceText } from "../../../src/runs/estimate.ts";

describe("what a run is said to take", () => {
  it("is 31 hours for a million at a concurrency of 4", () => {
    assert.equal(durationText(estimatedSeconds(1_000_000, 4)), "about 31 hours");
  });

  for (const [seconds, text] of [
    [0, "less than a minute"],
    [59, "less than a minute"],
    [60, "about 1 minute"],
    [89 * 60, "about 89 minutes"],
    [2 * 3600, "about 2 hours"],
    [4 * 86_400, "about 4 days"],
  ] as const) {
    it(`is ${text} for ${seconds} s`, () => assert.equal(durationText(seconds), text));
  }

  for (const [calls, text] of [
    [1_000_000, "USD 142.00"],
    [10_000_000, "USD 1,420.00"],
    [1000, "USD 0.14"],
    [1, "less than USD 0.01"],
    [0, "USD 0.00"],
  ] as const) {
    it(`costs ${text} for ${calls} calls`, () =>
      assert.equal(priceText(calls, { perThousandCalls: 0.142, currency: "USD" }), text));
  }
});
