import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import {
  connect,
  createServer as createTcpServer,
  isIP,
  type LookupFunction,
  type Socket,
} from "node:net";
import { Refusal } from "../../../src/errors/refusal.ts";
import {
  createDispatcher,
  describeProxies,
  type NetworkSettings,
} from "../../../src/http/network.ts";
import { readProxyExceptions } from "../../../src/http/proxyExceptions.ts";
import { addressAttempts, defaultTimeouts } from "../../../src/http/transport.ts";
import { explain, wordsFor } from "../../../src/messages/explain.ts";
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

  it("are not asked for anything where http.proxySupport is off", async () => {
    const proxy = await startProxy({});
    const target = await listen(
      createServer((_, response) => answer(response, 200, "", { "content-length": "7" })),
    );
    const address = `http://127.0.0.1:${proxy.port}`;
    const lookup = lookupOf("127.0.0.1");
    const settings = { proxySupport: "off", proxy: address, env: { http_proxy: address }, lookup };
    await head(`http://img.example.test:${target.port}`, settings, domain);
    assert.deepEqual(proxy.seen, []);
    await Promise.all([proxy.close(), target.close()]);
  });

  const passwords: [written: string, password: string][] = [
    ["p%40ss%20word", "p@ss word"],
    ["100%", "100%"],
    ["a#b", "a#b"],
    ["a\\b", "a\\b"],
    ["a/b?c", "a/b?c"],
    ["a@b:c", "a@b:c"],
    ["%23%25%5C", "#%\\"],
  ];
  for (const [written, password] of passwords) {
    it(`get the password that is written ${written}`, async () => {
      await withSecureServer("server", async (_, targetPort) => {
        const proxy = await startProxy({ targetPort, credentials: `user:${password}` });
        const address = `http://user:${written}@127.0.0.1:${proxy.port}`;
        const read = await head("https://img.example.test", { ca, proxy: address }, domain);
        assert.equal(read.size, 7);
        await proxy.close();
      });
    });
  }

  const rest = "this machine, internal endpoints";
  const described: [name: string, settings: Partial<NetworkSettings>, expected: string][] = [
    ["nothing set", {}, `proxy for https: none, for http: none, not for: ${rest}`],
    [
      "the setting before the environment",
      {
        proxy: "http://a:1",
        env: { https_proxy: "http://b:2", NO_PROXY: "x.example, .y.example" },
      },
      `proxy for https: http://a:1, for http: http://a:1, not for: x.example, .y.example, ${rest}`,
    ],
    [
      "capitals, a password, no scheme",
      { env: { HTTPS_PROXY: "user:pw@b:2" } },
      `proxy for https: http://b:2, for http: none, not for: ${rest}`,
    ],
    [
      "the http proxy for https, too",
      { env: { http_proxy: "http://c:3" }, noProxy: ["z.example"] },
      `proxy for https: http://c:3, for http: http://c:3, not for: z.example, ${rest}`,
    ],
    [
      "one proxy for all",
      { env: { ALL_PROXY: "socks5h://me:pw@d:4" } },
      `proxy for https: socks5://d:4, for http: socks5://d:4, not for: ${rest}`,
    ],
    [
      "an exception for all",
      { proxy: "http://a:1", noProxy: ["x.example", "*"] },
      `proxy for https: http://a:1, for http: http://a:1, not for: x.example, *, ${rest}`,
    ],
    [
      "none, since they are off",
      { proxySupport: "off", proxy: "http://a:1", env: { https_proxy: "http://b:2" } },
      "no proxy: http.proxySupport is off",
    ],
  ];
  for (const [name, settings, expected] of described) {
    it(`are chosen: ${name}`, () => {
      assert.equal(describeProxies({ env: {}, ...settings }), expected);
    });
  }

  const wrong: [proxy: string, words: RegExp][] = [
    ["http://", /http\.proxy says is not the address/],
    ["http://canary:pw@[", /http\.proxy says is not the address/],
    ["http://canary:pw@a:b", /Write it as http:/],
    ["ftp://a:1", /kind ftp.*http, https or socks5/],
    ["socks4://canary:pw@a:1", /kind socks4/],
  ];
  for (const [proxy, words] of wrong) {
    it(`refuse to be ${proxy}`, async () => {
      await assert.rejects(
        async () => (await createDispatcher({ proxy, env: {} })).close(),
        (error) =>
          error instanceof Refusal &&
          error.code === "proxy-invalid" &&
          words.test(wordsFor(error)) &&
          !(error.message + wordsFor(error)).includes("canary"),
      );
    });
  }

  it("are named by the variable that is wrong", async () => {
    await assert.rejects(
      createDispatcher({ env: { HTTPS_PROXY: "ftp://a" } }),
      (error) =>
        error instanceof Refusal && wordsFor(error).startsWith("https_proxy names a proxy"),
    );
  });
});

describe("SOCKS proxies", () => {
  it("lead to a TLS endpoint, whose name they look up themselves", async () => {
    await withSecureServer("server", async (_, targetPort) => {
      const proxy = await startSocks({ targetPort });
      for (const scheme of ["socks", "socks5", "socks5h"]) {
        const settings = { ca, proxy: `${scheme}://127.0.0.1:${proxy.port}` };
        assert.equal((await head("https://img.example.test", settings, domain)).size, 7);
      }
      assert.deepEqual(proxy.seen, Array(3).fill("img.example.test:443"));
      await proxy.close();
    });
  });

  it("lead to a plain endpoint, with a name and a password", async () => {
    const target = await listen(
      createServer((_, response) => answer(response, 200, "", { "content-length": "7" })),
    );
    const proxy = await startSocks({ targetPort: target.port, credentials: "me:p%#\\w" });
    const env = { all_proxy: `socks5://me:p%#\\w@127.0.0.1:${proxy.port}` };
    assert.equal((await head("http://img.example.test", { env }, domain)).size, 7);
    assert.deepEqual(proxy.seen, ["img.example.test:80"]);
    await Promise.all([proxy.close(), target.close()]);
  });

  it("are not asked for this machine, nor for hosts that are excepted", async () => {
    const target = await listen(
      createServer((_, response) => answer(response, 200, "", { "content-length": "7" })),
    );
    const proxy = await startSocks({ targetPort: target.port });
    const address = `socks5://127.0.0.1:${proxy.port}`;
    const lookup = lookupOf("127.0.0.1");
    const settings = { proxy: address, noProxy: [".example.test"], lookup };
    for (const host of ["127.0.0.1", "localhost", "img.example.test"]) {
      const account = host.startsWith("img") ? domain : {};
      await head(`http://${host}:${target.port}`, settings, account);
    }
    const other = await failureOf(head(`http://127.0.0.2:${target.port}`, settings));
    assert.equal(other.code, "connection-refused");
    assert.deepEqual(proxy.seen, []);
    await Promise.all([proxy.close(), target.close()]);
  });

  const refusals: [options: SocksOptions, code: string][] = [
    [{ credentials: "me:other" }, "proxy-credentials"],
    [{ refuseWith: 2 }, "proxy-refused"],
    [{ isNoSocks: true }, "proxy-refused"],
  ];
  for (const [options, code] of refusals) {
    it(`that refuse are named: ${JSON.stringify(options)} is ${code}`, async () => {
      const proxy = await startSocks(options);
      const address = `socks5://me:canary@127.0.0.1:${proxy.port}`;
      const error = await failureOf(head("https://img.example.test", { proxy: address }, domain));
      assert.equal(error.code, code);
      assert.ok(!JSON.stringify([error.message, String(error.cause)]).includes("canary"));
      await proxy.close();
    });
  }

  it("that do not answer are told from hosts that do not", async () => {
    const gone = await listen(createServer());
    await gone.close();
    const proxy = `socks5://127.0.0.1:${gone.port}`;
    const error = await failureOf(head("https://img.example.test", { proxy }, domain));
    assert.equal(error.code, "proxy-unreachable");
  });
});

describe("hosts that are asked without a proxy", () => {
  const rows: [entries: string[], host: string, port: number, isDirect: boolean][] = [
    [[], "oss-cn-hangzhou.aliyuncs.com", 443, false],
    [[], "localhost", 80, true],
    [[], "a.localhost", 80, true],
    [[], "127.0.0.1", 9000, true],
    [[], "127.3.2.1", 80, true],
    [[], "::1", 80, true],
    [[], "::ffff:127.0.0.1", 80, true],
    [[], "::2", 80, false],
    [[], "128.0.0.1", 80, false],
    [[], "127.0.0.1.example.com", 80, false],
    [[], "photos.oss-cn-hangzhou-internal.aliyuncs.com", 443, true],
    [[], "oss-cn-hangzhou-internal.aliyuncs.com", 443, true],
    [[], "vpc100-oss-cn-hangzhou.aliyuncs.com", 443, true],
    [[], "imm-vpc.cn-hangzhou.aliyuncs.com", 443, true],
    [[], "sts-vpc.cn-hangzhou.aliyuncs.com", 443, true],
    [[], "100.100.100.200", 80, true],
    [[], "oss-cn-hangzhou-internal.aliyuncs.com.evil.com", 443, false],
    [[], "evil-internal.com", 443, false],
    [["*"], "anything.example", 443, true],
    [["example.com"], "example.com", 443, true],
    [["example.com"], "a.b.example.com", 443, true],
    [["example.com"], "notexample.com", 443, false],
    [[".example.com"], "a.example.com", 443, true],
    [[".example.com"], "example.com", 443, true],
    [["*.example.com"], "a.example.com", 443, true],
    [[" EXAMPLE.com "], "example.com", 443, true],
    [["https://example.com"], "example.com", 443, true],
    [["example.com:8443"], "example.com", 8443, true],
    [["example.com:8443"], "example.com", 443, false],
    [["10.0.0.0/8"], "10.1.2.3", 443, true],
    [["10.0.0.0/8"], "11.1.2.3", 443, false],
    [["10.0.0.0/8"], "10.example.com", 443, false],
    [["10.0.0.5/32"], "10.0.0.5", 443, true],
    [["10.0.0.0/33", "10.0.0.0/x"], "10.0.0.1", 443, false],
    [["fd00::/8"], "fd12::1", 443, true],
    [["[fd00::]/8"], "fe80::1", 443, false],
    [["fd00::1"], "fd00:0:0::1", 443, true],
    [["[fd00::1]:8080"], "fd00::1", 8080, true],
    [["[fd00::1]:8080"], "fd00::1", 80, false],
    [["10.0.0.5"], "10.0.0.5", 443, true],
    [["10.0.0.5:80"], "10.0.0.5", 443, false],
    [["192.168.*"], "192.168.3.4", 443, true],
    [["192.168.*"], "192.169.3.4", 443, false],
    [["<local>"], "intranet", 443, true],
    [["<local>"], "intranet.example", 443, false],
    [["(a+)+$", "a b", "///", ":"], "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", 443, false],
  ];
  for (const [entries, host, port, isDirect] of rows) {
    it(`${JSON.stringify(entries)}: ${host}:${port} ${isDirect ? "is" : "is not"}`, () => {
      assert.equal(readProxyExceptions(entries)(host, port), isDirect);
    });
  }

  it("are found in time, however hostile the entries", () => {
    const isDirect = readProxyExceptions([`${"*a".repeat(30)}b`, "*".repeat(60)]);
    assert.equal(isDirect(`${"a".repeat(250)}.c`, 443), true);
    assert.equal(readProxyExceptions([`${"*a".repeat(30)}b`])(`${"a".repeat(250)}c`, 443), false);
  });
});

describe("a host with several addresses", () => {
  it("is reached by the one that answers, whichever comes first", async () => {
    const target = await listen(
      createServer((_, response) => answer(response, 200, "", { "content-length": "7" })),
    );
    for (const addresses of [
      ["::1", "127.0.0.1"],
      ["127.0.0.1", "::1"],
      ["::1", "127.0.0.9", "127.0.0.1"],
    ]) {
      const settings = { lookup: lookupOf(...addresses) };
      const read = await head(`http://img.example.test:${target.port}`, settings, domain);
      assert.equal(read.size, 7, addresses.join());
    }
    await target.close();
  });

  it("has more time for each than a lost packet takes to be sent again", () => {
    assert.ok(addressAttempts.autoSelectFamilyAttemptTimeout > 2000);
    assert.ok(addressAttempts.autoSelectFamilyAttemptTimeout * 3 < defaultTimeouts.connect);
  });
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

/** A resolver that knows these addresses for every name. */
function lookupOf(...addresses: string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_, options, callback) => {
    const [first] = all;
    if (options.all || !first) callback(null, all);
    else callback(null, first.address, first.family);
  };
}

interface SocksOptions {
  /** Where every connection leads, whatever host it was asked for. */
  readonly targetPort?: number;
  readonly credentials?: string;
  /** A reply code of RFC 1928. */
  readonly refuseWith?: number;
  /** True answers as something else would. */
  readonly isNoSocks?: boolean;
}

/** A SOCKS5 proxy (RFC 1928, RFC 1929) that remembers where it was asked to lead. */
async function startSocks({
  targetPort = 0,
  credentials,
  refuseWith = 0,
  isNoSocks,
}: SocksOptions) {
  const seen: string[] = [];
  const server = createTcpServer(async (socket) => {
    socket.on("error", () => undefined);
    const read = reader(socket);
    const [, count = 0] = await read(2);
    const methods = await read(count);
    if (isNoSocks) return socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    const method = credentials === undefined ? 0 : 2;
    if (!methods.includes(method)) return socket.end(Buffer.from([5, 255]));
    socket.write(Buffer.from([5, method]));
    if (credentials !== undefined) {
      const [, nameLength = 0] = await read(2);
      const name = (await read(nameLength)).toString();
      const [passwordLength = 0] = await read(1);
      const password = (await read(passwordLength)).toString();
      const isRight = `${name}:${password}` === credentials;
      socket.write(Buffer.from([1, isRight ? 0 : 1]));
      if (!isRight) return socket.end();
    }
    const [, , , kind] = await read(4);
    assert.equal(kind, 3, "a name, which the proxy looks up");
    const [length = 0] = await read(1);
    const host = (await read(length)).toString();
    seen.push(`${host}:${(await read(2)).readUInt16BE()}`);
    socket.write(Buffer.from([5, refuseWith, 0, 1, 0, 0, 0, 0, 0, 0]));
    if (refuseWith !== 0) return socket.end();
    const target = connect(targetPort, "127.0.0.1");
    target.on("error", () => socket.destroy());
    socket.on("close", () => target.destroy());
    return socket.pipe(target).pipe(socket);
  });
  return { ...(await listen(server)), seen };
}

/** Reads so many bytes, as soon as they are here. */
function reader(socket: Socket): (count: number) => Promise<Buffer> {
  return async (count) => {
    for (;;) {
      const bytes: Buffer | null = count === 0 ? Buffer.alloc(0) : socket.read(count);
      if (bytes !== null) return bytes;
      await once(socket, "readable");
    }
  };
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
