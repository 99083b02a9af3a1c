import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { connect } from "node:net";
import { Refusal } from "../../../src/errors/refusal.ts";
import {
  createDispatcher,
  describeProxies,
  type NetworkSettings,
} from "../../../src/http/network.ts";
import { explain } from "../../../src/messages/explain.ts";
import type { Account } from "../../../src/oss/account.ts";
import { OssClient } from "../../../src/oss/client.ts";
import { accountAt, answer, errorXml, failureOf, listen, quick } from "./loopback.ts";

const vector = (name: string) =>
  readFileSync(new URL(`../../vectors/tls/${name}`, import.meta.url), "utf8");
const ca = [vector("ca.pem")];
const photo = { bucket: "photos", key: "a.jpg" };

describe("certificates", () => {
  it("trusts a private CA that the settings name", async () => {
    await withSecureServer("server", async (origin) => {
      assert.equal((await head(origin, { ca })).size, 7);
    });
  });

  it("trusts the CA in the file of NODE_EXTRA_CA_CERTS, and passes over a broken file", async () => {
    const file = new URL("../../vectors/tls/ca.pem", import.meta.url).pathname;
    await withSecureServer("server", async (origin) => {
      const env = { NODE_EXTRA_CA_CERTS: file };
      assert.equal((await head(origin, { env })).size, 7);
      const broken = { env: { NODE_EXTRA_CA_CERTS: `${file}.missing` }, ca: ["no certificate"] };
      assert.equal((await failureOf(head(origin, broken))).code, "certificate-unknown");
    });
  });

  const refused: [name: string, settings: Partial<NetworkSettings>, code: string][] = [
    ["server", {}, "certificate-unknown"],
    ["expired", { ca }, "certificate-expired"],
    ["other-host", { ca }, "certificate-of-another-host"],
  ];
  for (const [name, settings, code] of refused) {
    it(`refuses ${name} with ${JSON.stringify(Object.keys(settings))} as ${code}`, async () => {
      await withSecureServer(name, async (origin) => {
        assert.equal((await failureOf(head(origin, settings))).code, code);
      });
    });
  }

  it("accepts any certificate when the person switched the check off", async () => {
    await withSecureServer("other-host", async (origin) => {
      assert.equal((await head(origin, { strictSsl: false })).size, 7);
    });
  });

  it("says so when HTTPS meets a server of plain HTTP", async () => {
    const server = await listen(createServer((_, response) => response.end()));
    const origin = server.origin.replace("http:", "https:");
    const { code } = await failureOf(head(origin, { ca }));
    assert.equal(code, "tls-failed");
    await server.close();
  });
});

describe("proxies", () => {
  it("reach a TLS endpoint through a tunnel, with the proxy's credentials", async () => {
    await withSecureServer("server", async (_, targetPort) => {
      const proxy = await startProxy({ targetPort, credentials: "user:p@ss word" });
      const address = `http://user:p%40ss%20word@127.0.0.1:${proxy.port}`;
      const size = (await head("https://img.example.test", { ca, proxy: address }, domain)).size;
      assert.equal(size, 7);
      assert.deepEqual(proxy.seen, ["CONNECT img.example.test:443"]);
      await proxy.close();
    });
  });

  it("get plain requests as they are, without a tunnel", async () => {
    const proxy = await startProxy({});
    const env = { http_proxy: `http://127.0.0.1:${proxy.port}` };
    await head("http://img.example.test", { env }, domain);
    assert.deepEqual(proxy.seen, ["HEAD http://img.example.test/a.jpg"]);
    await proxy.close();
  });

  const refusals: [status: number, code: string][] = [
    [407, "proxy-credentials"],
    [403, "proxy-refused"],
    [502, "proxy-refused"],
  ];
  for (const [status, code] of refusals) {
    it(`that refuse a tunnel with ${status} are named: ${code}`, async () => {
      const proxy = await startProxy({ refuseWith: status });
      const address = `http://user:canary-proxy@127.0.0.1:${proxy.port}`;
      const error = await failureOf(head("https://img.example.test", { proxy: address }, domain));
      assert.equal(error.code, code);
      assert.ok(!JSON.stringify([error.message, String(error.cause)]).includes("canary"));
      await proxy.close();
    });
  }

  it("that ask for credentials for a plain request are named, too", async () => {
    const proxy = await startProxy({ refuseWith: 407 });
    const address = `http://127.0.0.1:${proxy.port}`;
    const error = await failureOf(head("http://img.example.test", { proxy: address }, domain));
    assert.deepEqual(explain(error).remedy, { kind: "openSettings", setting: "http.proxy" });
    await proxy.close();
  });

  it("that do not answer are told from hosts that do not", async () => {
    const gone = await listen(createServer());
    await gone.close();
    const proxy = `http://127.0.0.1:${gone.port}`;
    const error = await failureOf(head("https://img.example.test", { proxy }, domain));
    assert.equal(error.code, "proxy-unreachable");
  });

  it("are not asked for loopback, nor for hosts that are excepted", async () => {
    const proxy = await startProxy({});
    const target = await listen(
      createServer((_, response) => answer(response, 200, "", { "content-length": "7" })),
    );
    const settings = { proxy: `http://127.0.0.1:${proxy.port}`, noProxy: ["else.example"] };
    for (const host of ["127.0.0.1", "localhost"]) {
      await head(`http://${host}:${target.port}`, settings);
    }
    assert.deepEqual(proxy.seen, []);
    await Promise.all([proxy.close(), target.close()]);
  });

  const described: [name: string, settings: Partial<NetworkSettings>, expected: string][] = [
    [
      "nothing set",
      {},
      "proxy for https: none, for http: none, not for: localhost,127.0.0.1,[::1]",
    ],
    [
      "the setting before the environment",
      {
        proxy: "http://a:1",
        env: { https_proxy: "http://b:2", NO_PROXY: "x.example, .y.example" },
      },
      "proxy for https: http://a:1, for http: http://a:1, not for: x.example,.y.example,localhost,127.0.0.1,[::1]",
    ],
    [
      "capitals, a password, no scheme",
      { env: { HTTPS_PROXY: "user:pw@b:2" } },
      "proxy for https: http://b:2, for http: none, not for: localhost,127.0.0.1,[::1]",
    ],
    [
      "the http proxy for https, too",
      { env: { http_proxy: "http://c:3" }, noProxy: ["z.example"] },
      "proxy for https: http://c:3, for http: http://c:3, not for: z.example,localhost,127.0.0.1,[::1]",
    ],
    [
      "an exception for all",
      { proxy: "http://a:1", noProxy: ["x.example", "*"] },
      "proxy for https: http://a:1, for http: http://a:1, not for: *",
    ],
  ];
  for (const [name, settings, expected] of described) {
    it(`are chosen: ${name}`, () => {
      assert.equal(describeProxies({ env: {}, ...settings }), expected);
    });
  }

  for (const proxy of [
    "http://",
    "ftp://a:1",
    "socks5://a:1",
    "http://canary:pw@[",
    "http://%zz:canary@a:1",
  ]) {
    it(`refuse to be ${proxy}`, async () => {
      await assert.rejects(
        async () => (await createDispatcher({ proxy, env: {} })).close(),
        (error) =>
          error instanceof Refusal &&
          error.code === "proxy-invalid" &&
          !error.message.includes("canary"),
      );
    });
  }
});

describe("a dispatcher that was closed", () => {
  it("ends calls with a sentence, without a retry", async () => {
    const dispatcher = await createDispatcher({ env: {}, systemCertificates: false });
    await dispatcher.destroy();
    const client = new OssClient(accountAt("http://127.0.0.1:1"), { ...quick, dispatcher });
    assert.equal((await failureOf(client.headObject(photo))).code, "closed");
    await client.close();
  });
});

const domain: Partial<Account> = { addressing: "custom-domain", bucket: "photos" };

async function head(
  origin: string,
  settings: Partial<NetworkSettings>,
  account: Partial<Account> = {},
): Promise<{ size: number }> {
  const dispatcher = await createDispatcher({ env: {}, systemCertificates: false, ...settings });
  const client = new OssClient(accountAt(origin, account), { ...quick, dispatcher });
  try {
    return await client.headObject(photo);
  } finally {
    await client.close();
    await dispatcher.destroy();
  }
}

async function withSecureServer(
  certificate: string,
  work: (origin: string, port: number) => Promise<void>,
): Promise<void> {
  const options = { key: vector(`${certificate}.key`), cert: vector(`${certificate}.pem`) };
  const server = await listen(
    createSecureServer(options, (_, response) =>
      answer(response, 200, "", { "content-length": "7" }),
    ),
  );
  try {
    await work(server.origin.replace("http:", "https:"), server.port);
  } finally {
    await server.close();
  }
}

interface ProxyOptions {
  /** Where every tunnel leads, whatever host it was asked for. */
  readonly targetPort?: number;
  readonly credentials?: string;
  readonly refuseWith?: number;
}

/** A proxy that tunnels, answers plain requests itself, and remembers what it was asked. */
async function startProxy({ targetPort = 0, credentials, refuseWith }: ProxyOptions) {
  const seen: string[] = [];
  const expected = credentials && `Basic ${Buffer.from(credentials).toString("base64")}`;
  const server: Server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (refuseWith) return answer(response, refuseWith, errorXml("Proxy"));
    return answer(response, 200, "", { "content-length": "7" });
  });
  server.on("connect", (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    const wrong = expected && request.headers["proxy-authorization"] !== expected;
    const status = refuseWith ?? (wrong ? 407 : 200);
    socket.on("error", () => undefined);
    socket.write(`HTTP/1.1 ${status} Whatever\r\n\r\n`);
    if (status !== 200) return socket.end();
    const target = connect(targetPort, "127.0.0.1");
    target.on("error", () => socket.destroy());
    socket.on("close", () => target.destroy());
    return socket.pipe(target).pipe(socket);
  });
  return { ...(await listen(server)), seen };
}
