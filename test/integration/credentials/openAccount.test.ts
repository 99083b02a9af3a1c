import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "../../../src/errors/refusal.ts";
import {
  type OpenClientServices,
  openAccount,
} from "../../../src/extension/accounts/openClient.ts";
import { ossutilBuckets } from "../../../src/extension/accounts/ossutilBuckets.ts";
import type { AccountSetting } from "../../../src/extension/settingsSchema.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import { BucketEndpoints, originOf } from "../../../src/oss/bucketEndpoints.ts";
import { type Endpoint, sendsInTheClear } from "../../../src/oss/endpoint.ts";

const allows = (endpoint: Endpoint) => !sendsInTheClear(endpoint);
const services = {
  secrets: { read: async () => undefined },
  network: { get: async () => undefined },
  plainHttp: { allows },
  isReadOnly: () => false,
} as unknown as OpenClientServices;

const written: AccountSetting = { name: "work", credentials: { source: "environment" } };

describe("the place that an account's settings name", () => {
  const good: [setting: Partial<AccountSetting>, region: string, endpoint: string][] = [
    [{ region: "cn-hangzhou" }, "cn-hangzhou", "https://oss-cn-hangzhou.aliyuncs.com"],
    [{ region: "oss-cn-hangzhou" }, "cn-hangzhou", "https://oss-cn-hangzhou.aliyuncs.com"],
    [
      { region: "cn-hangzhou", endpoint: "oss-cn-hangzhou-internal.aliyuncs.com" },
      "cn-hangzhou",
      "https://oss-cn-hangzhou-internal.aliyuncs.com",
    ],
    [
      { endpoint: "oss-cn-beijing.aliyuncs.com" },
      "cn-beijing",
      "https://oss-cn-beijing.aliyuncs.com",
    ],
    [
      { region: "cn-beijing", endpoint: "oss-accelerate.aliyuncs.com" },
      "cn-beijing",
      "https://oss-accelerate.aliyuncs.com",
    ],
    [
      { region: "cn-beijing", endpoint: "img.example.com", bucket: "photos" },
      "cn-beijing",
      "https://img.example.com",
    ],
  ];
  for (const [setting, region, endpoint] of good) {
    it(`${JSON.stringify(setting)} is ${endpoint} in ${region}`, async () => {
      const { account } = await openAccount({ ...written, ...setting }, services);
      assert.deepEqual([account.region, account.endpoint], [region, endpoint]);
    });
  }

  const contradictions = [
    "oss-cn-hangzhou.aliyuncs.com",
    "https://oss-cn-hangzhou-internal.aliyuncs.com",
    "cn-hangzhou.oss.aliyuncs.com",
    "cn-hangzhou",
  ];
  for (const endpoint of contradictions) {
    it(`the region cn-beijing and the endpoint ${endpoint} contradict each other, and it is said`, async () => {
      const setting = { ...written, region: "cn-beijing", endpoint };
      await assert.rejects(openAccount(setting, services), (error) => {
        assert.ok(error instanceof Refusal);
        assert.equal(error.code, "region-of-other-endpoint");
        assert.match(wordsFor(error), /"work" says the region cn-beijing, but .* in cn-hangzhou\./);
        return true;
      });
    });
  }
});

describe("what ossutil's file says of single buckets", () => {
  let folder: string;
  let file: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "ossutil-"));
    file = join(folder, "config");
    await writeFile(
      file,
      `[Credentials]
endpoint = oss-cn-hangzhou.aliyuncs.com
accessKeyID = ak
accessKeySecret = sk
[Bucket-Endpoint]
beijing = oss-cn-beijing.aliyuncs.com
old_one = http://oss-cn-shanghai.aliyuncs.com
near = oss-cn-hangzhou-internal.aliyuncs.com
local = http://127.0.0.1:9000
fake = oss-cn-beijing.aliyuncs.com.evil.com
wrong = not an endpoint
[Bucket-Cname]
pictures = img.example.com
beijing-cname = http://cdn.example.com
`,
    );
  });
  after(() => rm(folder, { recursive: true }));

  const hosts: [bucket: string, origin: string, region: string][] = [
    ["beijing", "https://beijing.oss-cn-beijing.aliyuncs.com", "cn-beijing"],
    ["old_one", "https://old_one.oss-cn-shanghai.aliyuncs.com", "cn-shanghai"],
    ["near", "https://near.oss-cn-hangzhou-internal.aliyuncs.com", "cn-hangzhou"],
    ["local", "http://127.0.0.1:9000", "cn-hangzhou"],
    ["fake", "https://fake.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou"],
    ["wrong", "https://wrong.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou"],
    ["pictures", "https://img.example.com", "cn-hangzhou"],
    ["beijing-cname", "https://cdn.example.com", "cn-hangzhou"],
    ["unlisted", "https://unlisted.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou"],
  ];
  for (const [bucket, origin, region] of hosts) {
    it(`${bucket} is asked at ${origin}`, async () => {
      const { account } = await openAccount(
        { ...written, region: "cn-hangzhou", credentials: { source: "ossutil", file } },
        services,
      );
      const place = new BucketEndpoints(account).endpointOf(bucket);
      assert.deepEqual([originOf(place, bucket), place.region], [origin, region]);
    });
  }

  it("gives way to what the account's own settings say", async () => {
    const { account } = await openAccount(
      {
        ...written,
        region: "cn-hangzhou",
        customDomains: { pictures: "other.example.com" },
        credentials: { source: "ossutil", file },
      },
      services,
    );
    const place = new BucketEndpoints(account).endpointOf("pictures");
    assert.equal(originOf(place, "pictures"), "https://other.example.com");
  });

  it("is followed by the region that OSS itself names", async () => {
    const { account } = await openAccount(
      { ...written, region: "cn-hangzhou", credentials: { source: "ossutil", file } },
      services,
    );
    const endpoints = new BucketEndpoints(account);
    assert.equal(endpoints.learnEndpoint("beijing", "oss-cn-qingdao.aliyuncs.com"), true);
    const place = endpoints.endpointOf("beijing");
    assert.equal(originOf(place, "beijing"), "https://beijing.oss-cn-qingdao.aliyuncs.com");
    assert.equal(endpoints.learnEndpoint("local", "oss-cn-qingdao.aliyuncs.com"), false);
  });

  it("is nothing where there is no such file", async () => {
    const { endpoints, domains } = await ossutilBuckets(join(folder, "none"), allows);
    assert.deepEqual([endpoints.size, domains.size], [0, 0]);
  });
});
