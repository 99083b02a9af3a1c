import assert from "node:assert/strict";
import type { SampleServer } from "../../../src/sample/server.ts";
import { smallPictures } from "../../catalogues/catalogue.ts";
import {
  type PlainRequest,
  presignedPath,
  type RawRequest,
  sampleServer,
  send,
  signed,
  signRequest,
  textOf,
} from "./http.ts";

const example: PlainRequest = { bucket: "sample", key: "example.jpg" };
const minute = 60_000;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);

type Making = (server: SampleServer) => RawRequest;

const labels = "x-oss-process=image%2Flabels";
const day = /\/(\d{4})(\d\d)(\d\d)\//;
const otherDigit = (digit: string) => (digit === "0" ? "1" : "0");

function at(path: string): Making {
  return () => ({ path });
}

function withDate(date: string): Making {
  return (server) => {
    const { headers, path } = signRequest(server, example);
    return { path, headers: { ...headers, "x-oss-date": date } };
  };
}

/** Date alone, as Go sends it. */
function withHttpDate(date: string): Making {
  return (server) => {
    const { headers, path } = signRequest(server, example);
    const { "x-oss-date": _unsent, ...others } = headers;
    return { path, headers: { ...others, date } };
  };
}

const signedTwice: Making = (server) => ({
  path: presignedPath(server, example),
  headers: signRequest(server, example).headers,
});

function withPayload(hash: string): Making {
  return (server) => signRequest(server, { ...example, headers: { "x-oss-content-sha256": hash } });
}

function changed(part: string | RegExp, other: string): Making {
  return (server) => ({ path: presignedPath(server, example).replace(part, other) });
}

function withAuthorization(change: (authorization: string) => string) {
  return (server: SampleServer): RawRequest => {
    const { headers, path } = signRequest(server, example);
    return {
      path,
      headers: { ...headers, authorization: change(headers["authorization"] ?? "") },
    };
  };
}

/** `signing` is asked when the request is sent: a clock that was read when the table was made would be slow by then. */
function signedWith(signing: () => Parameters<typeof signed>[2]) {
  return (server: SampleServer): RawRequest => signRequest(server, example, signing());
}

function presigned(expires: number, signing: () => Parameters<typeof presignedPath>[3]) {
  return (server: SampleServer): RawRequest => ({
    path: presignedPath(server, example, expires, signing()),
  });
}

/** Status, Code, EC. */
type Expected = readonly [number, string, string?];

const mismatch: Expected = [403, "SignatureDoesNotMatch", "0002-00000040"];
const skewed: Expected = [403, "RequestTimeTooSkewed", "0002-00000504"];
const unknownId: Expected = [403, "InvalidAccessKeyId", "0002-00000902"];
const bad = (ec?: string): Expected =>
  ec === undefined ? [400, "InvalidArgument"] : [400, "InvalidArgument", `0002-00000${ec}`];
const denied = (ec: string): Expected => [403, "AccessDenied", ec];

/** The answer, what is wrong, and the request. */
const headerRefusals: readonly (readonly [Expected, string, Making])[] = [
  [mismatch, "a wrong secret", signedWith(() => ({ accessKeySecret: "no" }))],
  [
    mismatch,
    "another hexadecimal digit",
    withAuthorization((text) => text.replace(/.$/, otherDigit)),
  ],
  [mismatch, "a longer signature", withAuthorization((text) => `${text}0`)],
  [mismatch, "a signature of no hexadecimal", withAuthorization((text) => text.replace(/.$/, "é"))],
  [unknownId, "an unknown key id", signedWith(() => ({ accessKeyId: "LTAIno" }))],
  [bad("226"), "another region", signedWith(() => ({ region: "cn-beijing" }))],
  [bad("226"), "a region with its prefix", signedWith(() => ({ region: "oss-cn-hangzhou" }))],
  [skewed, "a clock 16 minutes behind", signedWith(() => ({ date: ago(16 * minute) }))],
  [skewed, "a clock 16 minutes ahead", signedWith(() => ({ date: ago(-16 * minute) }))],
  [
    [403, "InvalidSecurityToken"],
    "a token nobody gave out",
    signedWith(() => ({ securityToken: "token" })),
  ],
  [denied("0003-00000001"), "no signature", at("/sample/example.jpg")],
  [denied("0003-00000002"), "no signature on a list", at("/sample/")],
  [denied("0003-00000002"), "no signature on the service", at("/")],
  [denied("0003-00000002"), "no signature on labels", at(`/sample/a.jpg?${labels}`)],
  [bad("061"), "an empty Authorization", withAuthorization(() => "")],
  [bad("034"), "signature version 1", withAuthorization(() => "OSS id:signature")],
  [bad("034"), "version 2", withAuthorization(() => "OSS2 AccessKeyId:id,Signature:x")],
  [bad("061"), "another service's", withAuthorization((text) => text.replace("OSS4", "AWS4"))],
  [bad("061"), "another hash", withAuthorization((text) => text.replace("256", "1"))],
  [bad("061"), "a password", withAuthorization(() => "Basic aWQ6c2VjcmV0")],
  [bad("203"), "a version alone", withAuthorization(() => "OSS4-HMAC-SHA256")],
  [bad("203"), "a missing equal sign", withAuthorization((text) => text.replace("ial=", "ial"))],
  [bad("205"), "no Credential", withAuthorization((text) => text.replace(/Cred[^,]*,/, ""))],
  [bad("202"), "no Signature", withAuthorization((text) => text.replace(/,Sig.*/, ""))],
  [bad("208"), "an empty Signature", withAuthorization((text) => text.replace(/ure=.*/, "ure="))],
  [bad("204"), "an unknown field", withAuthorization((text) => `${text},UnknownKey=1`)],
  [bad("204"), "a repeated field", withAuthorization((text) => `${text},Signature=1`)],
  [bad("209"), "no additional headers", withAuthorization((text) => `${text},AdditionalHeaders=`)],
  [bad("206"), "a bad key id", withAuthorization((text) => text.replace("ial=", "ial=%"))],
  [bad("212"), "a day with hyphens", withAuthorization((text) => text.replace(day, "/$1-$2-$3/"))],
  [bad("212"), "another day", withAuthorization((text) => text.replace(day, "/20200101/"))],
  [bad("213"), "another ending", withAuthorization((text) => text.replace("aliyun_v4", "abc"))],
  [bad("213"), "another product", withAuthorization((text) => text.replace("/oss/", "/imm/"))],
  [denied("0002-00000502"), "an empty x-oss-date", withDate("")],
  [denied("0002-00000502"), "a date in the form of another header", withDate(ago(0).toUTCString())],
  [denied("0002-00000502"), "the 31st of February", withDate("20260231T000000Z")],
  [denied("0002-00000502"), "a Date on no such day", withHttpDate("Tue, 31 Feb 2026 00:00:00 GMT")],
  [
    denied("0002-00000502"),
    "a Date on another weekday",
    withHttpDate("Mon, 01 Jan 2026 00:00:00 GMT"),
  ],
  [denied("0002-00000502"), "a Date in another form", withHttpDate("2026-01-01T00:00:00Z")],
  [
    bad("214"),
    "the hash of a body",
    withPayload("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  ],
  [bad("214"), "a streamed payload", withPayload("STREAMING-UNSIGNED-PAYLOAD-TRAILER")],
  [bad("214"), "no payload", withPayload("")],
];

const urlRefusals: readonly (readonly [Expected, string, Making])[] = [
  [
    denied("0002-00000236"),
    "one that has expired",
    presigned(60, () => ({ date: ago(minute + 1000) })),
  ],
  [skewed, "one of tomorrow", presigned(60, () => ({ date: ago(-24 * 60 * minute) }))],
  [mismatch, "one of another secret", presigned(60, () => ({ accessKeySecret: "no" }))],
  [unknownId, "one of an unknown key id", presigned(60, () => ({ accessKeyId: "LTAIno" }))],
  [bad(), "one of another region", presigned(60, () => ({ region: "cn-beijing" }))],
  [bad("232"), "one for longer than a week", changed("expires=60", "expires=604801")],
  [bad("232"), "one for no time", changed("expires=60", "expires=0")],
  [bad("232"), "one for words", changed("expires=60", "expires=abc")],
  [bad("215"), "one without expiry", changed("x-oss-expires=60&", "")],
  [bad("217"), "one without credential", changed(/x-oss-credential=[^&]*&/, "")],
  [bad("218"), "one with an empty credential", changed(/credential=[^&]*/, "credential=")],
  [bad("224"), "one with another ending", changed("aliyun_v4_request", "abc")],
  [bad("223"), "one with another day", changed(/%2F\d{8}%2F/, "%2F20200101%2F")],
  [bad("222"), "one with a bad key id", changed("credential=", "credential=%25")],
  [denied("0002-00000503"), "one without date", changed(/x-oss-date=[^&]*&/, "")],
  [denied("0002-00000502"), "one with another date", changed(/date=[^&]*&/, "date=2023-12-16&")],
  [bad("066"), "one of an unknown version", changed("OSS4-HMAC", "ABC")],
  [bad("034"), "one of version 1", at("/sample/a.jpg?OSSAccessKeyId=a&Expires=1&Signature=b")],
  [bad("066"), "one of version 2", at("/sample/a.jpg?x-oss-signature-version=OSS2")],
  [bad(), "one whose caller signs the header as well", signedTwice],
  [bad("219"), "one without signature", changed(/&x-oss-signature=[^&]*/, "")],
  [mismatch, "one with a process added", changed(/$/, `&${labels}`)],
  [mismatch, "one for another object", changed("example.jpg", "animals/wild/fox.jpg")],
];

describe("the sample account refuses", () => {
  const server = sampleServer();

  const cases = [
    ...headerRefusals.map(([expected, name, make]) => [name, expected, make] as const),
    ...urlRefusals.map(([expected, name, make]) => [`of URLs, ${name}`, expected, make] as const),
  ];
  for (const [name, [status, code, ec], request] of cases) {
    it(`${name}: ${status} ${code} ${ec ?? ""}`, async () => {
      const reply = await send(server(), request(server()));
      assert.deepEqual(
        [reply.status, textOf(reply.text, "Code"), textOf(reply.text, "EC")],
        [status, code, ec],
        reply.text,
      );
      assert.ok(reply.text.startsWith("<?xml"));
      assert.equal(textOf(reply.text, "RequestId"), reply.headers["x-oss-request-id"]);
      assert.match(String(reply.headers["x-oss-request-id"]), /^[0-9A-F]{24}$/);
      assert.equal(reply.headers["x-oss-ec"], ec);
    });
  }

  it("a wrong secret with what it calculated, so that a developer can compare", async () => {
    const { text } = await signed(server(), example, { accessKeySecret: "no" });
    const canonical = textOf(text, "CanonicalRequest") ?? "";
    assert.ok(canonical.startsWith("GET\n/sample/example.jpg\n\nx-oss-content-sha256:"), canonical);
    const toSign = textOf(text, "StringToSign") ?? "";
    assert.match(toSign, /^OSS4-HMAC-SHA256\n\d{8}T\d{6}Z\n\d{8}\/cn-hangzhou\/oss\//);
    const bytes = (textOf(text, "StringToSignBytes") ?? "").split(" ");
    assert.equal(Buffer.from(bytes.join(""), "hex").toString(), toSign);
    assert.ok(!text.includes(server().accessKeySecret));
  });

  it("a skewed clock with both times", async () => {
    const { text } = await signed(server(), example, { date: ago(20 * minute) });
    assert.equal(textOf(text, "MaxAllowedSkewMilliseconds"), "900000");
    const times = ["RequestTime", "ServerTime"].map((name) => Date.parse(textOf(text, name) ?? ""));
    assert.ok(Math.abs((times[1] ?? 0) - (times[0] ?? 0) - 20 * minute) < 5000);
  });

  it("HEAD without a body, with the error in a header", async () => {
    const reply = await signed(server(), { ...example, method: "HEAD", key: "missing" });
    assert.equal(reply.status, 404);
    assert.equal(reply.text, "");
    assert.equal(reply.headers["x-oss-ec"], "0026-00000001");
    const xml = Buffer.from(String(reply.headers["x-oss-err"]), "base64").toString();
    assert.equal(textOf(xml, "Code"), "NoSuchKey");
    assert.equal(textOf(xml, "Key"), "missing");
  });
});

describe("the sample account accepts", () => {
  const server = sampleServer();

  const accepted: readonly (readonly [string, (server: SampleServer) => RawRequest])[] = [
    ["a clock 14 minutes behind", signedWith(() => ({ date: ago(14 * minute) }))],
    ["a clock 14 minutes ahead", signedWith(() => ({ date: ago(-14 * minute) }))],
    ["a presigned URL", presigned(60, () => ({}))],
    [
      "a presigned URL of six days ago that lives a week",
      presigned(604_800, () => ({ date: ago(6 * 24 * 60 * minute) })),
    ],
    [
      "an empty token",
      (one) => {
        const { headers, path } = signRequest(one, {
          ...example,
          headers: { "x-oss-security-token": "" },
        });
        return { path, headers };
      },
    ],
    [
      "signed additional headers",
      (one) =>
        signRequest(one, {
          ...example,
          headers: { host: new URL(one.endpoint).host, range: "bytes=0-1", "x-other": "  a  b " },
          additionalHeaders: ["host", "range", "x-other", "x-oss-date", "x-missing"],
        }),
    ],
    [
      "signed headers in UTF-8",
      (one) => {
        const { headers, path } = signRequest(one, {
          ...example,
          method: "PUT",
          headers: { "x-oss-meta-a": "照片" },
        });
        return {
          method: "PUT",
          body: smallPictures["example.jpg"].content,
          path,
          headers: { ...headers, "x-oss-meta-a": Buffer.from("照片").toString("latin1") },
        };
      },
    ],
  ];

  for (const [name, request] of accepted) {
    it(name, async () => {
      const reply = await send(server(), request(server()));
      assert.ok(reply.status === 200 || reply.status === 206, reply.text);
    });
  }

  it("times by its own clock", async () => {
    const late = new Date("2031-01-01T00:00:00Z");
    const { startSampleServer } = await import("../../../src/sample/server.ts");
    const { smallAccount } = await import("../../catalogues/catalogue.ts");
    const other = await startSampleServer({ ...smallAccount(), clock: () => late });
    try {
      assert.equal((await signed(other, example)).status, 403);
      const reply = await signed(other, example, { date: late });
      assert.equal(reply.status, 200);
      assert.equal(reply.headers.date, late.toUTCString());
    } finally {
      await other.close();
    }
  });
});

describe("the sample account with a security token", () => {
  const server = sampleServer({ securityToken: "the token" });

  it("takes requests that carry it, in either form", async () => {
    const signing = { securityToken: "the token" };
    assert.equal((await signed(server(), example, signing)).status, 200);
    const path = presignedPath(server(), example, 60, signing);
    assert.equal((await send(server(), { path })).status, 200);
  });

  it("refuses requests without it, and with another", async () => {
    for (const signing of [{}, { securityToken: "another" }]) {
      const reply = await signed(server(), example, signing);
      assert.equal(textOf(reply.text, "Code"), "InvalidSecurityToken");
    }
  });
});
