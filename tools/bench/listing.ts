/**
 * Lists the whole bucket `large` once: `node listing.ts ours|ali-oss ACCOUNT`, the account as the sample server
 * printed it. Runs on the Node of VS Code in a process of its own; prints seconds and megabytes as JSON.
 */
import assert from "node:assert/strict";
import { createRequire } from "node:module";

interface SampleAccount {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** One page of at most 1,000 objects, after a token. */
type ListPage = (
  token: string | undefined,
) => Promise<{ count: number; next?: string | undefined }>;

const bucket = "large";
const objects = 100_000;
const pageSize = 1000;

const listers: Readonly<Record<string, (account: SampleAccount) => Promise<ListPage>>> = {
  async ours({ endpoint, region, ...credentials }) {
    const { OssClient } = await import("../../src/oss/client.ts");
    const client = new OssClient({
      name: "sample",
      region,
      endpoint,
      addressing: "path",
      credentials: async () => credentials,
    });
    return async (token) => {
      const page = await client.listObjects(bucket, {
        maxKeys: pageSize,
        continuationToken: token,
      });
      return { count: page.objects.length, next: page.nextContinuationToken };
    };
  },

  async "ali-oss"(account) {
    const AliOss = createRequire(import.meta.url)("ali-oss");
    const client = new AliOss({ ...account, bucket, authorizationV4: true });
    return async (token) => {
      const page = await client.listV2({
        "max-keys": String(pageSize),
        ...(token && { "continuation-token": token }),
      });
      return { count: page.objects.length, next: page.nextContinuationToken };
    };
  },
};

const [who = "", account = ""] = process.argv.slice(2);
const listPage = await (listers[who] ?? assert.fail(`There is no ${who}.`))(JSON.parse(account));
// The first call connects and compiles.
await listPage(undefined);
const before = process.memoryUsage().rss;

const start = performance.now();
let count = 0;
let token: string | undefined;
do {
  const page = await listPage(token);
  count += page.count;
  token = page.next;
} while (token);
const seconds = (performance.now() - start) / 1000;

assert.equal(count, objects);
// In kilobytes; the highest that it ever was.
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ seconds, megabytes: Math.max(0, peak - before) / 1e6 }));
process.exit();
