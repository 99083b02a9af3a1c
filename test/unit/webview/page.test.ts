import assert from "node:assert/strict";
import { webviewPage } from "../../../src/webview/page.ts";

describe("the page of a webview", () => {
  const page = webviewPage({
    title: "Image labels",
    script: "https://host/panel.js?a=1&b=2",
    style: "https://host/panel.css",
    source: "https://host",
    nonce: "bm9uY2U",
    language: "zh-CN",
    texts: { "Detect labels": "检测标签" },
  });
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];

  it("allows one script, our styles and blob: pictures, and nothing else", () => {
    assert.deepEqual(policy?.split("; "), [
      "default-src 'none'",
      "img-src blob:",
      "style-src https://host",
      "font-src https://host",
      "script-src 'nonce-bm9uY2U'",
    ]);
  });

  it("holds no inline script and no inline style", () => {
    assert.match(
      page,
      /<script type="module" nonce="bm9uY2U" src="https:\/\/host\/panel\.js\?a=1&amp;b=2"><\/script>/,
    );
    assert.equal(page.match(/<script(?! type="application\/json")/g)?.length, 1);
    assert.doesNotMatch(page, /<style|style=/);
  });

  it("says its language, and brings the texts in it", () => {
    assert.match(page, /<html lang="zh-CN">/);
    const texts = /<script type="application\/json" id="texts">(.*?)<\/script>/.exec(page)?.[1];
    assert.deepEqual(JSON.parse(texts ?? ""), { "Detect labels": "检测标签" });
  });

  it("cannot be broken out of", () => {
    const hostile = webviewPage({
      title: "</title><b>",
      script: '"><b>',
      style: '"><b>',
      source: '"><b>',
      nonce: '"><b>',
      language: '"><b>',
      texts: { "</script><b>": "</script><b>" },
    });
    assert.doesNotMatch(hostile, /<b>/);
  });
});
