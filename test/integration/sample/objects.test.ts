import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { crc64 } from "../../../src/oss/crc64.ts";
import { memoryBucket, UploadAllowance } from "../../../src/sample/store/bucket.ts";
import { smallPictures } from "../../catalogues/catalogue.ts";
import { objectOf } from "../../catalogues/objects.ts";
import {
  type PlainRequest,
  sampleServer,
  send,
  sendBytes,
  signed,
  signRequest,
  textOf,
} from "./http.ts";

const content = smallPictures["example.jpg"].content;
const example: PlainRequest = { bucket: "sample", key: "example.jpg" };
const etag = `"${createHash("md5").update(content).digest("hex").toUpperCase()}"`;
const changed = "Sat, 01 Mar 2025 10:00:00 GMT";
const earlier = "Sat, 01 Mar 2025 09:59:59 GMT";

describe("reading an object", () => {
  const server = sampleServer();

  it("gives its bytes and describes them", async () => {
    const reply = await signed(server(), example);
    assert.ok(reply.body.equals(content));
    const { headers } = reply;
    assert.equal(headers["content-type"], "image/jpeg");
    assert.equal(headers["content-length"], String(content.length));
    assert.equal(headers["etag"], etag);
    assert.equal(headers["last-modified"], changed);
    assert.equal(headers["x-oss-object-type"], "Normal");
    assert.equal(headers["x-oss-storage-class"], "Standard");
    assert.equal(headers["x-oss-hash-crc64ecma"], crc64(content));
    assert.match(String(headers["x-oss-server-time"]), /^\d+$/);
  });

  it("HEAD gives the same headers, and ?objectMeta the fewest", async () => {
    const { headers, body, status } = await signed(server(), { ...example, method: "HEAD" });
    assert.deepEqual([status, body.length], [200, 0]);
    assert.equal(headers["content-length"], String(content.length));
    assert.equal(headers["content-type"], "image/jpeg");
    const query = [["objectMeta", ""]] as const;
    const meta = await signed(server(), { ...example, method: "HEAD", query });
    assert.equal(meta.headers["etag"], etag);
    assert.equal(meta.headers["content-length"], String(content.length));
    assert.equal(meta.headers["content-type"], undefined);
  });

  it("gives a range", async () => {
    const reply = await signed(server(), { ...example, headers: { range: "bytes=10-19" } });
    assert.equal(reply.status, 206);
    assert.ok(reply.body.equals(content.subarray(10, 20)));
    assert.equal(reply.headers["content-range"], `bytes 10-19/${content.length}`);
    assert.equal(reply.headers["x-oss-hash-crc64ecma"], crc64(content));
  });

  it("refuses a range outside of it with 416, when asked to keep to the standard", async () => {
    const headers = { range: `bytes=${content.length}-`, "x-oss-range-behavior": "standard" };
    const reply = await signed(server(), { ...example, headers });
    assert.deepEqual([reply.status, textOf(reply.text, "Code")], [416, "InvalidRange"]);
  });

  const conditions: readonly (readonly [string, string, number])[] = [
    ["if-match", etag, 200],
    ["if-match", etag.slice(1, -1), 200],
    ["if-match", "*", 200],
    ["if-match", '"0"', 412],
    ["if-none-match", etag, 304],
    ["if-none-match", `"0", ${etag}`, 304],
    ["if-none-match", "*", 304],
    ["if-none-match", '"0"', 200],
    ["if-modified-since", changed, 304],
    ["if-modified-since", earlier, 200],
    ["if-modified-since", "no date", 200],
    ["if-modified-since", "5", 200],
    ["if-modified-since", "Fri, 31 Feb 2025 10:00:00 GMT", 200],
    ["if-unmodified-since", "2001-01-01", 200],
    ["if-unmodified-since", changed, 200],
    ["if-unmodified-since", earlier, 412],
  ];
  for (const [name, value, status] of conditions) {
    for (const method of ["GET", "HEAD"]) {
      it(`${method} with ${name} ${value}: ${status}`, async () => {
        const reply = await signed(server(), { ...example, method, headers: { [name]: value } });
        assert.equal(reply.status, status);
        if (status === 304) assert.equal(reply.body.length, 0);
      });
    }
  }

  it("gives headers that a parameter asks for, unless they cannot be headers", async () => {
    const ask = (value: string) =>
      signed(server(), { ...example, query: [["response-content-disposition", value]] });
    assert.equal((await ask("inline")).headers["content-disposition"], "inline");
    assert.equal((await ask("a\r\nSet-Cookie: b")).status, 400);
    assert.equal((await ask("照片")).status, 400);
  });

  it("knows no versions", async () => {
    const ask = (version: string) =>
      signed(server(), { ...example, query: [["versionId", version]] });
    assert.equal((await ask("null")).status, 200);
    assert.equal(textOf((await ask("CAEQ")).text, "Code"), "NoSuchVersion");
  });

  it("gives its ACL: the bucket's, unless its upload said private", async () => {
    const query = [["acl", ""]] as const;
    const grantOf = async (key: string) => {
      const { text } = await signed(server(), { bucket: "sample", key, query });
      assert.match(text, /^<\?xml[^>]*>\s*<AccessControlPolicy><Owner><ID>\d+<\/ID>/);
      return textOf(text, "Grant");
    };
    assert.equal(await grantOf("example.jpg"), "default");
    const headers = { "x-oss-object-acl": "private" };
    const upload = { method: "PUT", bucket: "sample", key: "private.txt", headers, body: "x" };
    assert.equal((await signed(server(), upload)).status, 200);
    assert.equal(await grantOf("private.txt"), "private");
    const missing = await signed(server(), { bucket: "sample", key: "missing", query });
    assert.deepEqual([missing.status, textOf(missing.text, "Code")], [404, "NoSuchKey"]);
  });

  it("of an archived object gives its headers alone", async () => {
    const archived = { bucket: "faults", key: "archived.jpg" };
    const reply = await signed(server(), archived);
    assert.deepEqual([reply.status, textOf(reply.text, "EC")], [403, "0016-00000404"]);
    const head = await signed(server(), { ...archived, method: "HEAD" });
    assert.equal(head.headers["x-oss-storage-class"], "Archive");
  });
});

describe("writing an object", () => {
  const server = sampleServer();
  const put = (key: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    signed(server(), { method: "PUT", bucket: "sample", key, body, headers });
  const codeOf = async (reply: ReturnType<typeof put>) => {
    const { status, text } = await reply;
    return [status, textOf(text, "Code")];
  };

  it("keeps its bytes, type and metadata", async () => {
    const headers = {
      "content-type": "text/x-照片",
      "cache-control": "no-store",
      "x-oss-meta-a": "b",
    };
    const { headers: sent, path } = signRequest(server(), {
      ...{ method: "PUT", bucket: "sample", key: "kept.txt", headers },
    });
    const type = Buffer.from(headers["content-type"]).toString("latin1");
    const wire = { ...sent, "content-type": type };
    const reply = await send(server(), { method: "PUT", path, headers: wire, body: "abc" });
    assert.equal(reply.status, 200, reply.text);
    assert.equal(reply.headers["etag"], '"900150983CD24FB0D6963F7D28E17F72"');
    assert.equal(reply.headers["x-oss-hash-crc64ecma"], crc64(Buffer.from("abc")));
    const read = await signed(server(), { bucket: "sample", key: "kept.txt" });
    assert.equal(read.text, "abc");
    assert.equal(read.headers["content-type"], type);
    assert.equal(read.headers["cache-control"], "no-store");
    assert.equal(read.headers["x-oss-meta-a"], "b");
  });

  it("takes a body in chunks, and an empty one", async () => {
    const { headers, path } = signRequest(server(), { method: "PUT", bucket: "sample", key: "c" });
    const chunked = { ...headers, "transfer-encoding": "chunked" };
    assert.equal(
      (await send(server(), { method: "PUT", path, headers: chunked, body: "ab" })).status,
      200,
    );
    assert.equal((await signed(server(), { bucket: "sample", key: "c" })).text, "ab");
    assert.equal((await put("empty", "")).status, 200);
  });

  it("was changed at a whole second, wherever that stands", async () => {
    const query = [["prefix", "second.txt"]] as const;
    const reply = await put("second.txt", "abc");
    const { date } = reply.headers;
    for (const version of [[], [["list-type", "2"]]] as const) {
      const listed = await signed(server(), { bucket: "sample", query: [...query, ...version] });
      const changedAt = textOf(listed.text, "LastModified") ?? "";
      assert.match(changedAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
      assert.equal(new Date(changedAt).toUTCString(), date);
    }
    const object = { bucket: "sample", key: "second.txt" };
    const head = await signed(server(), { ...object, method: "HEAD" });
    assert.equal(head.headers["last-modified"], date);
    const headers = { "if-modified-since": String(date) };
    assert.equal((await signed(server(), { ...object, headers })).status, 304);
  });

  it("compares Content-MD5", async () => {
    const md5 = createHash("md5").update("abc").digest("base64");
    assert.equal((await put("md5", "abc", { "content-md5": md5 })).status, 200);
    assert.deepEqual(await codeOf(put("md5", "abd", { "content-md5": md5 })), [
      400,
      "InvalidDigest",
    ]);
    assert.deepEqual(await codeOf(put("md5", "abc", { "content-md5": "x" })), [
      400,
      "InvalidDigest",
    ]);
    assert.equal((await signed(server(), { bucket: "sample", key: "md5" })).text, "abc");
  });

  it("overwrites unless that is forbidden", async () => {
    const forbid = { "x-oss-forbid-overwrite": "true" };
    assert.equal((await put("once", "1", forbid)).status, 200);
    assert.deepEqual(await codeOf(put("once", "2", forbid)), [409, "FileAlreadyExists"]);
    assert.equal((await put("once", "3")).status, 200);
    assert.equal((await signed(server(), { bucket: "sample", key: "once" })).text, "3");
  });

  const names: readonly (readonly [string, number])[] = [
    ["x".repeat(1023), 200],
    ["x".repeat(1024), 400],
    ["照".repeat(341), 200],
    ["照".repeat(342), 400],
    ["/slash", 400],
    ["\\backslash", 400],
  ];
  for (const [key, status] of names) {
    it(`a key of ${Buffer.byteLength(key)} bytes, ${key.slice(0, 6)}: ${status}`, async () => {
      const reply = await put(key, "x");
      assert.equal(reply.status, status, reply.text);
      if (status === 200) return;
      assert.equal(textOf(reply.text, "Code"), "InvalidObjectName");
      assert.equal(
        /Length/.test(textOf(reply.text, "Message") ?? ""),
        Buffer.byteLength(key) > 1023,
      );
    });
  }

  it("wants to know the length", async () => {
    const { headers, path } = signRequest(server(), { method: "PUT", bucket: "sample", key: "n" });
    const answer = await sendBytes(server(), headOf(`PUT ${path}`, headers));
    assert.match(answer, /^HTTP\/1\.1 411 [\s\S]*<Code>MissingContentLength<\/Code>/);
  });

  it("refuses a storage class there is not, and a bucket to be read only", async () => {
    const cold = { "x-oss-storage-class": "Frozen" };
    assert.deepEqual(await codeOf(put("cold", "", cold)), [400, "InvalidArgument"]);
    for (const method of ["PUT", "DELETE"]) {
      const reply = await signed(server(), { method, bucket: "large", key: "x", body: "" });
      assert.equal(reply.status, 403);
    }
  });

  it("refuses more than 64 MB before it is sent", async () => {
    const { headers, path } = signRequest(server(), { method: "PUT", bucket: "sample", key: "n" });
    const answer = await sendBytes(
      server(),
      headOf(`PUT ${path}`, { ...headers, "content-length": String(64 * 1024 * 1024 + 1) }),
    );
    assert.match(answer, /^HTTP\/1\.1 400 [\s\S]*<Code>EntityTooLarge<\/Code>/);
  });

  it("deletes with 204, whether or not there was an object", async () => {
    await put("gone", "x");
    for (const _time of [1, 2]) {
      const reply = await signed(server(), { method: "DELETE", bucket: "sample", key: "gone" });
      assert.deepEqual([reply.status, reply.text], [204, ""]);
    }
    assert.equal((await signed(server(), { bucket: "sample", key: "gone" })).status, 404);
  });
});

describe("the room for uploads", () => {
  const allowance = new UploadAllowance(100, 3);
  const bucket = memoryBucket("small", [objectOf("shipped", Buffer.alloc(500))], allowance);
  const upload = (key: string, bytes: number) =>
    bucket.put?.({ ...objectOf(key, Buffer.alloc(bytes)), uploaded: true });
  const isFull = { status: 403, code: "SampleIsFull" };

  it("is counted in bytes, over all uploads and no shipped objects", () => {
    upload("a", 60);
    assert.throws(() => upload("b", 41), isFull);
    assert.equal(bucket.find("b"), undefined);
    upload("a", 90);
    upload("shipped", 10);
    assert.throws(() => upload("c", 1), isFull);
  });

  it("is free again when an upload is deleted", () => {
    bucket.remove?.("a");
    bucket.remove?.("a");
    upload("b", 90);
    assert.throws(() => upload("c", 1), isFull);
  });

  it("is counted in objects, too", () => {
    bucket.remove?.("b");
    upload("c", 0);
    upload("d", 0);
    assert.throws(() => upload("e", 0), isFull);
  });
});

function headOf(line: string, headers: Readonly<Record<string, string>>): string {
  const all = Object.entries({ host: "127.0.0.1", connection: "close", ...headers });
  return `${line} HTTP/1.1\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
}
