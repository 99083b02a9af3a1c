import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createDispatcher } from "../../../src/http/network.ts";
import type { Account } from "../../../src/oss/account.ts";
import { BucketEndpoints } from "../../../src/oss/bucketEndpoints.ts";
import { OssClient } from "../../../src/oss/client.ts";
import { accountAt, answer, errorXml, failureOf, listen } from "./loopback.ts";

const photo = { bucket: "photos", key: "a.jpg" };
const hangzhou: Partial<Account> = { region: "cn-hangzhou", addressing: "virtual-hosted" };

describe("buckets of other regions", () => {
  it("are followed by the error's endpoint, once, and remembered", async () => {
    const seen = await ask(
      "http://oss-cn-hangzhou.aliyuncs.com",
      hangzhou,
      async (client) => {
        await client.headObject(photo);
        await client.headObject(photo);
      },
      elsewhere("oss-cn-shanghai.aliyuncs.com"),
    );
    assert.deepEqual(seen, [
      "photos.oss-cn-hangzhou.aliyuncs.com cn-hangzhou",
      "photos.oss-cn-shanghai.aliyuncs.com cn-shanghai",
      "photos.oss-cn-shanghai.aliyuncs.com cn-shanghai",
    ]);
  });

  it("are followed by the list of buckets", async () => {
    const list =
      "<ListAllMyBucketsResult><Buckets><Bucket><Name>photos</Name><Location>oss-cn-shanghai</Location></Bucket></Buckets></ListAllMyBucketsResult>";
    const seen = await ask(
      "http://oss-cn-hangzhou.aliyuncs.com",
      hangzhou,
      async (client) => {
        await client.listBuckets();
        await client.headObject(photo);
        await client.headObject({ bucket: "unlisted", key: "a" });
        const url = await client.presignGet(photo, { expires: 60 });
        assert.match(
          url,
          /^http:\/\/photos\.oss-cn-shanghai\.aliyuncs\.com\/a\.jpg\?.*cn-shanghai/,
        );
      },
      (host) => (host.startsWith("oss-") ? list : undefined),
    );
    assert.deepEqual(seen, [
      "oss-cn-hangzhou.aliyuncs.com cn-hangzhou",
      "photos.oss-cn-shanghai.aliyuncs.com cn-shanghai",
      "unlisted.oss-cn-hangzhou.aliyuncs.com cn-hangzhou",
    ]);
  });

  const refused = [
    "evil.example",
    "oss-cn-shanghai.aliyuncs.com.evil.example",
    "oss-cn-shanghai.aliyuncs.com@evil.example",
    "https://evil.example/oss-cn-shanghai.aliyuncs.com",
    "other.oss-cn-shanghai.aliyuncs.com",
    "oss-accelerate.aliyuncs.com",
    "oss-cn-hangzhou.aliyuncs.com",
    "127.0.0.1",
    "",
  ];
  for (const endpoint of refused) {
    it(`are not followed to ${JSON.stringify(endpoint)}`, async () => {
      const seen = await ask(
        "http://oss-cn-hangzhou.aliyuncs.com",
        hangzhou,
        async (client) => {
          assert.equal((await failureOf(client.headObject(photo))).code, "AccessDenied");
        },
        elsewhere(endpoint),
      );
      assert.deepEqual(seen, ["photos.oss-cn-hangzhou.aliyuncs.com cn-hangzhou"]);
    });
  }

  it("are not followed round in circles", async () => {
    const seen = await ask(
      "http://oss-cn-hangzhou.aliyuncs.com",
      hangzhou,
      async (client) => {
        await failureOf(client.headObject(photo));
      },
      (host) =>
        errorOf(
          host.includes("shanghai")
            ? "oss-cn-beijing.aliyuncs.com"
            : "oss-cn-shanghai.aliyuncs.com",
        ),
    );
    assert.equal(seen.length, 2);
  });

  it("are not followed from an address that is no host of OSS", async () => {
    for (const addressing of ["path", "custom-domain"] as const) {
      const seen = await ask(
        "http://img.example.test",
        { addressing },
        async (client) => {
          await failureOf(client.headObject(photo));
        },
        elsewhere("oss-cn-shanghai.aliyuncs.com"),
      );
      assert.equal(seen.length, 1);
    }
  });
});

describe("the endpoint of a bucket", () => {
  const places: [endpoint: string, learned: string, expected: string][] = [
    ["https://oss-cn-hangzhou.aliyuncs.com", "cn-shanghai", "https://oss-cn-shanghai.aliyuncs.com"],
    [
      "https://oss-cn-hangzhou.aliyuncs.com",
      "oss-eu-central-1",
      "https://oss-eu-central-1.aliyuncs.com",
    ],
    ["https://cn-hangzhou.oss.aliyuncs.com", "cn-shanghai", "https://cn-shanghai.oss.aliyuncs.com"],
    ["https://oss-accelerate.aliyuncs.com", "cn-shanghai", "https://oss-accelerate.aliyuncs.com"],
    [
      "http://oss-cn-hangzhou-internal.aliyuncs.com",
      "cn-shanghai",
      "https://oss-cn-shanghai.aliyuncs.com",
    ],
  ];
  for (const [endpoint, learned, expected] of places) {
    it(`${endpoint} with ${learned} is ${expected}`, () => {
      const account = accountAt(endpoint, hangzhou);
      const known = new BucketEndpoints(account);
      assert.equal(known.learnRegion("photos", learned), true);
      assert.equal(known.learnRegion("photos", learned), false);
      const region = learned.replace("oss-", "");
      const addressing = "virtual-hosted";
      assert.deepEqual(known.endpointOf("photos"), { endpoint: expected, addressing, region });
      assert.equal(known.endpointOf("others").endpoint, endpoint);
    });
  }

  for (const region of [
    "",
    "cn",
    "evil.example",
    "cn-hangzhou/..",
    "CN HANGZHOU",
    "cn-shanghai@x",
  ]) {
    it(`is not learned from ${JSON.stringify(region)}`, () => {
      const account = accountAt("https://oss-cn-hangzhou.aliyuncs.com", hangzhou);
      assert.equal(new BucketEndpoints(account).learnRegion("photos", region), false);
    });
  }

  it("is the bucket's own domain where it has one, signed with the bucket's name", async () => {
    const customDomains = new Map([["photos", "http://img.example.test"]]);
    const account = { ...hangzhou, customDomains };
    const seen = await ask("http://oss-cn-hangzhou.aliyuncs.com", account, async (client) => {
      await client.headObject(photo);
      await client.headObject({ bucket: "others", key: "a" });
    });
    assert.deepEqual(seen, [
      "img.example.test cn-hangzhou",
      "others.oss-cn-hangzhou.aliyuncs.com cn-hangzhou",
    ]);
  });

  it("is a regional endpoint for the list of buckets, even of an account that accelerates", () => {
    const endpoints = new BucketEndpoints(
      accountAt("https://oss-accelerate.aliyuncs.com", hangzhou),
    );
    assert.equal(endpoints.endpointOf(undefined).endpoint, "https://oss-cn-hangzhou.aliyuncs.com");
    assert.equal(endpoints.endpointOf("photos").endpoint, "https://oss-accelerate.aliyuncs.com");
  });

  it("strips oss- from a region that was typed so", async () => {
    const seen = await ask(
      "http://oss-cn-hangzhou.aliyuncs.com",
      { ...hangzhou, region: "oss-cn-hangzhou" },
      async (client) => {
        await client.headObject(photo);
      },
    );
    assert.deepEqual(seen, ["photos.oss-cn-hangzhou.aliyuncs.com cn-hangzhou"]);
  });
});

/** A body for a host: an error, a list, or `undefined` for a good HEAD. */
type BodyFor = (host: string) => string | undefined;

function errorOf(endpoint: string): string {
  return errorXml("AccessDenied", "m", `<Endpoint>${endpoint}</Endpoint>`);
}

/** Refuses in Hangzhou and names another endpoint. */
function elsewhere(endpoint: string): BodyFor {
  return (host) => (host.includes("shanghai") ? undefined : errorOf(endpoint));
}

/**
 * Runs calls whose requests all end at a proxy on loopback that plays every host; gives the host and
 * the signing region of each. No byte leaves this machine.
 */
async function ask(
  endpoint: string,
  account: Partial<Account>,
  work: (client: OssClient) => Promise<void>,
  bodyFor: BodyFor = () => undefined,
): Promise<string[]> {
  const seen: string[] = [];
  const proxy = await listen(
    createServer((request, response) => {
      const { host } = new URL(request.url ?? "");
      const region = /Credential=[^/]+\/\d+\/([^/]+)/.exec(
        request.headers.authorization ?? "",
      )?.[1];
      seen.push(`${host} ${region}`);
      const body = bodyFor(host);
      if (body === undefined) return answer(response, 200, "", { "content-length": "1" });
      if (!body.includes("<Error>")) return answer(response, 200, body);
      return answer(response, 403, "", { "x-oss-err": Buffer.from(body).toString("base64") });
    }),
  );
  const env = { http_proxy: proxy.origin };
  const dispatcher = await createDispatcher({ env, systemCertificates: false });
  const client = new OssClient(accountAt(endpoint, account), { dispatcher });
  try {
    await work(client);
  } finally {
    await client.close();
    await dispatcher.destroy();
    await proxy.close();
  }
  return seen;
}
