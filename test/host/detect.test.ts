import assert from "node:assert/strict";
import * as vscode from "vscode";
import { billableCallsOf, detect, inspection, withSetting } from "./extension.ts";

const example = "oss://sample/example.jpg";

describe("the command ossImageLabels.openSettings", () => {
  it("takes no object for a name", () =>
    vscode.commands.executeCommand("ossImageLabels.openSettings", { name: 1 }));
});

describe("the command ossImageLabels.detect", () => {
  it("resolves to the documented result", async () => {
    const detection = await detect(example, { show: false, refresh: true });
    const { requestId, detectedAt, labels, ...rest } = detection;
    assert.deepEqual(rest, {
      object: example,
      account: "Sample",
      threshold: 0.7,
      fromCache: false,
    });
    assert.match(requestId ?? "", /^[0-9A-F-]{36}$/);
    assert.ok(Math.abs(Date.now() - Date.parse(detectedAt)) < 60_000);
    assert.deepEqual(labels, [
      {
        name: "Outerwear",
        level: 2,
        parent: "Clothing",
        confidence: 1,
        centricScore: 0.823,
        language: "zh-Hans",
        alias: undefined,
      },
      {
        name: "Apparel",
        level: 2,
        parent: "Clothing",
        confidence: 0.735,
        centricScore: 0.721,
        language: "zh-Hans",
        alias: undefined,
      },
    ]);
  });

  it("asks the service once, however often and at whatever higher threshold it is called", async () => {
    await detect(example, { show: false });
    const calls = await billableCallsOf(async () => {
      for (const threshold of [0.7, 0.8, 1]) {
        const detection = await detect(example, { threshold, show: false });
        assert.equal(detection.fromCache, true);
        assert.ok(detection.labels.every(({ confidence }) => (confidence ?? 0) >= threshold));
      }
    });
    assert.equal(calls, 0);
  });

  it("asks once for calls at the same time", async () => {
    const calls = await billableCallsOf(() =>
      Promise.all([1, 2, 3, 4].map(() => detect(example, { show: false, refresh: true }))),
    );
    assert.equal(calls, 1);
  });

  it("asks again at a lower threshold, and when told to", async () => {
    await detect(example, { show: false });
    assert.equal(await billableCallsOf(() => detect(example, { threshold: 0.2, show: false })), 1);
    assert.equal(await billableCallsOf(() => detect(example, { refresh: true, show: false })), 1);
  });

  it("takes URIs, URLs and Uri objects alike", async () => {
    const targets = [
      example,
      vscode.Uri.parse(example),
      "https://sample.oss-cn-hangzhou.aliyuncs.com/example.jpg?x-oss-process=image/resize,w_10",
      vscode.Uri.parse("https://sample.oss-cn-hangzhou.aliyuncs.com/example.jpg"),
    ];
    for (const target of targets) {
      assert.equal((await detect(target, { show: false })).object, example);
    }
  });

  it("opens a panel unless told not to", async () => {
    const { panels } = await inspection();
    await detect(example, { show: true });
    const state = panels.lastState;
    assert.equal(state?.kind, "detected");
    assert.equal(state?.object.uri, example);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  const failures: [string, unknown, object, string, RegExp][] = [
    [
      "an object that is not there",
      "oss://sample/none.jpg",
      {},
      "NoSuchKey",
      /does not exist|no object|not there/i,
    ],
    ["a malformed URI", "oss://", {}, "invalid-uri", /oss:\/\/bucket\/key/],
    ["a URL of a stranger", "https://example.com/a.jpg", {}, "foreign-url", /urlMappings/],
    ["text", "hello", {}, "invalid-uri", /oss:\/\/bucket\/key/],
    ["a threshold of 1.5", example, { threshold: 1.5 }, "wrong-threshold", /from 0 to 1/],
    ["a threshold that is text", example, { threshold: "abc" }, "wrong-threshold", /from 0 to 1/],
    ["refresh as text", example, { refresh: "false" }, "wrong-options", /refresh/],
    ["refresh as a list", example, { refresh: [] }, "wrong-options", /refresh/],
    ["show as a number", example, { show: 0 }, "wrong-options", /show/],
    ["a node without an object", { kind: "object" }, {}, "invalid-uri", /oss:\/\/bucket\/key/],
    ["an object without a type", Object.create(null), {}, "invalid-uri", /oss:\/\/bucket\/key/],
    ["a Uri with ?", vscode.Uri.parse(`${example}?x.jpg`), {}, "NoSuchKey", /example\.jpg\?x\.jpg/],
    ["a Uri with #", vscode.Uri.parse(`${example}#x.jpg`), {}, "NoSuchKey", /example\.jpg#x\.jpg/],
    ["a URI with ? and #", `${example}?a#b.jpg`, {}, "NoSuchKey", /example\.jpg\?a#b\.jpg/],
    ["a file's URI with #", "file:///none/a.jpg#b.jpg", {}, "file-unreadable", /a\.jpg#b\.jpg/],
    ["a file that is no image", "oss://sample/readme.txt", {}, "InvalidArgument", /JPEG|JPG|PNG/],
  ];
  for (const [what, target, options, code, sentence] of failures) {
    it(`rejects ${what} with a sentence and a code, and bills nothing`, async () => {
      const calls = await billableCallsOf(() =>
        assert.rejects(
          async () => detect(target, { show: false, refresh: true, ...options }),
          (error: Error & { code?: string }) => {
            assert.match(error.message, sentence);
            assert.match(error.message, /[.!?]$/);
            assert.equal(error.code, code);
            return true;
          },
        ),
      );
      assert.equal(calls, 0);
    });
  }

  for (const wrong of [1.5, -1, "abc"]) {
    it(`says what is wrong with a threshold of ${JSON.stringify(wrong)} in the settings`, async () => {
      await withSetting("threshold", wrong, async () => {
        await assert.rejects(async () => detect(example, { show: false }), {
          code: "wrong-setting",
          message: /ossImageLabels\.threshold .* from 0 to 1/,
        });
      });
    });
  }
});
