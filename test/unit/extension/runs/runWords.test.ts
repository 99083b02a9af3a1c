import assert from "node:assert/strict";
import {
  planButton,
  planDetail,
  planQuestion,
  stateText,
} from "../../../../src/extension/runs/runWords.ts";
import type { Run } from "../../../../src/runs/item.ts";

const facts = { billed: 0, prices: { perThousandCalls: 0.142, currency: "USD" }, concurrency: 4 };

function run(counts: Partial<Run>): Run {
  return {
    ...{
      id: 1,
      title: "oss://pics/",
      state: "planning",
      options: { refresh: false, by: "person" },
    },
    ...{ images: 0, waiting: 0, copies: 0, inFlight: 0, detected: 0, known: 0, refused: 0 },
    ...{ failed: 0, calls: 0, billableCalls: 0, createdAt: 0, maxCalls: 0 },
    ...counts,
  };
}

describe("A run in words", () => {
  it("counts a copy as an image that is detected, and as no call", () => {
    const plan = run({ images: 27, calls: 25, copies: 2 });
    assert.equal(planQuestion(plan, facts), "Detect the labels of 27 images? Nothing is billed.");
    assert.equal(planButton(plan), "Detect 27 Images");
    assert.match(planDetail(plan, [], facts), /\n2 have the same bytes as another/);
  });

  it("leaves out of the button what is known and what cannot be detected", () => {
    const plan = run({ images: 12, calls: 8, known: 3, refused: 1 });
    assert.match(
      planQuestion(plan, { ...facts, billed: 8 }),
      /8 calls may be .*; the labels of 3 /,
    );
    assert.equal(planButton(plan), "Detect 8 Images");
  });

  it("says what a single call at a time is", () => {
    const plan = run({ images: 1, calls: 1 });
    assert.match(planDetail(plan, [], { ...facts, concurrency: 1 }), /one call at a time\./);
  });

  const states: readonly (readonly [counts: Partial<Run>, text: string])[] = [
    [{ state: "done", images: 27 }, "27 images"],
    [{ state: "done", images: 1 }, "1 image"],
    [{ state: "done", images: 1200, failed: 38 }, "1,200 images · 38 failed"],
    [{ state: "cancelled", images: 27, failed: 18 }, "cancelled · 9 of 27"],
    [{ state: "paused", images: 27, waiting: 20 }, "paused · 7 of 27"],
  ];
  for (const [counts, text] of states) {
    it(`says ${text}`, () => assert.equal(stateText(run(counts), undefined), text));
  }
});
