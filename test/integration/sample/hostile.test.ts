import assert from "node:assert/strict";
import type { SampleServer } from "../../../src/sample/server.ts";
import { sampleServer, send, sendBytes, signed, signRequest, textOf } from "./http.ts";
import { pick, type Random, randomNumbers } from "./random.ts";

const path = "/sample/example.jpg";

describe("the Host header of a request to the sample account", () => {
  const server = sampleServer();
  const ask = async (host: string) => {
    const { headers } = signRequest(server(), { bucket: "sample", key: "example.jpg" });
    return send(server(), { path, headers: { ...headers, host } });
  };

  const accepted = [
    ...["127.0.0.1", "127.0.0.1:80", "localhost", "LOCALHOST:9000", "[::1]", "[::1]:8080"],
    ...["192.168.1.20:3000", "oss-cn-hangzhou.aliyuncs.com", "sample.oss-cn-hangzhou.aliyuncs.com"],
    ...["sample.cn-hangzhou.aliyuncs.com", "Sample.OSS-cn-hangzhou.aliyuncs.com:80"],
    "sample.oss-cn-hangzhou-internal.aliyuncs.com",
  ];
  for (const host of accepted) {
    it(`may be ${host}`, async () => {
      const { status, text } = await ask(host);
      assert.equal(status, 200, text);
    });
  }

  const refused = [
    ...["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example"],
    ...["aliyuncs.com.evil.example", "evilaliyuncs.com", "aliyuncs.com", "a.b.c.d.aliyuncs.com"],
    ...[
      "2130706433",
      "0x7f.1",
      "127.1",
      "127.0.0.1.",
      "127.0.0.1,evil.example",
      "[::1",
      "a@127.0.0.1",
    ],
  ];
  for (const host of refused) {
    it(`may not be ${host}`, async () => {
      const reply = await ask(host);
      const code = textOf(reply.text, "Code");
      assert.deepEqual([reply.status, code], [403, "NonStandardHostForbidden"], reply.text);
    });
  }

  it("may not be missing, empty, or there twice", async () => {
    const empty = await sendBytes(server(), `GET ${path} HTTP/1.1\r\nHost:\r\n\r\n`);
    assert.match(empty, /^HTTP\/1\.1 403 [\s\S]*NonStandardHostForbidden/);
    const without = await sendBytes(server(), `GET ${path} HTTP/1.0\r\n\r\n`);
    assert.match(without, /^HTTP\/1\.[01] 403 [\s\S]*NonStandardHostForbidden/);
    const twice = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n`;
    assert.match(await sendBytes(server(), twice), /^HTTP\/1\.1 40[03] /);
  });

  it("opens nothing to pages of other origins", async () => {
    const headers = { origin: "http://evil.example", "access-control-request-method": "GET" };
    for (const method of ["OPTIONS", "GET", "POST"]) {
      const reply = await send(server(), { method, path, headers });
      assert.ok(reply.status === 403 || reply.status === 405);
      const names = Object.keys(reply.headers).filter((name) => name.startsWith("access-control"));
      assert.deepEqual(names, []);
    }
    const signedReply = await signed(server(), { bucket: "sample", key: "example.jpg", headers });
    assert.equal(signedReply.headers["access-control-allow-origin"], undefined);
  });
});

describe("bytes that are hardly a request", () => {
  const server = sampleServer();

  const lines: readonly (readonly [string, RegExp])[] = [
    ["GET * HTTP/1.1", /^HTTP\/1\.1 400/],
    ["GET http://127.0.0.1/sample/example.jpg HTTP/1.1", /^HTTP\/1\.1 400/],
    ["CONNECT 127.0.0.1:80 HTTP/1.1", /^HTTP\/1\.1 405/],
    ["OPTIONS * HTTP/1.1", /^HTTP\/1\.1 400/],
    ["BREW /sample/ HTTP/1.1", /^HTTP\/1\.1 400/],
    ["PROPFIND /sample/ HTTP/1.1", /^HTTP\/1\.1 403/],
    ["GET /%zz HTTP/1.1", /<Code>InvalidURI</],
    ["GET /%ff%fe HTTP/1.1", /<Code>InvalidURI</],
    ["GET /?a=%e4 HTTP/1.1", /<Code>InvalidURI</],
    ["GET / HTTP/9.9", /^HTTP\/1\.1 400/],
    ["GET /sample", /^HTTP\/1\.1 403/],
    ["hello", /^HTTP\/1\.1 400/],
    ["\u0016\u0003\u0001", /^HTTP\/1\.1 400/],
    [`GET /${"a".repeat(40_000)} HTTP/1.1`, /^HTTP\/1\.1 431/],
  ];
  for (const [line, expected] of lines) {
    it(JSON.stringify(line.slice(0, 50)), async () => {
      const answer = await sendBytes(server(), `${line}\r\nHost: 127.0.0.1\r\n\r\n`);
      assert.match(answer, expected);
      if (answer !== "") assert.match(answer, /<\?xml/);
    });
  }

  it("are never answered with a fault of the server, nor left without an end", async () => {
    const random = randomNumbers(20_260_101);
    const requests = Array.from({ length: 200 }, () => randomRequest(server(), random));
    const before = (await signed(server(), { bucket: "sample" })).text;
    for (let first = 0; first < requests.length; first += 50) {
      const batch = requests.slice(first, first + 50);
      const answers = await Promise.all(batch.map((bytes) => sendBytes(server(), bytes)));
      for (const [index, answer] of answers.entries()) {
        const status = /^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1] ?? "none";
        assert.ok(status === "none" || Number(status) < 500, `${status} to ${batch[index]}`);
      }
    }
    assert.equal((await signed(server(), { bucket: "sample" })).text, before);
    assert.equal(server().billableCalls, 0);
  });

  it("with good signatures do no harm either", async () => {
    const random = randomNumbers(7);
    const requests = Array.from({ length: 120 }, () => randomSignedRequest(random));
    const replies = await Promise.all(requests.map((request) => signed(server(), request)));
    for (const [index, { status, text }] of replies.entries()) {
      const request = requests[index];
      assert.ok(status < 500, `${status} to ${JSON.stringify(request)}`);
      if (status >= 400 && request?.method !== "HEAD") assert.ok(text.startsWith("<?xml"));
    }
  });
});

const methods = ["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH"];
const paths = [
  "/",
  "/sample",
  "/sample/",
  "/sample/example.jpg",
  "//",
  "/faults/text.jpg",
  "/%00",
  "/a/b?",
];
const names = [
  ...[
    "prefix",
    "marker",
    "delimiter",
    "max-keys",
    "list-type",
    "continuation-token",
    "start-after",
  ],
  ...[
    "encoding-type",
    "x-oss-process",
    "versionId",
    "response-content-type",
    "tagging",
    "objectMeta",
  ],
  ...[
    "x-oss-signature-version",
    "x-oss-credential",
    "x-oss-date",
    "x-oss-expires",
    "x-oss-signature",
  ],
  ...["x-oss-additional-headers", "location", "acl", "__proto__", "constructor", ""],
];
const values = [
  ...["", "2", "url", "/", "0", "-1", "1e9", "image/labels", "image/resize,w_5", "image/info"],
  ...["OSS4-HMAC-SHA256", "20261122T080000Z", "a/20261122/cn-hangzhou/oss/aliyun_v4_request"],
  ...["照片", "\u0000", "\r\n", "%", "__proto__", "x".repeat(2000), "null", "YW5pbWFscy8"],
];
const headers = [
  ...[
    "Authorization",
    "Date",
    "x-oss-date",
    "Range",
    "If-Match",
    "If-Modified-Since",
    "Content-MD5",
  ],
  ...["Content-Type", "Accept-Encoding", "Expect", "Transfer-Encoding", "Content-Length", "Host"],
  ...["x-oss-tagging", "x-oss-storage-class", "x-oss-content-sha256", "Upgrade", "Connection"],
];
const headerValues = [
  ...["", "bytes=0-", "bytes=-5", "chunked", "5", "-5", "abc", "100-continue", "gzip", "websocket"],
  ...[
    "OSS4-HMAC-SHA256 Credential=a/b/c,Signature=d",
    "OSS4-HMAC-SHA256 ",
    "=,=;",
    '"',
    "\u00e9\u00ff",
  ],
  ...["Tue, 20 Dec 2022 08:48:18 GMT", "20261122T080000Z", "x".repeat(3000)],
];

/** A request whose every part may be broken. */
function randomRequest(server: SampleServer, random: Random): Buffer {
  const query = Array.from({ length: random(5) }, () => {
    const value = pick(random, values);
    const encoded = random(4) === 0 ? value : encodeURIComponent(value);
    return `${pick(random, names)}${pick(random, ["=", "", "=="])}${encoded}`;
  });
  const target = `${pick(random, paths)}${query.length > 0 ? "?" : ""}${query.join("&")}`;
  const lines = Array.from(
    { length: random(6) },
    () => `${pick(random, headers)}: ${pick(random, headerValues)}`,
  );
  const host = random(10) === 0 ? [] : [`Host: ${new URL(server.endpoint).host}`];
  const head = [`${pick(random, methods)} ${target} HTTP/1.1`, ...host, ...lines].join("\r\n");
  const bytes = Buffer.from(
    `${head}\r\n\r\n${pick(random, ["", "body", "5\r\nhello\r\n0\r\n\r\n"])}`,
  );
  if (random(3) === 0) bytes[random(bytes.length)] = random(256);
  return random(5) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
}

/** A request that is well formed and signed, and makes little sense. */
function randomSignedRequest(random: Random) {
  const signable = ["Range", "If-Match", "If-Modified-Since", "Content-MD5", "Content-Type"];
  const sent = [...signable, "Accept-Encoding", "x-oss-tagging", "x-oss-storage-class"];
  const entries = Array.from({ length: random(4) }, () => [
    pick(random, sent).toLowerCase(),
    pick(random, headerValues).replace("\u00e9\u00ff", "plain"),
  ]);
  return {
    method: pick(random, ["GET", "HEAD", "PUT", "POST", "DELETE"]),
    bucket: pick(random, ["sample", "large", "nothing", "faults"]),
    key: pick(random, [
      "",
      "example.jpg",
      "text.jpg",
      "../x",
      "照片/椅子.jpg",
      "new",
      "damaged.jpg",
    ]),
    query: Array.from(
      { length: random(4) },
      () => [pick(random, names), pick(random, values)] as const,
    ),
    headers: Object.fromEntries(entries) as Record<string, string>,
    body: pick(random, ["", "text", "<Tagging><TagSet/></Tagging>"]),
  };
}
