import assert from "node:assert/strict";
import type { SampleServer } from "../../../src/sample/server.ts";
import {
  type PlainRequest,
  presignedPath,
  type Reply,
  sampleServer,
  send,
  signed,
  textOf,
} from "./http.ts";
import { pick, type Random, randomNumbers } from "./random.ts";

const service: PlainRequest = {};
const bucket: PlainRequest = { bucket: "sample" };
const object: PlainRequest = { bucket: "sample", key: "example.jpg" };

function codeOf({ headers, status, text }: Reply): readonly [number, string | undefined] {
  const encoded = headers["x-oss-err"];
  const xml = encoded === undefined ? text : Buffer.from(String(encoded), "base64").toString();
  return [status, textOf(xml, "Code")];
}

/** Everything that the bucket `sample` holds, as far as it can be asked for. */
async function storeOf(server: SampleServer): Promise<unknown> {
  const { text } = await signed(server, { ...bucket, query: [["max-keys", "1000"]] });
  const { body } = await signed(server, object);
  const head = await signed(server, { ...object, method: "HEAD" });
  const tags = await signed(server, { ...object, query: [["tagging", ""]] });
  const acl = await signed(server, { ...object, query: [["acl", ""]] });
  const { date: _now, "x-oss-request-id": _id, "x-oss-server-time": _time, ...kept } = head.headers;
  return [text, body.toString("base64"), kept, tags.text, acl.text];
}

/** Sub-resources and other parameters of OSS that no operation of the sample account has. */
const foreignParameters = [
  ...["accessmonitor", "accessPoint", "append", "archiveDirectRead", "asyncFetch", "callback"],
  ...["callback-var", "cname", "comp", "continuation", "cors", "delete", "encryption", "endTime"],
  ...["httpsConfig", "img", "inventory", "inventoryId", "legalHold", "lifecycle", "live"],
  ...["logging", "objectWorm", "objectWormConfiguration", "partNumber", "policy"],
  ...["policyStatus", "position", "publicAccessBlock", "qos", "qosInfo", "redundancyTransition"],
  ...["referer", "replication", "requestPayment", "requesterQosInfo", "resourceGroup", "restore"],
  ...["retention", "rtc", "sequential", "stat", "style", "styleName", "symlink", "tlsConfig"],
  ...["transferAcceleration", "uploadId", "uploads", "userDefinedLogFieldsConfig", "versioning"],
  ...["vod", "website", "worm", "wormExtend", "wormId", "x-oss-ac-forward-allow"],
  ...["x-oss-async-process", "x-oss-traffic-limit", "x-oss-request-payer", "security-token"],
  ...["x", "X-OSS-PROCESS", "Tagging", "ACL", "versionid", "prefix ", "__proto__", "constructor"],
];

/** Headers of OSS that the sample account does not honour. */
const foreignHeaders = [
  ...["x-oss-ac-source-ip", "x-oss-acl", "x-oss-callback", "x-oss-callback-var"],
  ...["x-oss-copy-source", "x-oss-copy-source-if-match", "x-oss-head1", "x-oss-hash-crc64ecma"],
  ...["x-oss-metadata-directive", "x-oss-multi-range-behavior", "x-oss-object-worm-mode"],
  ...["x-oss-resource-group-id", "x-oss-server-side-data-encryption"],
  ...["x-oss-server-side-encryption", "x-oss-server-side-encryption-key-id"],
  ...["x-oss-symlink-target", "x-oss-tagging-directive", "x-oss-traffic-limit", "if-range"],
];

describe("the sample account does not ignore", () => {
  const server = sampleServer();
  let before: unknown;
  beforeEach(async () => {
    before = await storeOf(server());
  });
  afterEach(async () => assert.deepEqual(await storeOf(server()), before));

  for (const name of foreignParameters) {
    it(`the parameter ${name}`, async () => {
      for (const value of ["", "1"]) {
        const query = [[name, value]] as const;
        for (const method of ["GET", "HEAD", "PUT", "DELETE", "POST"]) {
          const body = method === "PUT" || method === "POST" ? "other" : undefined;
          for (const resource of [object, bucket, service]) {
            const request = { ...resource, method, query, ...(body ? { body } : {}) };
            const reply = await signed(server(), request);
            assert.deepEqual(codeOf(reply), [400, "NotImplemented"], JSON.stringify(request));
            if (method === "HEAD") continue;
            assert.equal(textOf(reply.text, "ArgumentName"), name);
            assert.match(textOf(reply.text, "Message") ?? "", new RegExp(`parameter ${name}`));
          }
        }
      }
    });
  }

  for (const name of foreignHeaders) {
    it(`the header ${name}`, async () => {
      for (const method of ["GET", "HEAD", "PUT", "DELETE"]) {
        const headers = { [name]: "1" };
        const body = method === "PUT" ? { body: "other" } : {};
        const reply = await signed(server(), { ...object, method, headers, ...body });
        assert.deepEqual(codeOf(reply), [400, "NotImplemented"], method);
        if (method === "HEAD") continue;
        assert.equal(textOf(reply.text, "Header"), name);
        assert.match(textOf(reply.text, "Message") ?? "", new RegExp(`header ${name}`));
      }
    });
  }

  const refused: readonly (readonly [string, PlainRequest, readonly [number, string]])[] = [
    [
      "a condition of an upload",
      { ...object, method: "PUT", headers: { "if-match": '"0"' }, body: "x" },
      [400, "NotImplemented"],
    ],
    [
      "a condition of a deletion",
      { ...object, method: "DELETE", headers: { "if-match": '"0"' } },
      [400, "NotImplemented"],
    ],
    [
      "a condition of a detection",
      {
        ...object,
        query: [["x-oss-process", "image/labels"]],
        headers: { "if-none-match": "*" },
      },
      [400, "NotImplemented"],
    ],
    [
      "a part of an upload",
      { ...object, method: "PUT", headers: { "content-range": "bytes 0-0/9" }, body: "x" },
      [400, "NotImplemented"],
    ],
    [
      "an ACL that is public",
      { ...object, method: "PUT", headers: { "x-oss-object-acl": "public-read" }, body: "x" },
      [400, "NotImplemented"],
    ],
    [
      "an ACL that there is not",
      { ...object, method: "PUT", headers: { "x-oss-object-acl": "public" }, body: "x" },
      [400, "InvalidArgument"],
    ],
    [
      "another value than true or false",
      { ...object, method: "PUT", headers: { "x-oss-forbid-overwrite": "yes" }, body: "x" },
      [400, "InvalidArgument"],
    ],
    [
      "an unknown way to treat ranges",
      { ...object, headers: { "x-oss-range-behavior": "lenient" } },
      [400, "InvalidArgument"],
    ],
    [
      "another payer",
      { ...object, headers: { "x-oss-request-payer": "me" } },
      [400, "InvalidArgument"],
    ],
    [
      "a version of what is deleted",
      { ...object, method: "DELETE", query: [["versionId", "CAEQ"]] },
      [404, "NoSuchVersion"],
    ],
    [
      "a version of what is uploaded",
      { ...object, method: "PUT", query: [["versionId", "null"]], body: "x" },
      [400, "NotImplemented"],
    ],
    [
      "a second sub-resource",
      {
        ...object,
        query: [
          ["acl", ""],
          ["tagging", ""],
        ],
      },
      [400, "NotImplemented"],
    ],
    [
      "a parameter that is there twice",
      {
        ...bucket,
        query: [
          ["prefix", "a"],
          ["prefix", "b"],
        ],
      },
      [400, "InvalidArgument"],
    ],
    [
      "a sub-resource of an object, of a bucket",
      { ...bucket, query: [["tagging", ""]] },
      [400, "NotImplemented"],
    ],
    [
      "a sub-resource of a bucket, of an object",
      { ...object, query: [["location", ""]] },
      [400, "NotImplemented"],
    ],
    [
      "headers for a process to override",
      {
        ...object,
        query: [
          ["x-oss-process", "image/info"],
          ["response-content-type", "text/html"],
        ],
      },
      [400, "NotImplemented"],
    ],
    ["an empty process", { ...object, query: [["x-oss-process", ""]] }, [400, "InvalidArgument"]],
    [
      "a start of list version 2 in version 1",
      { ...bucket, query: [["start-after", "b"]] },
      [400, "InvalidArgument"],
    ],
    [
      "a marker of list version 1 in version 2",
      {
        ...bucket,
        query: [
          ["list-type", "2"],
          ["marker", "b"],
        ],
      },
      [400, "InvalidArgument"],
    ],
    [
      "owners wanted neither true nor false",
      {
        ...bucket,
        query: [
          ["list-type", "2"],
          ["fetch-owner", "yes"],
        ],
      },
      [400, "InvalidArgument"],
    ],
    ["a tag of buckets", { query: [["tag-key", "a"]] }, [400, "NotImplemented"]],
    ["another region", { query: [["regions", "oss-cn-beijing"]] }, [400, "InvalidArgument"]],
    ["the creation of a bucket", { ...bucket, method: "PUT" }, [400, "NotImplemented"]],
    ["the deletion of a bucket", { ...bucket, method: "DELETE" }, [400, "NotImplemented"]],
    ["a question about other origins", { ...object, method: "OPTIONS" }, [400, "NotImplemented"]],
    ["an upload by a form", { ...bucket, method: "POST", body: "x" }, [400, "NotImplemented"]],
    [
      "the wrong MD5 of tags",
      {
        ...object,
        method: "PUT",
        query: [["tagging", ""]],
        headers: { "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" },
        body: "<Tagging><TagSet/></Tagging>",
      },
      [400, "InvalidDigest"],
    ],
  ];
  for (const [what, request, expected] of refused) {
    it(what, async () => assert.deepEqual(codeOf(await signed(server(), request)), expected));
  }

  it("a parameter of a presigned URL beside a signed header", async () => {
    const query = [["x-oss-expires", "60"]] as const;
    assert.deepEqual(codeOf(await signed(server(), { ...object, query })), [
      400,
      "InvalidArgument",
    ]);
  });

  it("the parameters of a presigned URL, either", async () => {
    for (const method of ["PUT", "DELETE"]) {
      const path = presignedPath(server(), { ...object, method, query: [["legalHold", ""]] });
      const reply = await send(server(), { method, path, body: "x" });
      assert.deepEqual(codeOf(reply), [400, "NotImplemented"]);
    }
  });

  it("a method that OSS does not have there, and names those that it has", async () => {
    const cases = [
      [object, "POST", "OBJECT", "GET, HEAD, PUT, DELETE"],
      [object, "PATCH", "OBJECT", "GET, HEAD, PUT, DELETE"],
      [bucket, "PATCH", "BUCKET", "GET"],
      [service, "PUT", "SERVICE", "GET"],
      [service, "DELETE", "SERVICE", "GET"],
    ] as const;
    for (const [resource, method, type, allowed] of cases) {
      const reply = await signed(server(), { ...resource, method });
      assert.deepEqual(codeOf(reply), [405, "MethodNotAllowed"]);
      assert.deepEqual(
        [textOf(reply.text, "ResourceType"), textOf(reply.text, "Method"), reply.headers["allow"]],
        [type, method, allowed],
      );
    }
    assert.deepEqual(codeOf(await signed(server(), { ...bucket, method: "HEAD" })), [
      405,
      "MethodNotAllowed",
    ]);
  });

  it("anything of 400 random requests that are signed and make no sense", async () => {
    const random = randomNumbers(20_261_125);
    for (let count = 0; count < 400; count++) {
      const request = senselessRequest(random);
      const { status } = await signed(server(), request);
      assert.ok(status >= 400 && status < 500, `${status} to ${JSON.stringify(request)}`);
    }
  });
});

/** Signed, and with at least one parameter or header that no operation has. */
function senselessRequest(random: Random): PlainRequest {
  const method = pick(random, ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"]);
  const isByHeader = random(3) === 0;
  const own = [
    ["tagging", ""],
    ["acl", ""],
    ["versionId", "null"],
    ["objectMeta", ""],
  ] as const;
  const query = Array.from({ length: random(3) }, () => pick(random, own));
  const foreign = [foreignName(random), pick(random, ["", "1", "照片", "/"])] as const;
  const headers = isByHeader ? { [`x-oss-${letters(random)}`]: "1" } : {};
  const body = pick(random, ["", "x", "<Tagging><TagSet/></Tagging>"]);
  return {
    ...pick(random, [object, bucket, service]),
    method,
    query: isByHeader ? query : [...query, foreign],
    headers,
    ...(method === "GET" || method === "HEAD" ? {} : { body }),
  };
}

function foreignName(random: Random): string {
  return random(2) === 0 ? pick(random, foreignParameters) : `${letters(random)}-`;
}

function letters(random: Random): string {
  return Array.from({ length: 3 + random(8) }, () => pick(random, [..."abcdefxyz"])).join("");
}
