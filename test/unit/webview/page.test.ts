import assert from "node:assert/strict";
import { webviewPage } from "../../../src/webview/page.ts";

describe("the page of a webview", () => {
  const page = webviewPage({
    title: "Image labels",
    script: "document.body.append('a < b');",
    style: "body > p { color: red }",
    nonce: "bm9uY2U",
    language: "zh-CN",
    texts: { "Detect labels": "检测标签" },
  });
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];

  it("allows its script, its styles and blob: pictures, and nothing else", () => {
    assert.deepEqual(policy?.split("; "), [
      "default-src 'none'",
      "img-src blob:",
      "style-src 'nonce-bm9uY2U'",
      "script-src 'nonce-bm9uY2U'",
    ]);
  });

  it("brings its script and its styles along, as they are, and loads nothing", () => {
    assert.match(
      page,
      /<script type="module" nonce="bm9uY2U">document\.body\.append\('a < b'\);<\/script>/,
    );
    assert.match(page, /<style nonce="bm9uY2U">body > p \{ color: red \}<\/style>/);
    assert.equal(page.match(/<script(?! type="application\/json")/g)?.length, 1);
    assert.doesNotMatch(page, /src=|href=|style=/);
  });

  it("says its language, and brings the texts in it", () => {
    assert.match(page, /<html lang="zh-CN">/);
    const texts = /<script type="application\/json" id="texts">(.*?)<\/script>/.exec(page)?.[1];
    assert.deepEqual(JSON.parse(texts ?? ""), { "Detect labels": "检测标签" });
  });

  it("cannot be broken out of", () => {
    const hostile = webviewPage({
      title: "</title><b>",
      script: "",
      style: "",
      nonce: '"><b>',
      language: '"><b>',
      texts: { "</script><b>": "</script><b>" },
    });
    assert.doesNotMatch(hostile, /<b>/);
  });
});
