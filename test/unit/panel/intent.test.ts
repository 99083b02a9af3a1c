import assert from "node:assert/strict";
import { parsePanelIntent } from "../../../src/panel/intent.ts";
import type { PanelIntent } from "../../../src/panel/protocol.ts";

describe("messages of the panel", () => {
  const intents: PanelIntent[] = [
    { type: "walk", step: -1 },
    { type: "labelLanguage", language: "zh-cn" },
    { type: "ready" },
    { type: "detect", threshold: 0 },
    { type: "detect", threshold: 1 },
    { type: "cancel" },
    { type: "copy", format: "json", threshold: 0.7 },
    { type: "copy", format: "csv", threshold: 0.7 },
    { type: "copy", format: "markdown", threshold: 0.7 },
    { type: "copy", format: "uri", threshold: 0 },
    { type: "copy", format: "raw", threshold: 0 },
    { type: "copy", format: "requestId", threshold: 0 },
    { type: "action", id: "writeTags", threshold: 0.7 },
    { type: "correct", kind: "hide", name: "猫" },
    { type: "correct", kind: "show", name: "" },
    { type: "correct", kind: "remove", name: "Cat" },
    { type: "addLabel" },
    { type: "openSettings" },
    { type: "showLog" },
  ];
  for (const intent of intents) {
    it(`understands ${JSON.stringify(intent)}`, () => {
      assert.deepEqual(parsePanelIntent(intent), intent);
    });
  }

  const others: [string, unknown][] = [
    ["nothing", undefined],
    ["null", null],
    ["text", "ready"],
    ["a list", [{ type: "ready" }]],
    ["an unknown type", { type: "detonate" }],
    ["no type", { threshold: 0.5 }],
    ["a threshold above 1", { type: "detect", threshold: 1.01 }],
    ["a threshold below 0", { type: "detect", threshold: -0.01 }],
    ["a threshold that is no number", { type: "detect", threshold: Number.NaN }],
    ["a threshold as text", { type: "detect", threshold: "0.5" }],
    ["a missing threshold", { type: "detect" }],
    ["an unknown format", { type: "copy", format: "html", threshold: 0.5 }],
    ["a correction of no name", { type: "correct", kind: "hide" }],
    ["an unknown correction", { type: "correct", kind: "delete", name: "Cat" }],
    ["an overlong action", { type: "action", id: "x".repeat(101), threshold: 0.5 }],
  ];
  for (const [name, message] of others) {
    it(`ignores ${name}`, () => assert.equal(parsePanelIntent(message), undefined));
  }

  it("drops what does not belong to a message", () => {
    assert.deepEqual(parsePanelIntent({ type: "ready", extra: 1 }), { type: "ready" });
  });
});
