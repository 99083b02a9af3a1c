import assert from "node:assert/strict";
import { webviewPage } from "../../../src/webview/page.ts";

describe("the page of a webview", () => {
  const page = webviewPage({
    title: "Image labels",
    script: "https://host/panel.js?a=1&b=2",
    style: "https://host/panel.css",
    source: "https://host",
    nonce: "bm9uY2U",
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
    assert.equal(page.match(/<script/g)?.length, 1);
    assert.doesNotMatch(page, /<style|style=/);
  });

  it("cannot be broken out of", () => {
    const hostile = webviewPage({
      title: "</title><b>",
      script: '"><b>',
      style: '"><b>',
      source: '"><b>',
      nonce: '"><b>',
    });
    assert.doesNotMatch(hostile, /<b>/);
  });
});
