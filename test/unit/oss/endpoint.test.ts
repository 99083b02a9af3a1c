import assert from "node:assert/strict";
import { Refusal } from "../../../src/errors/refusal.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import { type Endpoint, readEndpoint, sendsInTheClear } from "../../../src/oss/endpoint.ts";
import { randomTexts } from "./randomText.ts";

describe("what people type as region or endpoint", () => {
  const oss = { region: "cn-hangzhou", addressing: "virtual-hosted", kind: "public" } as const;
  const good: [typed: string, endpoint: Endpoint][] = [
    ["cn-hangzhou", { ...oss, endpoint: "https://oss-cn-hangzhou.aliyuncs.com" }],
    [" OSS-CN-Hangzhou ", { ...oss, endpoint: "https://oss-cn-hangzhou.aliyuncs.com" }],
    ["oss-cn-hangzhou.aliyuncs.com", { ...oss, endpoint: "https://oss-cn-hangzhou.aliyuncs.com" }],
    [
      "https://oss-cn-hangzhou.aliyuncs.com:443/",
      { ...oss, endpoint: "https://oss-cn-hangzhou.aliyuncs.com" },
    ],
    [
      "http://oss-cn-hangzhou.aliyuncs.com",
      { ...oss, endpoint: "http://oss-cn-hangzhou.aliyuncs.com" },
    ],
    [
      "oss-cn-hangzhou-internal",
      { ...oss, kind: "internal", endpoint: "https://oss-cn-hangzhou-internal.aliyuncs.com" },
    ],
    [
      "oss-cn-hangzhou-internal.aliyuncs.com",
      { ...oss, kind: "internal", endpoint: "https://oss-cn-hangzhou-internal.aliyuncs.com" },
    ],
    [
      "cn-hangzhou.oss.aliyuncs.com",
      { ...oss, kind: "dual-stack", endpoint: "https://cn-hangzhou.oss.aliyuncs.com" },
    ],
    [
      "oss-accelerate.aliyuncs.com",
      {
        ...oss,
        region: undefined,
        kind: "accelerate",
        endpoint: "https://oss-accelerate.aliyuncs.com",
      },
    ],
    [
      "oss-accelerate-overseas.aliyuncs.com",
      {
        ...oss,
        region: undefined,
        kind: "accelerate",
        endpoint: "https://oss-accelerate-overseas.aliyuncs.com",
      },
    ],
    ["img.example.com", custom("https://img.example.com")],
    ["http://img.example.com:8080", custom("http://img.example.com:8080")],
    ["127.0.0.1:9000", path("http://127.0.0.1:9000")],
    ["localhost", path("http://localhost")],
    ["[::1]:80", path("http://[::1]")],
    ["10.0.0.5", path("https://10.0.0.5")],
    ["http://192.168.1.2:8080/", path("http://192.168.1.2:8080")],
  ];
  for (const [typed, endpoint] of good) {
    it(`${JSON.stringify(typed)} is ${endpoint.endpoint}, ${endpoint.kind}`, () => {
      assert.deepEqual(readEndpoint(typed), endpoint);
    });
  }

  const bad: [typed: string, reason: RegExp][] = [
    ["", /The endpoint is empty/],
    ["   ", /The endpoint is empty/],
    ["hangzhou", /neither a region nor a host/],
    ["myserver", /neither a region nor a host/],
    ["https://myserver", /host without a domain/],
    ["ftp://oss-cn-hangzhou.aliyuncs.com", /not a scheme/],
    ["oss://photos/a.jpg", /not a scheme/],
    ["https://ak:sk@oss-cn-hangzhou.aliyuncs.com", /no user name/],
    ["https://oss-cn-hangzhou.aliyuncs.com/photos", /without path/],
    ["oss-cn-hangzhou.aliyuncs.com?x", /without path/],
    ["oss cn hangzhou", /not an endpoint/],
    ["oss-cn-hangzhou..aliyuncs.com", /not an endpoint/],
    ["img.example.com:0", /not a port/],
    ["img.example.com:65536", /not a port/],
    [
      "photos.oss-cn-hangzhou.aliyuncs.com",
      /begins with the bucket photos\. Write oss-cn-hangzhou/,
    ],
    ["s3.oss-cn-hangzhou.aliyuncs.com", /S3-style host.*Write oss-cn-hangzhou\.aliyuncs\.com/],
    ["https://s3.amazonaws.com", /Amazon S3/],
    ["bucket.s3.eu-west-1.amazonaws.com", /Amazon S3/],
    ["oss.aliyuncs.com", /names no region/],
    ["aliyuncs.com", /names no region/],
    ["imm.cn-hangzhou.aliyuncs.com", /not an endpoint of OSS/],
    ["oss.console.aliyun.com", /not an endpoint of OSS/],
    ["oss-cn-hangzhou.aliyuncs.com.evil.com", /looks like a host of OSS/],
    ["https://oss-cn-hangzhou.aliyuncs.com.", /not an endpoint/],
    ["oss-cn-hangzhou.aliyuncs.cn", /looks like a host of OSS/],
    ["oss-cn-hangzhou-aliyuncs.com", /looks like a host of OSS/],
    ["http://photos.oss-cn-hangzhou.aliyuncs.net:8080", /looks like a host of OSS/],
    ["\u043ess-cn-hangzhou.aliyuncs.com", /not an endpoint/],
    ["oss-cn-hong\u212aong.aliyuncs.com", /not an endpoint/],
    ["oss-cn-hangzhou\u3002aliyuncs.com", /not an endpoint/],
    ["https://oss-cn-hangzhou.aliyuncs.com@evil.com", /no user name/],
    ["xn--ss-cn-hangzhou-9xj.aliyuncs.com", /not an endpoint of OSS/],
  ];
  for (const [typed, reason] of bad) {
    it(`${JSON.stringify(typed)} is refused with its reason`, () => {
      assert.throws(
        () => readEndpoint(typed),
        (error) =>
          error instanceof Refusal &&
          error.code === "invalid-endpoint" &&
          reason.test(wordsFor(error)) &&
          !wordsFor(error).includes("ak:sk") &&
          wordsFor(error).endsWith("."),
      );
    });
  }

  it("gives an origin or a Refusal, whatever is typed", () => {
    for (const text of randomTexts("https://oss-cn-hangzhou-internal.aliyuncs.com:443/", 500)) {
      try {
        const { endpoint } = readEndpoint(text);
        const origin = new URL(endpoint).origin;
        assert.equal(origin, endpoint);
      } catch (error) {
        assert.ok(error instanceof Refusal, `${JSON.stringify(text)}: ${String(error)}`);
      }
    }
  });
});

describe("keys in the clear", () => {
  const cases: [typed: string, asks: boolean][] = [
    ["cn-hangzhou", false],
    ["http://127.0.0.1:9000", false],
    ["http://localhost", false],
    ["http://[::1]:1", false],
    ["http://oss-cn-hangzhou-internal.aliyuncs.com", false],
    ["http://oss-cn-hangzhou.aliyuncs.com", true],
    ["http://img.example.com", true],
    ["http://10.0.0.5", true],
    ["http://127.0.0.1.example.com", true],
    ["https://img.example.com", false],
  ];
  for (const [typed, asks] of cases) {
    it(`${typed}: ${asks ? "asks first" : "needs no question"}`, () => {
      assert.equal(sendsInTheClear(readEndpoint(typed)), asks);
    });
  }
});

function custom(endpoint: string): Endpoint {
  return { endpoint, region: undefined, addressing: "custom-domain", kind: "custom-domain" };
}

function path(endpoint: string): Endpoint {
  return { endpoint, region: undefined, addressing: "path", kind: "path" };
}
