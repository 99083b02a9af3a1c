/** Accounts to check, and a proxy on loopback that plays OSS, IMM and whoever else they ask. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { ProxyAgent } from "undici";
import type { OpenedAccount, SetupOptions, SetupRequest } from "../../../src/setup/checkSetup.ts";
import { checkSetup, type SetupResult } from "../../../src/setup/checkSetup.ts";
import { setupReport } from "../../../src/setup/report.ts";
import type { CheckId, SetupItem, Verdict } from "../../../src/setup/setupItem.ts";
import { answer, errorXml, listen } from "../oss/loopback.ts";

/** Planted as secret and token of every account here. */
export const canary = {
  accessKeyId: "LTAI5tCanaryKeyIdXYZ",
  accessKeySecret: "CanarySecret0123456789abcdefgh",
  securityToken: "CAIScanarytoken+0123456789/abcdefghijklmnopqrstuvwxyz012345==",
};

/** The whole list by its checks, and what led to it. */
export interface Checked extends SetupResult {
  readonly by: Readonly<Record<CheckId, SetupItem>>;
}

/** Runs the checks of an account that is open already; no text they make may hold a canary. */
export async function check(
  opened: Partial<OpenedAccount> & Pick<OpenedAccount, "account">,
  subject: Partial<SetupRequest> = {},
  options: Partial<SetupOptions> = {},
): Promise<Checked> {
  const told: (readonly SetupItem[])[] = [];
  const result = await checkSetup(
    {
      open: async () => ({ checksCertificates: true, ...opened }),
      namedBuckets: [],
      keySource: "typed, in VS Code's secret storage",
      typedKeys: true,
      renewsKeys: false,
      isSample: false,
      ...subject,
    },
    { signal: new AbortController().signal, onChange: (items) => told.push(items), ...options },
  );
  const heading = { account: "Work", network: "no proxy", version: "1.0.0", date: new Date(0) };
  const texts = JSON.stringify(told) + setupReport(heading, result.items);
  for (const secret of [canary.accessKeySecret, canary.securityToken, canary.accessKeyId]) {
    for (const form of [secret, encodeURIComponent(secret)]) assert.ok(!texts.includes(form), form);
  }
  assert.deepEqual(told.at(-1), result.items);
  const by = Object.fromEntries(result.items.map((item) => [item.id, item]));
  return { ...result, by: by as Checked["by"] };
}

/** `works`, `fails` … by check, as far as they are of interest. */
export function verdicts({ items }: SetupResult): Record<string, Verdict> {
  return Object.fromEntries(items.map(({ id, verdict }) => [id, verdict]));
}

/** A request as the proxy saw it: `HEAD photos.oss-cn-hangzhou.aliyuncs.com/a.jpg`. */
export interface Asked {
  readonly line: string;
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface Told {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** True for an answer without OSS's request id. */
  readonly bare?: boolean;
}

/** What a test answers in the world's place; `undefined` leaves it to the world. */
export type Instead = (asked: Asked) => Told | undefined | "silence";

export interface World {
  readonly asked: readonly Asked[];
  readonly lines: () => readonly string[];
  readonly dispatcher: NonNullable<OpenedAccount["dispatcher"]>;
}

/** Hosts without TLS, so that a proxy can play them; no byte leaves this machine. */
export const immOrigin = (region: string, internal: boolean) =>
  `http://${internal ? "imm-vpc" : "imm"}.${region}.aliyuncs.com`;

/** A world in which the bucket `photos` of Hangzhou has one image and a project. */
export async function inWorld(
  instead: Instead,
  work: (world: World) => Promise<void>,
): Promise<void> {
  const asked: Asked[] = [];
  const proxy = await listen(
    createServer((request, response) => {
      const url = new URL(request.url ?? "");
      const line = `${request.method} ${url.host}${url.pathname}`;
      const one = { line, host: url.host, path: url.pathname, headers: request.headers };
      asked.push(one);
      const told = instead(one) ?? usual(one);
      if (told === "silence") return;
      const body = request.method === "HEAD" ? "" : (told.body ?? "");
      if (!told.bare) return answer(response, told.status, body, { ...told.headers });
      response.writeHead(told.status, { ...told.headers }).end(body);
    }),
  );
  // Of undici itself, since ours asks internal hosts without a proxy.
  const dispatcher = new ProxyAgent({ uri: proxy.origin, proxyTunnel: false });
  try {
    await work({ asked, dispatcher, lines: () => asked.map(({ line }) => line) });
  } finally {
    await dispatcher.destroy();
    await proxy.close();
  }
}

function usual({ line, path }: Asked): Told {
  if (line.startsWith("POST imm")) {
    return { status: 200, body: '{"RequestId":"R","ProjectName":"immtest"}' };
  }
  if (line.startsWith("HEAD") && path !== "/") {
    return { status: 200, headers: { etag: '"E"', "content-length": "7" } };
  }
  if (line.startsWith("HEAD")) return { status: 403 };
  return { status: 200, body: /^GET oss-/.test(line) ? bucketList("photos") : objectList("a.jpg") };
}

export function bucketList(...names: string[]): string {
  const buckets = names.map(
    (name) => `<Bucket><Name>${name}</Name><Region>cn-hangzhou</Region></Bucket>`,
  );
  return `<ListAllMyBucketsResult><Buckets>${buckets.join("")}</Buckets></ListAllMyBucketsResult>`;
}

export function objectList(...keys: string[]): string {
  const contents = keys.map(
    (key) => `<Contents><Key>${key}</Key><Size>7</Size><ETag>"E"</ETag></Contents>`,
  );
  return `<ListBucketResult><EncodingType>url</EncodingType>${contents.join("")}</ListBucketResult>`;
}

/** An error of OSS, as GET and HEAD answer it. */
export function refusal(status: number, code: string, more = ""): Told {
  const body = errorXml(code, "What happened.", more);
  return { status, body, headers: { "x-oss-err": Buffer.from(body).toString("base64") } };
}
