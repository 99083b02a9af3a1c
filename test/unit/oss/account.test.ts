import assert from "node:assert/strict";
import { maskedKeyId } from "../../../src/oss/account.ts";

describe("a masked AccessKey ID", () => {
  const cases: [id: string, shown: string][] = [
    ["LTAI5tabcdefghijWXYZ", "LTAI****WXYZ"],
    ["STS.NUabcdefghij1234", "STS.****1234"],
    ["short", "****"],
    ["", "****"],
  ];
  for (const [id, shown] of cases) it(`is ${shown}`, () => assert.equal(maskedKeyId(id), shown));
});
