import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { crc64 } from "../../../src/oss/crc64.ts";
import { smallPictures } from "../../catalogues/catalogue.ts";
import {
  type PlainRequest,
  type Reply,
  sampleServer,
  send,
  signed,
  textOf,
  textsOf,
} from "./http.ts";
import { type SdkRequest, sdkRequest } from "./sdkRequests.ts";

const aliHost = { host: "sample.oss-cn-hangzhou.aliyuncs.com" };
const thr = "x-oss-process=image%2Flabels%2Cthr_0.85";
const example = smallPictures["example.jpg"].content;

/** The SDK and what it does, its request, and what must come of it. */
type Row = readonly [string, SdkRequest, (reply: Reply) => void];

const isExample = ({ body }: Reply) => assert.ok(body.equals(example));
const hasOuterwear = ({ text }: Reply) => assert.match(text, /"LabelName":"Outerwear"/);
const listsCat = ({ text }: Reply) => assert.ok(textsOf(text, "Key").includes("animals/a cat.png"));
const listsBuckets = ({ text }: Reply) => assert.ok(textsOf(text, "Name").includes("sample"));
const isLabelledGzip = ({ body, headers }: Reply) => {
  assert.equal(headers["content-encoding"], "gzip");
  assert.match(gunzipSync(body).toString(), /Outerwear/);
};
const isLabelledPlain = (reply: Reply) => {
  assert.equal(reply.headers["content-encoding"], undefined);
  hasOuterwear(reply);
};

const rows: readonly Row[] = [
  [
    "Python: slashes of a key as %2F",
    { path: "/sample/animals%2Fa%20cat.png", uri: "/sample/animals/a%20cat.png" },
    ({ body }) => assert.ok(body.equals(smallPictures["animals/a cat.png"].content)),
  ],
  [
    "Python: an Authorization with blanks, the additional headers last and not sorted",
    {
      path: "/sample/example.jpg",
      uri: "/sample/example.jpg",
      headers: { range: "bytes=0-3", "x-b": "2", "x-a": "1" },
      additional: ["x-b", "range", "x-a"],
      spaced: true,
    },
    ({ body, status }) => assert.deepEqual([status, body], [206, example.subarray(0, 4)]),
  ],
  [
    "Python: an empty prefix sent as prefix= and signed as prefix",
    { path: "/sample/?list-type=2&prefix=", uri: "/sample/", query: "list-type=2&prefix" },
    listsCat,
  ],
  [
    "Python: labels with Accept-Encoding identity",
    {
      path: `/sample/example.jpg?${thr}`,
      uri: "/sample/example.jpg",
      query: thr,
      headers: { "accept-encoding": "identity" },
      spaced: true,
    },
    isLabelledPlain,
  ],
  [
    "PHP: application/octet-stream signed on a GET, both dates",
    {
      path: "/sample/example.jpg",
      uri: "/sample/example.jpg",
      headers: { "content-type": "application/octet-stream" },
      time: "both",
    },
    isExample,
  ],
  [
    "PHP: an empty prefix sent and signed as prefix",
    {
      path: "/sample/?encoding-type=url&prefix",
      uri: "/sample/",
      query: "encoding-type=url&prefix",
    },
    ({ text }) => assert.ok(textsOf(text, "Key").includes("animals%2Fa%20cat.png")),
  ],
  [
    "PHP: labels with four encodings accepted",
    {
      path: `/sample/example.jpg?${thr}`,
      uri: "/sample/example.jpg",
      query: thr,
      headers: { "accept-encoding": "deflate, gzip, br, zstd" },
    },
    isLabelledGzip,
  ],
  [
    "Go 3.0.2: Date alone, signed to the letter",
    { path: "/sample/example.jpg", uri: "/sample/example.jpg", time: "date" },
    isExample,
  ],
  [
    "Go 3.0.2: labels with Date alone and gzip accepted",
    {
      path: `/sample/example.jpg?${thr}`,
      uri: "/sample/example.jpg",
      query: thr,
      headers: { "accept-encoding": "gzip" },
      time: "date",
    },
    isLabelledGzip,
  ],
  [
    "Go: an empty start-after and token, which mean none",
    {
      path: "/sample/?continuation-token&list-type=2&start-after",
      uri: "/sample/",
      query: "continuation-token&list-type=2&start-after",
    },
    listsCat,
  ],
  [
    "Java: %7E for a tilde",
    { method: "PUT", path: "/sample/a%7Eb.jpg", uri: "/sample/a~b.jpg", body: "x" },
    ({ status }) => assert.equal(status, 200),
  ],
  [
    "Java: labels without Accept-Encoding",
    { path: `/sample/example.jpg?${thr}`, uri: "/sample/example.jpg", query: thr },
    isLabelledPlain,
  ],
  [
    "REST: the process literally in the URL",
    {
      path: "/sample/example.jpg?x-oss-process=image/labels,thr_0.85",
      uri: "/sample/example.jpg",
      query: thr,
    },
    hasOuterwear,
  ],
  [
    "ossutil: the ACL that stat asks for beside the headers",
    { path: "/sample/example.jpg?acl", uri: "/sample/example.jpg", query: "acl", time: "both" },
    ({ text }) => assert.equal(textOf(text, "Grant"), "default"),
  ],
  [
    "ossutil: the headers that stat asks for",
    { method: "HEAD", path: "/sample/example.jpg", uri: "/sample/example.jpg", time: "both" },
    ({ headers }) => assert.equal(headers["x-oss-object-type"], "Normal"),
  ],
  [
    "ossutil: a list with everything in it",
    {
      path: "/sample/?delimiter=&encoding-type=url&fetch-owner=true&list-type=2&max-keys=1000&prefix=&start-after=",
      uri: "/sample/",
      query:
        "delimiter&encoding-type=url&fetch-owner=true&list-type=2&max-keys=1000&prefix&start-after",
    },
    ({ text }) => assert.ok(textsOf(text, "Key").includes("animals%2Fa%20cat.png")),
  ],
  [
    "Java and PHP: the ACL of a bucket, to learn whether it exists",
    { path: "/sample/?acl", uri: "/sample/", query: "acl" },
    ({ text }) => assert.equal(textOf(text, "Grant"), "private"),
  ],
  [
    "an upload with the headers that are honoured",
    {
      method: "PUT",
      path: "/sample/honoured.jpg",
      uri: "/sample/honoured.jpg",
      headers: {
        "cache-control": "no-cache",
        "content-type": "image/jpeg",
        "x-oss-forbid-overwrite": "false",
        "x-oss-meta-author": "me",
        "x-oss-object-acl": "default",
        "x-oss-request-payer": "requester",
        "x-oss-storage-class": "IA",
        "x-oss-tagging": "a=1&b=2",
      },
      body: "x",
    },
    ({ headers }) => assert.match(String(headers["etag"]), /^"[0-9A-F]{32}"$/),
  ],
  [
    "browsers: who sends it, in a header of its own",
    {
      path: "/sample/example.jpg",
      uri: "/sample/example.jpg",
      headers: { "x-oss-user-agent": "aliyun-sdk-js" },
    },
    isExample,
  ],
  [
    "ali-oss: the bucket in the Host header",
    { path: "/example.jpg", uri: "/sample/example.jpg", headers: aliHost },
    isExample,
  ],
  [
    "ali-oss: a region without its prefix in the Host header",
    {
      path: "/example.jpg",
      uri: "/sample/example.jpg",
      headers: { host: "sample.cn-hangzhou.aliyuncs.com" },
    },
    isExample,
  ],
  [
    "ali-oss: sldEnable, the bucket in both",
    { path: "/sample/example.jpg", uri: "/sample/example.jpg", headers: aliHost },
    isExample,
  ],
  [
    "ali-oss: listBuckets with a Host that begins with a dot",
    { path: "/", uri: "/", headers: { host: ".oss-cn-hangzhou.aliyuncs.com" } },
    listsBuckets,
  ],
  [
    "ali-oss: an empty prefix sent and signed as prefix=",
    {
      path: "/?max-keys=9&prefix=",
      uri: "/sample/",
      query: "max-keys=9&prefix=",
      headers: aliHost,
    },
    listsCat,
  ],
  [
    "ali-oss: marks left as they are in the path",
    {
      method: "PUT",
      path: "/a*'()!.jpg",
      uri: "/sample/a%2A%27%28%29%21.jpg",
      headers: aliHost,
      body: "x",
    },
    ({ status }) => assert.equal(status, 200),
  ],
  [
    "ali-oss: a content type guessed from the key on a GET",
    {
      path: "/example.jpg",
      uri: "/sample/example.jpg",
      headers: { ...aliHost, "content-type": "image/jpeg" },
    },
    isExample,
  ],
];

describe("the sample account accepts what SDKs send", () => {
  const server = sampleServer();

  for (const [name, request, check] of rows) {
    it(name, async () => {
      const reply = await send(server(), sdkRequest(server(), request));
      assert.ok(reply.status < 300, reply.text);
      check(reply);
    });
  }

  it("a bucket in the Host and a key that begins with its name: the signature decides", async () => {
    const body = "under a folder of the bucket's name";
    const put = { method: "PUT", path: "/sample/x.txt", uri: "/sample/sample/x.txt", body };
    await send(server(), sdkRequest(server(), { ...put, headers: aliHost }));
    const reply = await signed(server(), { bucket: "sample", key: "sample/x.txt" });
    assert.equal(reply.text, body);
    assert.equal((await signed(server(), { bucket: "sample", key: "x.txt" })).status, 404);
  });

  const keys = [
    "a//b",
    "a/../b",
    "..",
    ".",
    "a/./b",
    "%2e%2e/%2F",
    "a b+c",
    "照片/椅子2.jpg",
    "😀",
    "~",
  ];
  for (const key of keys) {
    it(`the key ${key}, as it is`, async () => {
      const object: PlainRequest = { bucket: "sample", key };
      assert.equal((await signed(server(), { ...object, method: "PUT", body: key })).status, 200);
      assert.equal((await signed(server(), object)).text, key);
      const listed = await signed(server(), { bucket: "sample", query: [["prefix", key]] });
      assert.ok(textsOf(listed.text, "Key").includes(key), listed.text);
      assert.equal((await signed(server(), { ...object, method: "DELETE" })).status, 204);
    });
  }

  it("with a checksum that is true, which Python, Go and Java compare", async () => {
    const reply = await signed(server(), { bucket: "sample", key: "example.jpg" });
    assert.equal(reply.headers["x-oss-hash-crc64ecma"], crc64(reply.body));
  });

  it("with times that Python can read: whole seconds, also of what was just uploaded", async () => {
    await signed(server(), { method: "PUT", bucket: "sample", key: "now.txt", body: "x" });
    for (const query of [[], [["list-type", "2"]]] as const) {
      const { text } = await signed(server(), { bucket: "sample", query });
      const times = textsOf(text, "LastModified");
      assert.ok(times.length > 4);
      for (const time of times) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    }
    const { text } = await signed(server(), {});
    for (const time of textsOf(text, "CreationDate")) assert.match(time, /\.000Z$/);
  });

  it("with an owner in every list, which ali-oss needs", async () => {
    const list = await signed(server(), { bucket: "sample" });
    assert.equal(textsOf(list.text, "ID").length, textsOf(list.text, "Key").length);
    const buckets = await signed(server(), {});
    assert.equal(textsOf(buckets.text, "ID").length, 1);
  });

  it("HEAD ?objectMeta, Go's question whether an object exists", async () => {
    const query = [["objectMeta", ""]] as const;
    const object = { method: "HEAD", bucket: "sample", query };
    assert.equal((await signed(server(), { ...object, key: "example.jpg" })).status, 200);
    assert.equal((await signed(server(), { ...object, key: "missing" })).status, 404);
  });

  it("and says of operations it lacks that it lacks them, below 500", async () => {
    for (const [method, name] of [
      ["PUT", "acl"],
      ["POST", "uploads"],
      ["POST", "append"],
      ["PUT", "symlink"],
    ] as const) {
      const query = [[name, ""]] as const;
      const reply = await signed(server(), { method, bucket: "sample", key: "example.jpg", query });
      assert.equal(reply.status, 400);
      assert.equal(textOf(reply.text, "Code"), "NotImplemented");
    }
  });
});
