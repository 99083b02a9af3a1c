import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { OssClient } from "../../../src/oss/client.ts";
import { crc64 } from "../../../src/oss/crc64.ts";
import { thresholdText } from "../../../src/oss/imageProcess.ts";
import { signHeaders } from "../../../src/oss/signature.ts";
import {
  answer,
  errorXml,
  failureOf,
  type Reply,
  refusalOf,
  secret,
  withServer,
} from "./loopback.ts";

const photo = { bucket: "photos", key: "a.jpg" };
const json = { "content-type": "application/json;charset=utf-8" };
const labels = JSON.stringify({ RequestId: "IMM-1", Labels: [{ LabelName: "椅子" }] });

describe("requests on the wire", () => {
  const cases: [
    name: string,
    call: (client: OssClient) => Promise<unknown>,
    reply: Reply,
    request: string,
  ][] = [
    [
      "buckets",
      (client) => client.listBuckets({ prefix: "p", marker: "m/", maxKeys: 5 }),
      (r) => answer(r, 200, "<ListAllMyBucketsResult></ListAllMyBucketsResult>"),
      "GET /?marker=m%2F&max-keys=5&prefix=p",
    ],
    [
      "objects",
      (client) =>
        client.listObjects("photos", {
          prefix: "照/",
          delimiter: "/",
          continuationToken: "t+/=",
          startAfter: "s",
          maxKeys: 200,
        }),
      (r) => answer(r, 200, "<ListBucketResult></ListBucketResult>"),
      "GET /photos/?continuation-token=t%2B%2F%3D&delimiter=%2F&encoding-type=url&list-type=2&max-keys=200&prefix=%E7%85%A7%2F&start-after=s",
    ],
    [
      "an object's head",
      (client) => client.headObject(photo),
      (r) => answer(r, 200, "", { "content-length": "5" }),
      "HEAD /photos/a.jpg",
    ],
    [
      "an object",
      (client) => client.getObject(photo),
      (r) => answer(r, 200, "x"),
      "GET /photos/a.jpg",
    ],
    [
      "a thumbnail",
      (client) => client.getObject(photo, { process: "image/resize,w_200" }),
      (r) => answer(r, 200, "x", { "x-oss-hash-crc64ecma": "of the object" }),
      "GET /photos/a.jpg?x-oss-process=image%2Fresize%2Cw_200",
    ],
    [
      "labels",
      (client) => client.detectLabels(photo, { threshold: 0.85 }),
      (r) => answer(r, 200, labels, json),
      "GET /photos/a.jpg?x-oss-process=image%2Flabels%2Cthr_0.85",
    ],
    [
      "an upload",
      (client) => client.putObject(photo, Buffer.from("x"), { forbidOverwrite: true }),
      (r) => answer(r, 200),
      "PUT /photos/a.jpg",
    ],
    [
      "a delete",
      (client) => client.deleteObject(photo),
      (r) => answer(r, 204),
      "DELETE /photos/a.jpg",
    ],
    [
      "tags",
      (client) => client.getObjectTagging(photo),
      (r) => answer(r, 200, "<Tagging><TagSet></TagSet></Tagging>"),
      "GET /photos/a.jpg?tagging",
    ],
    [
      "new tags",
      (client) => client.putObjectTagging(photo, [{ key: "a", value: "<&>" }]),
      (r) => answer(r, 200),
      "PUT /photos/a.jpg?tagging",
    ],
  ];
  for (const [name, call, reply, request] of cases) {
    it(`${name}: ${request}, signed`, async () => {
      const date = new Date("2026-01-02T03:04:05Z");
      await withServer(
        reply,
        async (client, { received }) => {
          await call(client);
          const [one] = received;
          assert.ok(one);
          assert.equal(`${one.method} ${one.url}`, request);
          const { authorization, ...headers } = one.headers as Record<string, string>;
          const [path = "", search = ""] = one.url.split("?");
          const [, bucket, key] = path.split("/");
          const signer = {
            credentials: { accessKeyId: "ak", accessKeySecret: secret },
            region: "cn-hangzhou",
            date,
          };
          const query = search
            .split("&")
            .filter(Boolean)
            .map((pair) => pair.split("=").map(decodeURIComponent))
            .map(([parameter = "", value = ""]): [string, string] => [parameter, value]);
          const signed = { method: one.method, bucket: bucket || undefined, key: key || undefined };
          const expected = signHeaders({ ...signed, query, headers }, signer);
          assert.equal(authorization, expected["authorization"]);
        },
        { now: () => date },
      );
    });
  }

  it("carry a security token, and the content type and refusal to overwrite of an upload", async () => {
    const credentials = async () => ({
      accessKeyId: "ak",
      accessKeySecret: "sk",
      securityToken: "token",
    });
    await withServer(
      (r) => answer(r, 200),
      async (client, { received }) => {
        const options = { contentType: "image/png", forbidOverwrite: true };
        await client.putObject(photo, Buffer.from("bytes"), options);
        const [one] = received;
        assert.equal(one?.headers["x-oss-security-token"], "token");
        assert.equal(one?.headers["content-type"], "image/png");
        assert.equal(one?.headers["x-oss-forbid-overwrite"], "true");
        assert.equal(one?.headers["content-length"], "5");
        assert.equal(one?.body, "bytes");
      },
      {},
      { credentials },
    );
  });

  const keys = [
    "a/../b.jpg",
    "../../etc/passwd",
    "./a",
    "a//b///c",
    "folder/",
    "%41%2F%",
    "a b+c&d=e?f#g;h",
    "\u{1f600}/照片/é/e\u0301.jpg",
    "\"quotes'`<>{}|\\^~[]",
    "line\nbreak\ttab",
    "__proto__",
    "~!*'()",
    "k".repeat(1023),
    "照".repeat(341),
  ];
  it("hold odd keys exactly, and so do presigned URLs", async () => {
    await withServer(
      (r) => answer(r, 200, "x"),
      async (client, { received }) => {
        for (const [index, key] of keys.entries()) {
          await client.getObject({ bucket: "photos", key });
          const url = await client.presignGet({ bucket: "photos", key }, { expires: 60 });
          const path = received[index]?.url ?? "";
          assert.equal(decodeURIComponent(path), `/photos/${key}`);
          assert.equal(url.split("?")[0]?.replace(/^http:\/\/[^/]+/, ""), path);
        }
      },
    );
  });
});

describe("answers", () => {
  it("list buckets of all regions", async () => {
    const body = `<?xml version="1.0" encoding="UTF-8"?>
<ListAllMyBucketsResult>
  <Owner><ID>1</ID></Owner>
  <Prefix/><Marker></Marker><MaxKeys>2</MaxKeys><IsTruncated>true</IsTruncated><NextMarker>photos</NextMarker>
  <Buckets>
    <Bucket><CreationDate>2015-12-17T18:12:43.000Z</CreationDate><ExtranetEndpoint>oss-cn-shanghai.aliyuncs.com</ExtranetEndpoint><IntranetEndpoint>oss-cn-shanghai-internal.aliyuncs.com</IntranetEndpoint><Location>oss-cn-shanghai</Location><Name>app</Name><Region>cn-shanghai</Region></Bucket>
    <Bucket><Name>photos</Name><Location>oss-cn-hangzhou</Location></Bucket>
    <Bucket><Location>no name</Location></Bucket>
  </Buckets>
</ListAllMyBucketsResult>`;
    await withServer(
      (r) => answer(r, 200, body),
      async (client) => {
        assert.deepEqual(await client.listBuckets(), {
          buckets: [
            {
              name: "app",
              region: "cn-shanghai",
              creationDate: new Date("2015-12-17T18:12:43Z"),
              extranetEndpoint: "oss-cn-shanghai.aliyuncs.com",
              intranetEndpoint: "oss-cn-shanghai-internal.aliyuncs.com",
            },
            { name: "photos", region: "cn-hangzhou" },
          ],
          nextMarker: "photos",
        });
      },
    );
  });

  it("list objects, URL-encoded and packed", async () => {
    const body = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com">
<Name>photos</Name><Prefix>a%2F</Prefix><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>
<NextContinuationToken>Cg%2BYw--</NextContinuationToken><KeyCount>4</KeyCount>
<Contents><Key>a%2F%E7%85%A7%20%2B+%00.jpg</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>"5B3C1A2E053D763E1B002CC607C5A0FE"</ETag><Type>Normal</Type><Size>344606</Size><StorageClass>Standard</StorageClass><Owner><ID>1</ID></Owner></Contents>
<Contents><Key>a%2Fcold.png</Key><LastModified>?</LastModified><ETag>&quot;E&quot;</ETag><Size>-1</Size><StorageClass>ColdArchive</StorageClass><RestoreInfo>ongoing-request="true"</RestoreInfo></Contents>
<Contents><Size>1</Size></Contents>
<CommonPrefixes><Prefix>a%2Fb%2F</Prefix></CommonPrefixes><CommonPrefixes><Prefix>a%2F%25%2F</Prefix></CommonPrefixes>
</ListBucketResult>`;
    await withServer(
      (r) => answer(r, 200, gzipSync(body), { "content-encoding": "gzip" }),
      async (client) => {
        assert.deepEqual(await client.listObjects("photos"), {
          objects: [
            {
              key: "a/照 ++\0.jpg",
              size: 344_606,
              etag: '"5B3C1A2E053D763E1B002CC607C5A0FE"',
              lastModified: new Date("2026-01-02T03:04:05Z"),
              storageClass: "Standard",
              type: "Normal",
            },
            {
              key: "a/cold.png",
              size: 0,
              etag: '"E"',
              lastModified: undefined,
              storageClass: "ColdArchive",
              restore: 'ongoing-request="true"',
            },
          ],
          prefixes: ["a/b/", "a/%/"],
          nextContinuationToken: "Cg+Yw--",
        });
        const error = await failureOf(
          client.listObjects("photos", { continuationToken: "Cg+Yw--" }),
        );
        assert.equal(error.code, "unreadable-answer", "the same page must not come for ever");
      },
    );
  });

  it("list objects with comments, sections and attributes in them", async () => {
    const body =
      '<ListBucketResult><Contents><Key x="1">a</Key></Contents><Contents><!-- <Key>no</Key> --><Key><![CDATA[b&amp;]]></Key></Contents><Contents>c</Contents></ListBucketResult>';
    await withServer(
      (r) => answer(r, 200, body),
      async (client) => {
        const { objects } = await client.listObjects("photos");
        assert.deepEqual(
          objects.map(({ key }) => key),
          ["a", "b&amp;"],
        );
      },
    );
  });

  it("take keys as they are where the answer is not encoded", async () => {
    const body =
      "<ListBucketResult><IsTruncated>false</IsTruncated><NextContinuationToken>x</NextContinuationToken><Contents><Key> a%41&amp;&#x4e00;&#19968;&lt;b </Key></Contents></ListBucketResult>";
    await withServer(
      (r) => answer(r, 200, body),
      async (client) => {
        const { objects, ...rest } = await client.listObjects("photos");
        assert.deepEqual(
          objects.map(({ key }) => key),
          [" a%41&一一<b "],
        );
        assert.deepEqual(rest, { prefixes: [] });
      },
    );
  });

  it("describe an object", async () => {
    const headers = {
      "content-length": "344606",
      "content-type": "image/jpeg",
      "content-encoding": "gzip",
      etag: '"E"',
      "last-modified": "Fri, 02 Jan 2026 03:04:05 GMT",
      "x-oss-hash-crc64ecma": "18446744073709551615",
      "x-oss-storage-class": "IA",
      "x-oss-version-id": "v1",
    };
    await withServer(
      (r) => answer(r, 200, "", headers),
      async (client) => {
        assert.deepEqual(await client.headObject(photo), {
          size: 344_606,
          contentType: "image/jpeg",
          etag: '"E"',
          lastModified: new Date("2026-01-02T03:04:05Z"),
          crc64: "18446744073709551615",
          storageClass: "IA",
          versionId: "v1",
        });
      },
    );
  });

  it("bring an object's bytes, checked, even if they are a web page", async () => {
    const bytes = Buffer.from("<html>stored by someone</html>");
    const headers = {
      etag: '"E"',
      "content-type": "text/html",
      "x-oss-hash-crc64ecma": crc64(bytes),
    };
    await withServer(
      (r) => answer(r, 200, bytes, headers),
      async (client) => {
        const content = await client.getObject(photo);
        assert.deepEqual(Buffer.from(content.bytes), bytes);
        assert.equal(content.crc64, crc64(bytes));
        assert.equal(content.contentType, "text/html");
      },
    );
  });

  it("tell an image's pixels", async () => {
    const body = JSON.stringify({
      FileSize: { value: "21839" },
      Format: { value: "jpg" },
      ImageHeight: { value: "267" },
      ImageWidth: { value: "400" },
      Orientation: { value: "1" },
      __proto__: { value: "x" },
    });
    await withServer(
      (r) => answer(r, 200, body, json),
      async (client) => {
        const expected = { width: 400, height: 267, format: "jpg", size: 21_839 };
        assert.deepEqual(await client.imageInfo(photo), expected);
      },
    );
  });

  it("bring labels with what the headers tell; x-oss-ec is no error", async () => {
    const headers = {
      ...json,
      "content-encoding": "gzip",
      "x-oss-ec": "0048-00000104",
      "x-oss-server-time": "489",
      "x-oss-hash-crc64ecma": "1",
      "last-modified": "Fri, 02 Jan 2026 03:04:05 GMT",
      "x-oss-force-download": "true",
    };
    await withServer(
      (r) => answer(r, 200, gzipSync(labels), headers),
      async (client) => {
        const { labels: read, ...rest } = await client.detectLabels(photo, { threshold: 0.7 });
        assert.equal(read[0]?.name, "椅子");
        assert.deepEqual(rest, {
          raw: labels,
          requestId: "IMM-1",
          serverTime: 489,
          crc64: "1",
          lastModified: new Date("2026-01-02T03:04:05Z"),
          possiblyBilledCalls: 1,
        });
      },
    );
  });

  it("read and write tags", async () => {
    const body =
      "<Tagging><TagSet><Tag><Key>a&amp;b</Key><Value>1</Value></Tag><Tag><Key>c</Key></Tag></TagSet></Tagging>";
    await withServer(
      (r) => answer(r, 200, body),
      async (client, { received }) => {
        const tags = await client.getObjectTagging(photo);
        assert.deepEqual(tags, [
          { key: "a&b", value: "1" },
          { key: "c", value: "" },
        ]);
        await client.putObjectTagging(photo, tags);
        assert.ok(received[1]?.body.includes("<Key>a&amp;b</Key><Value>1</Value>"));
      },
    );
  });
});

describe("what is refused before it is sent", () => {
  const cases: [name: string, call: (client: OssClient) => Promise<unknown>, code: string][] = [
    ["a wrong bucket", (client) => client.listObjects("No"), "invalid-bucket-name"],
    ["an empty key", (client) => client.getObject({ bucket: "photos", key: "" }), "invalid-key"],
    [
      "a key of 1,024 bytes",
      (client) => client.headObject({ bucket: "photos", key: "k".repeat(1024) }),
      "invalid-key",
    ],
    ...[1.5, -0.1, Number.NaN, "abc" as unknown as number].map(
      (threshold): [string, (client: OssClient) => Promise<unknown>, string] => [
        `a threshold of ${threshold}`,
        (client) => client.detectLabels(photo, { threshold }),
        "wrong-threshold",
      ],
    ),
    ["a URL for ever", (client) => client.presignGet(photo, { expires: 604_801 }), "wrong-expiry"],
  ];
  for (const [name, call, code] of cases) {
    it(`${name}: ${code}`, async () => {
      await withServer(
        (r) => answer(r, 200),
        async (client, { received }) => {
          assert.equal((await refusalOf(call(client))).code, code);
          assert.equal(received.length, 0);
        },
      );
    });
  }

  it("through a domain of one bucket: its list of buckets, and other buckets", async () => {
    await withServer(
      (r) => answer(r, 404, errorXml("NoSuchKey")),
      async (client, { received }) => {
        assert.equal((await refusalOf(client.listBuckets())).code, "no-bucket-list");
        const other = client.headObject({ bucket: "other", key: "a" });
        assert.equal((await refusalOf(other)).code, "bucket-behind-other-domain");
        assert.equal(received.length, 0);
        await failureOf(client.getObject(photo));
        assert.equal(received[0]?.url, "/a.jpg");
      },
      {},
      { addressing: "custom-domain", bucket: "photos" },
    );
  });
});

describe("thr_", () => {
  const cases: [threshold: number, text: string][] = [
    [0, "0"],
    [1, "1"],
    [0.7, "0.7"],
    [0.85, "0.85"],
    [0.29, "0.29"],
    [0.1 + 0.2, "0.3"],
    [0.123456, "0.123"],
    [0.9999, "0.999"],
    [1e-7, "0"],
    [0.001, "0.001"],
    [-0, "0"],
  ];
  for (const [threshold, text] of cases) {
    it(`${threshold} is ${text}`, () => assert.equal(thresholdText(threshold), text));
  }
});

describe("keys and buckets that no SDK would make today", () => {
  const objects: [bucket: string, key: string, path: string][] = [
    ["photos", "/a.jpg", "/photos//a.jpg"],
    ["photos", "//照/../a.jpg", "/photos///%E7%85%A7/../a.jpg"],
    ["photos", "\\a.jpg", "/photos/%5Ca.jpg"],
    ["photos", "a\0?b#c", "/photos/a%00%3Fb%23c"],
    ["pho_tos", "a.jpg", "/pho_tos/a.jpg"],
  ];
  for (const [bucket, key, path] of objects) {
    it(`${JSON.stringify(`${bucket}/${key}`)} is asked for as it is called`, async () => {
      await withServer(
        (r) => answer(r, 200, "{}", { "x-oss-request-id": "1" }),
        async (client, { received }) => {
          await client.getObject({ bucket, key });
          assert.equal(received[0]?.url, path);
          const url = await client.presignGet({ bucket, key }, { expires: 60 });
          assert.ok(url.includes(`${path}?`), url);
        },
      );
    });
  }

  it("are not made", async () => {
    await withServer(
      (r) => answer(r, 200),
      async (client, { received }) => {
        const made = client.putObject({ bucket: "photos", key: "/a.jpg" }, new Uint8Array());
        assert.equal((await refusalOf(made)).code, "invalid-key");
        assert.equal(received.length, 0);
      },
    );
  });
});

describe("an account that pays for what it asks", () => {
  const pays = { requesterPays: true } as const;

  it("says so in every signed request about a bucket", async () => {
    await withServer(
      (r) => answer(r, 404, errorXml("NoSuchKey")),
      async (client, { received }) => {
        await failureOf(client.listObjects("photos"));
        await failureOf(client.headObject(photo));
        await failureOf(client.getObject(photo));
        await failureOf(client.detectLabels(photo, { threshold: 0.7 }));
        await failureOf(client.putObject(photo, new Uint8Array()));
        assert.deepEqual(
          received.map(({ headers }) => headers["x-oss-request-payer"]),
          Array(5).fill("requester"),
        );
        const url = await client.presignGet(photo, { expires: 60 });
        assert.match(url, /[?&]x-oss-request-payer=requester&/);
      },
      {},
      pays,
    );
  });

  it("and others do not", async () => {
    await withServer(
      (r) => answer(r, 404, errorXml("NoSuchKey")),
      async (client, { received }) => {
        await failureOf(client.headObject(photo));
        assert.equal(received[0]?.headers["x-oss-request-payer"], undefined);
        assert.doesNotMatch(await client.presignGet(photo, { expires: 60 }), /payer/);
      },
    );
  });
});

describe("a list that does not say where it goes on", () => {
  const cases: [name: string, call: (client: OssClient) => Promise<unknown>, body: string][] = [
    [
      "objects",
      (client) => client.listObjects("photos"),
      "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
    ],
    [
      "buckets",
      (client) => client.listBuckets(),
      "<ListAllMyBucketsResult><IsTruncated>true</IsTruncated><Buckets></Buckets></ListAllMyBucketsResult>",
    ],
    [
      "buckets, from where it was",
      (client) => client.listBuckets({ marker: "m" }),
      "<ListAllMyBucketsResult><IsTruncated>true</IsTruncated><NextMarker>m</NextMarker></ListAllMyBucketsResult>",
    ],
  ];
  for (const [name, call, body] of cases) {
    it(`says that the rest is missing: ${name}`, async () => {
      await withServer(
        (r) => answer(r, 200, body),
        async (client) => assert.equal((await failureOf(call(client))).code, "incomplete-list"),
      );
    });
  }
});
