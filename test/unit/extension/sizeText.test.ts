import assert from "node:assert/strict";
import { sizeText } from "../../../src/extension/sizeText.ts";

describe("sizes for people", () => {
  const rows: [bytes: number, text: string][] = [
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1 kB"],
    [999_499, "999 kB"],
    [999_500, "1.0 MB"],
    [20_971_520, "21.0 MB"],
    [999_949_999, "999.9 MB"],
    [999_950_000, "1.0 GB"],
  ];
  for (const [bytes, text] of rows) {
    it(`shows ${bytes} as ${text}`, () => assert.equal(sizeText(bytes), text));
  }
});
