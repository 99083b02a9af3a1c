import assert from "node:assert/strict";
import * as l10n from "@vscode/l10n";
import { grouped, joined, sentences, sizeText } from "../../../src/labels/format.ts";

describe("sizes for people", () => {
  const rows: [bytes: number, text: string][] = [
    [0, "0 B"],
    [1, "1 B"],
    [999, "999 B"],
    [1000, "1.0 kB"],
    [1400, "1.4 kB"],
    [9949, "9.9 kB"],
    [9950, "10 kB"],
    [212_480, "212 kB"],
    [999_499, "999 kB"],
    [999_500, "1.0 MB"],
    [20_971_520, "21 MB"],
    [999_499_999, "999 MB"],
    [999_500_000, "1.0 GB"],
    [3_200_000_000, "3.2 GB"],
  ];
  for (const [bytes, text] of rows) {
    it(`shows ${bytes} bytes as ${text}`, () => assert.equal(sizeText(bytes), text));
  }
});

describe("counts for people", () => {
  const rows: [number: number | string, text: string][] = [
    [0, "0"],
    [999, "999"],
    [1000, "1,000"],
    [1_234_567, "1,234,567"],
    ["1234.50", "1,234.50"],
  ];
  for (const [number, text] of rows) {
    it(`groups ${number} as ${text}`, () => assert.equal(grouped(number), text));
  }

  it("enumerates as each language does", () => {
    assert.equal(joined(["cat", "sofa"]), "cat, sofa");
    try {
      l10n.config({ contents: { ", /between the items of a list": "、" } });
      assert.equal(joined(["猫", "沙发"]), "猫、沙发");
    } finally {
      l10n.config({ contents: {} });
    }
  });

  it("sets sentences apart as each language does, and leaves out what is not said", () => {
    assert.equal(sentences("Done.", false, "", undefined, "1 failed."), "Done. 1 failed.");
    assert.equal(sentences(undefined, ""), "");
    try {
      l10n.config({ contents: { "{0} {1}/two sentences, one after the other": "{0}{1}" } });
      assert.equal(sentences("完成。", "1 个失败。"), "完成。1 个失败。");
    } finally {
      l10n.config({ contents: {} });
    }
  });
});
