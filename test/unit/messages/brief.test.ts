import assert from "node:assert/strict";
import { Refusal } from "../../../src/errors/refusal.ts";
import { cancelledText, noPictureText } from "../../../src/messages/brief.ts";
import { OssError } from "../../../src/oss/error.ts";

const facts = {
  call: "getObject",
  account: "Photos",
  target: "oss://photos/a.jpg",
  host: "oss-cn-hangzhou.aliyuncs.com",
  region: "cn-hangzhou",
} as const;

const cancelled = (possiblyBilledCalls: number) =>
  new OssError("cancelled", { ...facts, call: "detectLabels", possiblyBilledCalls });

describe("failures in few words", () => {
  const pictures: [unknown, string][] = [
    [new OssError("InvalidObjectState", facts), "Archived"],
    [new OssError("NoSuchKey", facts), "Not found"],
    [new OssError("AccessDenied", facts), "May not read this"],
    [new OssError("ImageTooLarge", facts), "Too large"],
    [new Refusal("not-an-image", { file: "a.jpg" }), "Not an image"],
    [new OssError("timed-out", facts), "Timed out"],
    [new Error("InvalidObjectState"), "No preview"],
    [undefined, "No preview"],
  ];
  for (const [error, text] of pictures) {
    it(`${error} is "${text}" in the picture's place`, () =>
      assert.equal(noPictureText(error), text));
  }

  const cancellations: [string, unknown, boolean, string][] = [
    ["that was sent", cancelled(1), false, "Cancelled. The call may have been billed."],
    ["that was not sent", cancelled(0), false, "Cancelled. Nothing was billed."],
    ["of the sample", cancelled(1), true, "Cancelled. Nothing was billed."],
    ["that goes on for another", new DOMException("", "AbortError"), false, "Cancelled."],
  ];
  for (const [call, error, isFree, text] of cancellations) {
    it(`a cancelled call ${call} says "${text}"`, () =>
      assert.equal(cancelledText(error, isFree), text));
  }
});
