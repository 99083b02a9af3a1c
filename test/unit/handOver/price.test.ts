import assert from "node:assert/strict";
import { stepText } from "../../../src/handOver/immPlan.ts";
import {
  indexPriceText,
  money,
  queryPriceText,
  templatePriceText,
} from "../../../src/handOver/price.ts";
import { approximationText, untranslatedText } from "../../../src/handOver/words.ts";
import { markTexts, outsideBrackets, restoreTexts } from "../markedTexts.ts";

const price = { labelsPerThousand: 0.142, currency: "USD", isFree: false };

describe("the price of a hand-over", () => {
  it("names what else is billed and the least that it comes to", () => {
    const text = templatePriceText(price, { images: 1_000_000, isAtLeast: false });
    assert.match(text, /labels USD 0\.142 per 1,000 images, faces USD 0\.028/);
    assert.match(text, /1,000,000 images: at least USD 170\.00\./);
    assert.match(text, /every later query/);
  });

  it("does not add up two currencies", () => {
    const yuan = { ...price, labelsPerThousand: 1, currency: "CNY" };
    const text = templatePriceText(yuan, { images: 2000, isAtLeast: true });
    assert.match(text, /At least 2,000 images: at least CNY 2\.00\./);
    assert.doesNotMatch(text, /0\.028/);
  });

  it("is nothing on the sample account, and said to be unknown where it is", () => {
    assert.equal(
      templatePriceText({ ...price, isFree: true }, undefined),
      "The sample account bills nothing.",
    );
    assert.match(indexPriceText(price), /prices that only its price page says/);
  });

  it("is written with as many digits as it needs", () => {
    assert.deepEqual(
      [money(0, "USD"), money(0.142, "USD"), money(1234.5, "USD")],
      ["USD 0.00", "USD 0.142", "USD 1,234.50"],
    );
  });
});

describe("what is said of another engine in another language", () => {
  before(markTexts);
  after(restoreTexts);

  const texts: readonly (readonly [what: string, text: () => string])[] = [
    ["a price", () => templatePriceText(price, { images: 1, isAtLeast: false })],
    ["a price in yuan", () => templatePriceText({ ...price, currency: "CNY" }, undefined)],
    ["the price of an index", () => indexPriceText(price)],
    ["the price of a query", () => queryPriceText(price, "imm")],
    ["a clause", () => untranslatedText({ clause: "is:empty", reason: "known-here-only" })],
    ["a whole query", () => untranslatedText({ clause: "", reason: "too-deep" })],
    ["a difference", () => approximationText({ clause: "label:a", difference: "as-written" })],
    ["a step", () => stepText({ kind: "create-project", project: "p" })],
  ];
  for (const [what, text] of texts) {
    it(`leaves nothing out of ${what}`, () => assert.equal(outsideBrackets(text()), ""));
  }
});
