import assert from "node:assert/strict";
import { answer, errorXml, type Loopback, startLoopback } from "../integration/oss/loopback.ts";
import { accounts, below, run, setAccounts } from "./accountsScene.ts";
import { detect, inspection } from "./extension.ts";
import { imageNode } from "./faultsScene.ts";

const account = "Expiring";
const page = (keys: readonly string[], next?: string) =>
  `<?xml version="1.0"?><ListBucketResult><Name>photos</Name><Prefix></Prefix><MaxKeys>200</MaxKeys><Delimiter>/</Delimiter><IsTruncated>${next !== undefined}</IsTruncated>${next === undefined ? "" : `<NextContinuationToken>${next}</NextContinuationToken>`}<KeyCount>${keys.length}</KeyCount>${keys.map((key) => `<Contents><Key>${key}</Key><LastModified>2025-01-01T00:00:00.000Z</LastModified><ETag>"1"</ETag><Type>Normal</Type><Size>7</Size><StorageClass>Standard</StorageClass></Contents>`).join("")}</ListBucketResult>`;

describe("credentials that end before their time, in the middle of a listing", () => {
  let service: Loopback;
  let handedOut: number;
  /** Calls signed with the first token are refused from then on. */
  let hasEnded: boolean;

  before(async () => {
    handedOut = 0;
    hasEnded = false;
    service = await startLoopback((response, { method, url, headers }) => {
      if (url === "/keys") {
        handedOut++;
        const Expiration = new Date(Date.now() + 3_600_000).toISOString();
        const keys = {
          AccessKeyId: "STS.id",
          AccessKeySecret: "aSecret",
          SecurityToken: `token${handedOut}`,
        };
        return answer(response, 200, JSON.stringify({ Code: "Success", ...keys, Expiration }));
      }
      if (hasEnded && headers["x-oss-security-token"] === "token1") {
        const body = errorXml("SecurityTokenExpired", "The security token has expired.");
        return answer(response, 403, method === "HEAD" ? "" : body, {
          "x-oss-err": Buffer.from(body).toString("base64"),
        });
      }
      if (url.includes("continuation-token")) return answer(response, 200, page(["c.jpg"]));
      if (url.includes("list-type=2"))
        return answer(response, 200, page(["a.jpg", "b.jpg"], "more"));
      if (method === "HEAD")
        return answer(response, 200, "", { "content-length": "7", etag: '"1"' });
      return answer(response, 200, '{"Labels":[{"LabelName":"Cat","LabelConfidence":0.9}]}');
    });
    const credentials = { source: "uri", uri: `${service.origin}/keys` };
    const place = { region: "cn-hangzhou", endpoint: service.origin, bucket: "photos" };
    await setAccounts([...accounts(), { name: account, ...place, credentials }]);
  });
  after(async () => {
    await setAccounts(accounts().filter(({ name }) => name !== account));
    await service.close();
  });

  it("are renewed once, whoever waits, and no page is lost", async () => {
    const [folder] = await below(account);
    assert.ok(folder?.kind === "bucket");
    const { tree } = await inspection();
    const keys = async () => {
      const nodes = await tree.getChildren(folder);
      return nodes.map((node) => (node.kind === "object" ? node.object.key : node.kind));
    };
    assert.deepEqual(await keys(), ["a.jpg", "b.jpg", "more"]);
    hasEnded = true;
    const images = ["a.jpg", "b.jpg"].map((key) => imageNode(account, "photos", key));
    await Promise.all([
      run("loadMore", { kind: "more", parent: folder }),
      ...images.map((image) => detect(image, { show: false })),
    ]);
    assert.deepEqual(await keys(), ["a.jpg", "b.jpg", "c.jpg"]);
    assert.equal(handedOut, 2);
  });
});
