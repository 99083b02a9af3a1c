import assert from "node:assert/strict";
import { formatObjectUri, parseObjectUri } from "../../../src/oss/address.ts";
import {
  objectForPath,
  objectForUrl,
  pathsForObject,
  urlForObject,
} from "../../../src/references/mappings.ts";

describe("Objects for URLs", () => {
  const mappings = {
    "https://cdn.example.com": "oss://root",
    "https://cdn.example.com/assets/": "oss://assets/prefix/",
    "https://CDN.example.com/assets/deep": "oss://deep",
    "http://img.example.com:8080/a%20b": "oss://ported",
    "//bare.example.com": "oss://bare",
    "cdn2.example.com": "oss://nothing",
    "https://bad.example.com": "not an object",
    "https://user@auth.example.com": "oss://auth",
  };
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["https://cdn.example.com/a.png", "oss://root/a.png"],
    ["http://cdn.example.com/a.png", "oss://root/a.png"],
    ["//cdn.example.com/a.png", "oss://root/a.png"],
    ["HTTPS://CDN.EXAMPLE.COM/a.png", "oss://root/a.png"],
    ["https://cdn.example.com:443/a.png", "oss://root/a.png"],
    ["https://cdn.example.com:8443/a.png", undefined],
    ["https://cdn.example.com.evil.example/a.png", undefined],
    ["https://xcdn.example.com/a.png", undefined],
    ["https://user@cdn.example.com/a.png", undefined],
    ["https://cdn.example.com@evil.example/a.png", undefined],
    ["https://cdn.example.com/assets/a.png", "oss://assets/prefix/a.png"],
    ["https://cdn.example.com/assets2/a.png", "oss://root/assets2/a.png"],
    ["https://cdn.example.com/ASSETS/a.png", "oss://root/ASSETS/a.png"],
    ["https://cdn.example.com/assets/deep/a.png", "oss://deep/a.png"],
    ["https://cdn.example.com/assets/deep", "oss://assets/prefix/deep"],
    ["https://cdn.example.com/assets/../a.png", "oss://root/a.png"],
    ["https://cdn.example.com/assets/%2e%2e/a.png", "oss://root/a.png"],
    ["https://cdn.example.com/assets/..%2f..%2fa.png", undefined],
    ["https://cdn.example.com/my%20cat%2B%E7%8C%AB.png?x=1#y", "oss://root/my cat+猫.png"],
    ["https://cdn.example.com/a%.png", undefined],
    ["https://cdn.example.com/", undefined],
    ["https://cdn.example.com", undefined],
    ["https://cdn.example.com/dir/", undefined],
    ["http://img.example.com:8080/a%20b/c.png", "oss://ported/c.png"],
    ["http://img.example.com:8080/a b/c.png", "oss://ported/c.png"],
    ["http://img.example.com/a%20b/c.png", undefined],
    ["https://bare.example.com/a.png", "oss://bare/a.png"],
    ["https://cdn2.example.com/a.png", undefined],
    ["https://bad.example.com/a.png", undefined],
    ["https://auth.example.com/a.png", undefined],
    ["ftp://cdn.example.com/a.png", undefined],
    ["cdn.example.com/a.png", undefined],
    ["https://", undefined],
    ["", undefined],
  ];
  for (const [url, expected] of rows) {
    it(`${url} → ${expected ?? "nothing"}`, () => {
      const address = objectForUrl(url, mappings);
      assert.equal(address && formatObjectUri(address), expected);
    });
  }
});

describe("Objects for files", () => {
  const mappings = {
    public: "oss://photos/site",
    "./public/img/": "oss://pictures",
    "static\\files": "oss://files/x/",
    "../out": "oss://out",
    bad: "nothing",
  };
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["public/a.png", "oss://photos/site/a.png"],
    ["public/b/c d.png", "oss://photos/site/b/c d.png"],
    ["public/img/a.png", "oss://pictures/a.png"],
    ["public/images/a.png", "oss://photos/site/images/a.png"],
    ["public2/a.png", undefined],
    ["Public/a.png", undefined],
    ["static/files/a.png", "oss://files/x/a.png"],
    ["src/a.png", undefined],
    ["public", undefined],
    ["public/../secret/a.png", undefined],
    ["../out/a.png", undefined],
    ["bad/a.png", undefined],
    ["", undefined],
  ];
  for (const [path, expected] of rows) {
    it(`${path} → ${expected ?? "nothing"}`, () => {
      const address = objectForPath(path, mappings);
      assert.equal(address && formatObjectUri(address), expected);
    });
  }

  it("maps the whole workspace folder", () => {
    for (const all of ["", ".", "./"]) {
      assert.deepEqual(objectForPath("a/b.png", { [all]: "oss://whole/p" }), {
        bucket: "whole",
        key: "p/a/b.png",
      });
    }
  });
});

describe("Files and URLs for objects", () => {
  const address = (uri: string) => parseObjectUri(uri);
  const pathMappings = {
    public: "oss://photos/site",
    "./public/img/": "oss://pictures",
    "static\\files": "oss://photos/site/",
    "": "oss://whole",
    "../out": "oss://out",
  };
  const files: readonly (readonly [uri: string, paths: readonly string[]])[] = [
    ["oss://photos/site/a.png", ["public/a.png", "static/files/a.png"]],
    ["oss://photos/site2/a.png", []],
    ["oss://photos/site", []],
    ["oss://pictures/b/c d.png", ["public/img/b/c d.png"]],
    ["oss://photos/site/img/a.png", ["static/files/img/a.png"]],
    ["oss://whole/x.png", ["x.png"]],
    ["oss://whole/public/x.png", []],
    ["oss://whole/../x.png", []],
    ["oss://whole/a//x.png", []],
    ["oss://out/x.png", []],
  ];
  for (const [uri, paths] of files) {
    it(`${uri} → ${paths.join(", ") || "nothing"}`, () => {
      assert.deepEqual(pathsForObject(address(uri), pathMappings), paths);
    });
  }

  const urlMappings = {
    "https://cdn.example.com/assets/": "oss://assets/prefix",
    "//img.example.com": "oss://img",
    "https://old.example.com/x": "oss://img",
    "https://deep.example.com": "oss://deep",
    "https://deep.example.com/a": "oss://other",
  };
  const urls: readonly (readonly [uri: string, url: string | undefined])[] = [
    ["oss://assets/prefix/猫 (1).png", "https://cdn.example.com/assets/%E7%8C%AB%20%281%29.png"],
    ["oss://assets/other.png", undefined],
    ["oss://img/a.png", "https://img.example.com/a.png"],
    ["oss://deep/b.png", "https://deep.example.com/b.png"],
    ["oss://deep/a/b.png", undefined],
    ["oss://nowhere/a.png", undefined],
  ];
  for (const [uri, url] of urls) {
    it(`${uri} → ${url ?? "nothing"}`, () => {
      assert.equal(urlForObject(address(uri), urlMappings), url);
    });
  }
});
