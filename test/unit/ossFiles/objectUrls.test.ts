import assert from "node:assert/strict";
import type { BucketEndpoint } from "../../../src/oss/bucketEndpoints.ts";
import { readObjectUrl } from "../../../src/oss/objectUrl.ts";
import { domainUrl, publicUrl } from "../../../src/ossFiles/objectUrls.ts";

const region = "cn-hangzhou";
const oss = (host: string): BucketEndpoint => ({
  endpoint: `https://${host}`,
  addressing: "virtual-hosted",
  region,
});
const domain: BucketEndpoint = {
  endpoint: "https://img.example.com",
  addressing: "custom-domain",
  region,
};
const address = { bucket: "photos", key: "a b/猫(1).jpg" };
const path = "a%20b/%E7%8C%AB%281%29.jpg";

describe("URLs of objects", () => {
  const rows: readonly (readonly [what: string, endpoint: BucketEndpoint, url: string])[] = [
    ["public", oss("oss-cn-hangzhou.aliyuncs.com"), "https://photos.oss-cn-hangzhou.aliyuncs.com/"],
    [
      "internal",
      oss("oss-cn-hangzhou-internal.aliyuncs.com"),
      "https://photos.oss-cn-hangzhou.aliyuncs.com/",
    ],
    [
      "accelerate",
      oss("oss-accelerate.aliyuncs.com"),
      "https://photos.oss-accelerate.aliyuncs.com/",
    ],
    ["custom-domain", domain, "https://photos.oss-cn-hangzhou.aliyuncs.com/"],
    [
      "path",
      { endpoint: "http://127.0.0.1:4000", addressing: "path", region },
      "http://127.0.0.1:4000/photos/",
    ],
  ];
  for (const [what, endpoint, url] of rows) {
    it(`of a ${what} endpoint are public ones, and lead back to the object`, () => {
      assert.equal(publicUrl(endpoint, address), url + path);
      assert.deepEqual(readObjectUrl(publicUrl(endpoint, address))?.address, address);
    });
  }

  it("go by the domain of one's own where the bucket has one", () => {
    assert.equal(domainUrl(domain, address), `https://img.example.com/${path}`);
    assert.equal(domainUrl(oss("oss-cn-hangzhou.aliyuncs.com"), address), undefined);
  });
});
