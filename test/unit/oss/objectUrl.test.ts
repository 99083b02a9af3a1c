import assert from "node:assert/strict";
import { isKey } from "../../../src/oss/address.ts";
import { type CustomDomains, type ObjectUrl, readObjectUrl } from "../../../src/oss/objectUrl.ts";
import { randomTexts } from "./randomText.ts";

describe("URLs of objects", () => {
  const domains: CustomDomains = new Map([
    ["img.example.com", { bucket: "photos", region: "cn-hangzhou" }],
    ["cdn.example.com:8443", { bucket: "photos" }],
  ]);
  const at = (origin: string, key: string, rest: Partial<ObjectUrl>): ObjectUrl => ({
    address: { bucket: "photos", key },
    kind: "public",
    origin,
    ...rest,
  });
  const hangzhou = { region: "cn-hangzhou" };
  const host = "https://photos.oss-cn-hangzhou.aliyuncs.com";

  const good: [url: string, expected: ObjectUrl][] = [
    [`${host}/a.jpg`, at(host, "a.jpg", hangzhou)],
    ["HTTPS://Photos.OSS-cn-hangzhou.aliyuncs.com/A.jpg", at(host, "A.jpg", hangzhou)],
    [`${host}:443/a.jpg`, at(`${host}:443`, "a.jpg", hangzhou)],
    [
      "http://photos.oss-cn-hangzhou.aliyuncs.com:80/a.jpg",
      at("http://photos.oss-cn-hangzhou.aliyuncs.com:80", "a.jpg", hangzhou),
    ],
    [`${host}/a//../b/./c`, at(host, "a//../b/./c", hangzhou)],
    [`${host}/%E7%85%A7/a%20b+c%252F%2e%2e%2Fd`, at(host, "照/a b+c%2F../d", hangzhou)],
    [`${host}//a`, at(host, "/a", hangzhou)],
    [`${host}/%2Fa`, at(host, "/a", hangzhou)],
    [
      "https://pho_tos.oss-cn-hangzhou.aliyuncs.com/a",
      {
        ...at("https://pho_tos.oss-cn-hangzhou.aliyuncs.com", "a", hangzhou),
        address: { bucket: "pho_tos", key: "a" },
      },
    ],
    [`${host}/a@b:c.jpg`, at(host, "a@b:c.jpg", hangzhou)],
    [
      `${host}/a.jpg?x-oss-process=image%2Fresize%2Cw_1#top`,
      at(host, "a.jpg", { ...hangzhou, process: "image/resize,w_1" }),
    ],
    [
      `${host}/a.jpg?Expires=1&OSSAccessKeyId=ak&Signature=x%2B&security-token=t&x-oss-signature=9`,
      at(host, "a.jpg", hangzhou),
    ],
    [
      "https://photos.oss-cn-hangzhou-internal.aliyuncs.com/a",
      at("https://photos.oss-cn-hangzhou-internal.aliyuncs.com", "a", {
        ...hangzhou,
        kind: "internal",
      }),
    ],
    [
      "https://photos.vpc100-oss-cn-hangzhou.aliyuncs.com/a",
      at("https://photos.vpc100-oss-cn-hangzhou.aliyuncs.com", "a", {
        ...hangzhou,
        kind: "internal",
      }),
    ],
    [
      "https://photos.oss-accelerate.aliyuncs.com/a",
      at("https://photos.oss-accelerate.aliyuncs.com", "a", { kind: "accelerate" }),
    ],
    [
      "https://photos.oss-accelerate-overseas.aliyuncs.com/a",
      at("https://photos.oss-accelerate-overseas.aliyuncs.com", "a", { kind: "accelerate" }),
    ],
    [
      "https://photos.s3.oss-accelerate.aliyuncs.com/a",
      at("https://photos.s3.oss-accelerate.aliyuncs.com", "a", { kind: "accelerate" }),
    ],
    [
      "https://photos.s3.oss-cn-hangzhou-internal.aliyuncs.com/a",
      at("https://photos.s3.oss-cn-hangzhou-internal.aliyuncs.com", "a", {
        kind: "internal",
        region: "cn-hangzhou",
      }),
    ],
    [
      "https://photos.ap-southeast-1.oss.aliyuncs.com/a",
      at("https://photos.ap-southeast-1.oss.aliyuncs.com", "a", {
        region: "ap-southeast-1",
        kind: "dual-stack",
      }),
    ],
    [
      "https://img.example.com/a/b.jpg",
      at("https://img.example.com", "a/b.jpg", { ...hangzhou, kind: "custom-domain" }),
    ],
    [
      "https://cdn.example.com:8443/a",
      at("https://cdn.example.com:8443", "a", { kind: "custom-domain" }),
    ],
    ["http://127.0.0.1:4123/photos/a", at("http://127.0.0.1:4123", "a", { kind: "path" })],
    ["http://localhost/photos/a//b", at("http://localhost", "a//b", { kind: "path" })],
    ["http://[::1]:80/photos/a", at("http://[::1]:80", "a", { kind: "path" })],
  ];
  for (const [url, expected] of good) {
    it(`reads ${url}`, () => assert.deepEqual(readObjectUrl(url, domains), expected));
  }

  const foreign = [
    "",
    "photos.oss-cn-hangzhou.aliyuncs.com/a",
    "ftp://photos.oss-cn-hangzhou.aliyuncs.com/a",
    "https:photos.oss-cn-hangzhou.aliyuncs.com/a",
    "https:///photos.oss-cn-hangzhou.aliyuncs.com/a",
    " https://photos.oss-cn-hangzhou.aliyuncs.com/a",
    `${host}`,
    `${host}/`,
    `${host}/%`,
    `${host}/%ff`,
    `${host}/a\nb`,
    `${host}/${"a".repeat(1024)}`,
    `${host}:8080/a`,
    `http://photos.oss-cn-hangzhou.aliyuncs.com:443/a`,
    `${host}./a`,
    `${host}.evil.example/a`,
    "https://photos.oss-cn-hangzhou.aliyuncs.com.evil.example/a",
    "https://photos.oss-cn-hangzhou.aliyuncs.comevil.example/a",
    "https://photos.oss-cn-hangzhou.evil.example/a",
    "https://photos.oss-cn-hangzhou.aliyuncs.com@evil.example/a",
    "https://evil@photos.oss-cn-hangzhou.aliyuncs.com/a",
    "https://evil:pw@photos.oss-cn-hangzhou.aliyuncs.com/a",
    "https://photos.oss-cn-hangzhou.aliyuncs.com\\@evil.example/a",
    "https://photos.oss-cn-hangzhou.aliyuncs.com:443@evil.example/a",
    "https://evil.example/photos.oss-cn-hangzhou.aliyuncs.com/a",
    "https://evil.example#photos.oss-cn-hangzhou.aliyuncs.com/a",
    "https://evil.example?photos.oss-cn-hangzhou.aliyuncs.com/a",
    "https://photos.oss-cn-hong\u212aong.aliyuncs.com/a",
    "https://photo\u017f.oss-cn-hangzhou.aliyuncs.com/a",
    "https://photos.oss-cn-hangzhou.aliyuncs.com.evil.com/a",
    "https://photos。oss-cn-hangzhou.aliyuncs.com/a",
    "https://phot%6Fs.oss-cn-hangzhou.aliyuncs.com/a",
    "https://photos.oss-cn-hangzhou-aliyuncs.com/a",
    "https://photos.oss-cn-hangzhou.aliyuncs-com/a",
    "https://a.b.oss-cn-hangzhou.aliyuncs.com/a",
    "https://-photos.oss-cn-hangzhou.aliyuncs.com/a",
    "https://oss-cn-hangzhou.aliyuncs.com/photos/a",
    "https://cn-hangzhou.oss.aliyuncs.com/photos/a",
    "https://photos.s3.cn-hangzhou.aliyuncs.com/a",
    "https://photos.s3.s3.oss-cn-hangzhou.aliyuncs.com/a",
    "https://s3.oss-cn-hangzhou.aliyuncs.com/photos/a",
    "https://photos.ecs-cn-hangzhou.aliyuncs.com/a",
    "https://photos.oss-.aliyuncs.com/a",
    "https://img.example.com:8443/a",
    "https://constructor/a",
    "https://example.com/photos/a",
    "http://127.0.0.1:4123/photos",
    "http://127.0.0.1:4123/photos/",
    "http://127.0.0.1:4123/Photos/a",
    "http://127.0.0.1.evil.example/photos/a",
    "http://[::1/photos/a",
  ];
  for (const url of foreign) {
    it(`refuses ${JSON.stringify(url.slice(0, 80))}`, () => {
      assert.equal(readObjectUrl(url, domains), undefined);
    });
  }

  it("never throws, and names only what may be named, whatever the text", () => {
    for (const text of randomTexts(`${host}/a%20b?x-oss-process=image#[]@:\\..`, 1000)) {
      const read = readObjectUrl(text, domains);
      if (read) assert.ok(isKey(read.address.key));
    }
  });
});
