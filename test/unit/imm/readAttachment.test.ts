import assert from "node:assert/strict";
import { readAttachment } from "../../../src/imm/bucketAttachment.ts";
import { randomTexts } from "../oss/randomText.ts";

const credentials = { accessKeyId: "ak", accessKeySecret: "canary-secret-7f3a" };
const whole = JSON.stringify({
  RequestId: "5F74C5C9-5AC0-49F9-914D-E01589D3",
  ProjectName: "immtest",
  Code: "ResourceNotFound",
  Message: credentials.accessKeySecret,
});

describe("an answer of IMM", () => {
  it("is read without a throw and without a secret, however it is damaged", () => {
    for (const text of randomTexts(whole, 500)) {
      for (const status of [200, 400]) {
        const read = readAttachment({ status, headers: {}, body: Buffer.from(text) }, credentials);
        assert.ok(!JSON.stringify(read).includes(credentials.accessKeySecret));
      }
    }
  });

  for (const [body, kind] of [
    ["", "foreign"],
    ["null", "foreign"],
    ["[]", "foreign"],
    ["7", "foreign"],
    ['"text"', "foreign"],
    ['{"Code":{}}', "foreign"],
    ['{"__proto__":{"Code":"x"}}', "other"],
  ] as const) {
    it(`that is ${body || "empty"} says nothing of the bucket`, () => {
      const answer = { status: 200, headers: {}, body: Buffer.from(body) };
      assert.equal(readAttachment(answer, credentials).kind, kind);
    });
  }
});
