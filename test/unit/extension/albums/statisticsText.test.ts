import assert from "node:assert/strict";
import {
  costsText,
  percent,
  statisticsText,
} from "../../../../src/extension/albums/statisticsText.ts";
import type { Statistics } from "../../../../src/labelIndex/port.ts";

const prices = { perThousandCalls: 0.142, currency: "USD" };
const none: Statistics = {
  images: 0,
  labelled: 0,
  unlabelled: 0,
  empty: 0,
  outdated: 0,
  corrected: 0,
  lowConfidence: 0,
  top: [],
  rare: [],
  calls: 0,
};
const text = (statistics: Partial<Statistics>) =>
  statisticsText({
    about: { query: "label:Cat", name: "Cats | *all*" },
    statistics: { ...none, ...statistics },
    prices,
    language: "en",
    namer: (name) =>
      name === "狗" ? { text: "dog", language: "en", source: "glossary" } : undefined,
  });

describe("statistics to read", () => {
  it("say how many images are in which state, and which labels they have", () => {
    const read = text({
      images: 2000,
      labelled: 1990,
      outdated: 3,
      calls: 10_000,
      top: [{ name: "猫|*", images: 1500 }],
      rare: [{ name: "Owl", images: 1 }],
    });
    assert.match(
      read,
      /^# Statistics: Cats \\\| \\\*all\\\*\n\n`label:Cat`\n\n\*\*2,000\*\* images are known\./,
    );
    assert.match(read, /\n\| With labels \| 1,990 \| >99 % \|\n/);
    assert.match(read, /\n\| Changed since they were detected \| 3 \| <1 % \|\n/);
    assert.match(read, /\n\| 猫\\\|\\\* \| 1,500 \| 75 % \| ━{20} \|\n/);
    assert.match(read, /## Rarest labels\n\n.*\n.*\n\| Owl \| 1 \| <1 % \| ━{20} \|/);
    assert.match(read, /The answers of 10,000 calls are kept of these images: about USD 1\.42\./);
    assert.match(
      read,
      /estimate at USD 0\.142 per 1,000 calls.*what counts is the bill of Alibaba Cloud/,
    );
  });

  it("name labels in the reader's language, beside what the service wrote", () => {
    const read = text({ images: 2, top: [{ name: "狗", images: 1 }] });
    assert.match(read, /\n\| dog \\\(狗\\\) \| 1 \| 50 % \|/);
  });

  it("of nothing say so", () => {
    const read = text({});
    assert.match(read, /\*\*0\*\* images are known\./);
    assert.doesNotMatch(read, /\| With labels|## Most/);
    assert.match(read, /No answer of a billed call is kept/);
  });
});

describe("costs to read", () => {
  const work = { account: "work", first: "2026-03-02", today: 1, month: 1000, ever: 20_000 };

  it("are by account, and together without what is free", () => {
    const sample = { account: "", first: "2026-03-01", today: 3, month: 3, ever: 3 };
    const other = { ...work, account: "other", today: 0 };
    const read = costsText([sample, work, other], prices, "en");
    assert.match(read, /^\| Account \| Today \| This month \| Since 2026-03-01 \|$/m);
    assert.match(
      read,
      /\n\| work \| 1 call: less than USD 0\.01 \| 1,000 calls: USD 0\.14 \| 20,000 calls: USD 2\.84 \|\n/,
    );
    assert.match(read, /\n\| \*Sample account\* \| 3 calls: free \|/);
    assert.match(read, /\n\| other \| – \|/);
    assert.match(
      read,
      /\n\| \*\*Together\*\* \| 1 call: less than USD 0\.01 \| 2,000 calls: USD 0\.28 \|/,
    );
    assert.match(read, /what counts is the bill/);
  });

  it("are none where nothing was detected", () => {
    assert.match(costsText([], prices, "en"), /nothing has been billed/);
  });
});

describe("a share", () => {
  for (const [part, whole, said] of [
    [0, 0, "–"],
    [0, 5, "0 %"],
    [1, 1000, "<1 %"],
    [999, 1000, ">99 %"],
    [1, 3, "33 %"],
    [5, 5, "100 %"],
  ] as const) {
    it(`${part} of ${whole} is ${said}`, () => assert.equal(percent(part, whole), said));
  }
});
