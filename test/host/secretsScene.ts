/** Secrets planted in every place they can come from, and a service that repeats all it is sent. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  answer,
  type Loopback,
  type Received,
  startLoopback,
} from "../integration/oss/loopback.ts";

/** What must never be told: they look like no key, so that only knowing them helps. */
export const canary = /canary/i;

/** Keys that one source holds. */
export interface PlantedKeys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
}

export function plantedKeys(source: string): PlantedKeys {
  return {
    accessKeyId: `STS.${source}`,
    accessKeySecret: `canarySecretOf${source}`,
    securityToken: `canaryTokenOf${source}/+=`,
  };
}

export interface SecretsScene {
  readonly service: Loopback;
  /** Signatures that the service was sent. */
  readonly signatures: ReadonlySet<string>;
  /** AccessKey IDs of whoever asked. */
  readonly ids: Set<string>;
  /** Settings of accounts whose keys were planted, except typed ones. */
  readonly accounts: readonly Record<string, unknown>[];
  close(): Promise<void>;
}

/** Buckets of the service, each with its own way of telling what it should not. */
export const buckets = ["xml", "json", "page", "moved", "cut", "good"] as const;

export async function openSecretsScene(): Promise<SecretsScene> {
  const signatures = new Set<string>();
  const ids = new Set<string>();
  const service = await startLoopback((response, request) => {
    const { url, headers } = request;
    const keys = keysAnswer(url);
    if (keys !== undefined) {
      answer(response, 200, keys);
      return;
    }
    const id = /Credential=([^/,]+)/.exec(headers.authorization ?? "")?.[1] ?? "";
    const signature = /Signature=([0-9a-f]+)/.exec(headers.authorization ?? "")?.[1];
    if (signature) signatures.add(signature);
    ids.add(id);
    repeat(response, request, everythingSent(request, id.replace(/^STS\./, "")));
  });
  const home = await mkdtemp(path.join(tmpdir(), "oss-image-labels-"));
  await plantFiles(home);
  const forget = plantEnvironment(home);
  return {
    service,
    signatures,
    ids,
    accounts: accountsAt(service.origin, home),
    close: async () => {
      forget();
      await service.close();
      await rm(home, { recursive: true });
    },
  };
}

/** Of a credentials URI. */
function keysAnswer(url: string): string | undefined {
  if (url.startsWith("/canary-broken")) return "canarySecretOfNoJson";
  if (!url.startsWith("/canary-keys")) return undefined;
  const { accessKeyId, accessKeySecret, securityToken } = plantedKeys("Uri");
  const keys = { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret };
  const Expiration = new Date(Date.now() + 3_600_000).toISOString();
  return JSON.stringify({ Code: "Success", ...keys, SecurityToken: securityToken, Expiration });
}

/** As a badly made proxy, or somebody who knows the key, might repeat it. */
function everythingSent({ method, url, headers }: Received, source: string): string {
  const { accessKeySecret, securityToken } = plantedKeys(source);
  const tokens = [securityToken, encodeURIComponent(securityToken)];
  return `ECHO ${method} ${url} Authorization: ${headers.authorization} ${accessKeySecret} ${tokens.join(" ")}`;
}

function repeat(response: ServerResponse, { method, url }: Received, echo: string): void {
  const bucket = /^\/([a-z]+)\//.exec(url)?.[1] ?? "xml";
  const text = echo.replaceAll(/[<>&]/g, " ");
  const error = `<?xml version="1.0"?><Error><Code>Odd ${text}</Code><Message>${text}</Message><RequestId>${text}</RequestId><EC>${text}</EC><StringToSign>${text}</StringToSign><SignatureProvided>${text}</SignatureProvided><SecurityToken>${text}</SecurityToken><Endpoint>${text}</Endpoint></Error>`;
  const header = text.replaceAll(/[^\x20-\x7e]/g, " ");
  const headers = { "x-oss-request-id": header, "x-oss-ec": header, server: header };
  if (method === "HEAD") {
    const told = { ...headers, "x-oss-err": Buffer.from(error).toString("base64") };
    const good = { ...headers, "content-length": "7", etag: '"7"' };
    answer(response, bucket === "good" ? 200 : 403, "", bucket === "good" ? good : told);
    return;
  }
  if (bucket === "cut") {
    response.writeHead(400, headers).write(error.slice(0, -20));
    response.destroy();
    return;
  }
  const { status = 403, type = "application/xml", body = error } = answers(text)[bucket] ?? {};
  const location = `http://127.0.0.1:1/${encodeURI(text)}`;
  answer(response, status, body, { ...headers, location, "content-type": type });
}

/** By bucket; the others answer with OSS's XML. */
function answers(
  text: string,
): Readonly<Record<string, { status: number; type?: string; body: string }>> {
  // Of a good answer the body is kept as it came, but for the keys.
  const kept = text.replace(/Authorization: \S+ \S+/, "");
  const labels = [{ LabelName: `Cat ${kept}`, LabelConfidence: 0.9, LabelLevel: 1 }];
  const type = "application/json";
  return {
    json: { status: 400, type, body: JSON.stringify({ Code: "Odd", Message: text }) },
    page: { status: 404, type: "text/html", body: `<!doctype html><p>${text}</p>` },
    moved: { status: 302, body: "" },
    good: { status: 200, type, body: JSON.stringify({ Labels: labels, Echo: kept }) },
  };
}

async function plantFiles(home: string): Promise<void> {
  const write = async (file: string, text: string) => {
    await mkdir(path.dirname(path.join(home, file)), { recursive: true });
    await writeFile(path.join(home, file), text);
  };
  const first = plantedKeys("OssutilOne");
  const second = plantedKeys("OssutilTwo");
  const cli = plantedKeys("Cli");
  await write(
    ".ossutilconfig",
    `[Credentials]\naccessKeyID=${first.accessKeyId}\naccessKeySecret=${first.accessKeySecret}\nstsToken=${first.securityToken}\n`,
  );
  await write(
    "ossutil-two",
    `[profile two]\nmode=StsToken\naccessKeyID=${second.accessKeyId}\naccessKeySecret=${second.accessKeySecret}\nstsToken=${second.securityToken}\n`,
  );
  await write("ossutil-broken", "[Credentials\naccessKeySecret canarySecretOfABrokenFile\n\u0000");
  const profile = {
    name: "default",
    mode: "StsToken",
    access_key_id: cli.accessKeyId,
    access_key_secret: cli.accessKeySecret,
    sts_token: cli.securityToken,
  };
  const odd = { name: "odd", mode: "canaryMode", access_key_secret: "canarySecretOfAnOddProfile" };
  await write(
    ".aliyun/config.json",
    JSON.stringify({ current: "default", profiles: [profile, odd] }),
  );
}

/** Returns what puts the environment back. */
function plantEnvironment(home: string): () => void {
  const { accessKeyId, accessKeySecret, securityToken } = plantedKeys("Environment");
  const planted: Record<string, string> = {
    OSS_ACCESS_KEY_ID: accessKeyId,
    OSS_ACCESS_KEY_SECRET: accessKeySecret,
    OSS_SESSION_TOKEN: securityToken,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: "canarySecretOfTheOtherSpelling",
    HOME: home,
    USERPROFILE: home,
    OSSUTIL_CONFIG_FILE: path.join(home, "ossutil-two"),
    OSSUTIL_PROFILE: "two",
  };
  const before = Object.keys(planted).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, planted);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

function accountsAt(endpoint: string, home: string): Record<string, unknown>[] {
  const sources: Record<string, Record<string, unknown>> = {
    // A key where none belongs, twice.
    Settings: { source: "environment", accessKeySecret: "canarySecretBesideTheSource" },
    "Ossutil 1": {
      source: "ossutil",
      file: path.join(home, ".ossutilconfig"),
      profile: "Credentials",
    },
    "Ossutil 2": { source: "ossutil" },
    "Broken ossutil": { source: "ossutil", file: path.join(home, "ossutil-broken") },
    Cli: { source: "cli" },
    "Odd cli": { source: "cli", profile: "odd" },
    Uri: { source: "uri", uri: `${endpoint}/canary-keys?token=canary` },
    "Broken uri": { source: "uri", uri: `${endpoint}/canary-broken` },
    "Refused uri": { source: "uri", uri: "http://person:canaryPassword@127.0.0.1:1/" },
  };
  return Object.entries(sources).map(([name, credentials]) => ({
    name,
    region: "cn-hangzhou",
    endpoint,
    ...(name === "Settings" && { accessKeySecret: "canarySecretBesideTheAccount" }),
    credentials,
  }));
}
