import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  canonicalQuery,
  canonicalRequest,
  canonicalUri,
  encodePath,
  encodeQuery,
  presignedQuery,
  type SignableRequest,
  type Signer,
  signature,
  signHeaders,
  signingKey,
  stringToSign,
  timestampOf,
} from "../../../src/oss/signature.ts";

interface Vector {
  readonly id: string;
  readonly form: "header" | "query";
  readonly request: SignableRequest;
  readonly signer: {
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly securityToken?: string;
    readonly region: string;
    readonly product?: string;
    readonly date: string;
  };
  readonly expires?: number;
  readonly expected: {
    readonly signature: string;
    readonly uri?: string;
    readonly query?: string;
    readonly canonicalHeaders?: string;
    readonly canonicalRequestSha256?: string;
    readonly signingKey?: string;
    readonly authorization?: string;
  };
}

const vectors = ["official", "derived"].flatMap((name): Vector[] =>
  JSON.parse(
    readFileSync(new URL(`../../vectors/signature/${name}.json`, import.meta.url), "utf8"),
  ),
);

describe("signature version 4", () => {
  for (const vector of vectors) {
    const { expected, request } = vector;
    const signer = signerOf(vector);

    it(`${vector.id}: signs as the vector does`, () => {
      if (vector.form === "query") {
        const query = presignedQuery(request, signer, vector.expires ?? 0);
        assert.ok(query.endsWith(`&x-oss-signature=${expected.signature}`), query);
        if (expected.query) assert.ok(query.startsWith(`${expected.query}&`), query);
        return;
      }
      const { authorization } = signHeaders(request, signer);
      assert.equal(authorization?.split("Signature=")[1], expected.signature);
      if (expected.authorization) assert.equal(authorization, expected.authorization);
    });

    it(`${vector.id}: passes every rung on the way`, () => {
      const canonical = canonicalRequest(signedForm(vector));
      const [, uri, query] = canonical.split("\n");
      if (expected.uri) assert.equal(uri, expected.uri);
      if (expected.query !== undefined) assert.equal(query, expected.query);
      if (expected.canonicalHeaders) {
        assert.ok(canonical.includes(`\n${expected.canonicalHeaders}\n`));
      }
      if (expected.canonicalRequestSha256) {
        const hash = createHash("sha256").update(canonical).digest("hex");
        assert.equal(hash, expected.canonicalRequestSha256);
      }
      const timestamp = timestampOf(signer.date);
      const { region, product } = signer;
      const scope = `${timestamp.slice(0, 8)}/${region}/${product ?? "oss"}/aliyun_v4_request`;
      const key = signingKey(signer.credentials.accessKeySecret, scope);
      if (expected.signingKey) assert.equal(key.export().toString("hex"), expected.signingKey);
      assert.equal(signature(key, stringToSign(timestamp, scope, canonical)), expected.signature);
    });
  }

  it("has every official vector", () => {
    const ids = vectors.map(({ id }) => id);
    for (const id of ["T1", "T2", "T3", "T4", "T5", "T6", "CloudBox"]) assert.ok(ids.includes(id));
  });

  it("signs with the secret of the moment, although keys are remembered", () => {
    const [vector] = vectors;
    assert.ok(vector);
    const right = signerOf(vector);
    const wrong = { ...right, credentials: { ...right.credentials, accessKeySecret: "other" } };
    const tomorrow = { ...right, date: new Date(right.date.getTime() + 86_400_000) };
    const abroad = { ...right, region: "eu-central-1" };
    const box = { ...right, product: "oss-cloudbox" };
    const all = [right, wrong, tomorrow, abroad, box, right].map(
      (signer) => signHeaders(vector.request, signer)["authorization"],
    );
    assert.equal(new Set(all).size, 5);
    assert.equal(all[0], all[5]);
  });

  it("leaves the caller's headers alone and trims what it signs", () => {
    const headers = { "Content-Type": " text/plain ", __proto__x: "1" };
    const request = { method: "put", bucket: "b", key: "k", query: [], headers };
    const canonical = canonicalRequest(request);
    assert.ok(canonical.startsWith("PUT\n/b/k\n\ncontent-type:text/plain\n\n"), canonical);
    assert.deepEqual(Object.keys(headers), ["Content-Type", "__proto__x"]);
  });

  for (const expires of [0, 604_801, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    it(`refuses a URL that lives ${expires} seconds`, () => {
      const [vector] = vectors;
      assert.ok(vector);
      const signer = signerOf(vector);
      assert.throws(() => presignedQuery(vector.request, signer, expires), RangeError);
    });
  }
});

describe("percent-encoding", () => {
  const cases: [text: string, path: string, query: string][] = [
    ["", "", ""],
    ["aZ09-._~", "aZ09-._~", "aZ09-._~"],
    ["a/b//c/", "a/b//c/", "a%2Fb%2F%2Fc%2F"],
    ["../..", "../..", "..%2F.."],
    ["a b+c", "a%20b%2Bc", "a%20b%2Bc"],
    ["!'()*", "%21%27%28%29%2A", "%21%27%28%29%2A"],
    ["%2F/%", "%252F/%25", "%252F%2F%25"],
    [",|:;?&=#@", "%2C%7C%3A%3B%3F%26%3D%23%40", "%2C%7C%3A%3B%3F%26%3D%23%40"],
    ['"<>`{}\\^', "%22%3C%3E%60%7B%7D%5C%5E", "%22%3C%3E%60%7B%7D%5C%5E"],
    ["照", "%E7%85%A7", "%E7%85%A7"],
    ["\u{1f600}", "%F0%9F%98%80", "%F0%9F%98%80"],
    ["\ud800", "%EF%BF%BD", "%EF%BF%BD"],
    ["\0\n\x7f", "%00%0A%7F", "%00%0A%7F"],
    ["e\u0301", "e%CC%81", "e%CC%81"],
  ];
  for (const [text, path, query] of cases) {
    it(JSON.stringify(text), () => {
      assert.equal(encodePath(text), path);
      assert.equal(encodeQuery(text), query);
    });
  }

  it("sorts a query by its encoded names, bytewise, and keeps repeated names in order", () => {
    const query: [string, string][] = [
      ["b", "1"],
      ["B", "2"],
      ["~", ""],
      ["a-b", ""],
      ["a", "2"],
      ["a", "1"],
      ["照", "/"],
    ];
    assert.equal(canonicalQuery(query), "%E7%85%A7=%2F&B=2&a=2&a=1&a-b&b=1&~");
  });

  it("names the bucket in every path but the service's", () => {
    assert.equal(canonicalUri(undefined, undefined), "/");
    assert.equal(canonicalUri("b", undefined), "/b/");
    assert.equal(canonicalUri("b", "a//../照"), "/b/a//../%E7%85%A7");
  });
});

function signerOf({ signer }: Vector): Signer {
  const { accessKeyId, accessKeySecret, securityToken, region, product, date } = signer;
  return {
    credentials: { accessKeyId, accessKeySecret, ...(securityToken ? { securityToken } : {}) },
    region,
    product,
    date: new Date(date),
  };
}

/** The request with what signing adds to it, as a server sees it. */
function signedForm(vector: Vector): SignableRequest {
  const { request } = vector;
  const signer = signerOf(vector);
  if (vector.form === "header") {
    return { ...request, headers: signHeaders(request, signer) };
  }
  const pairs = presignedQuery(request, signer, vector.expires ?? 0)
    .split("&")
    .filter((pair) => !pair.startsWith("x-oss-signature="))
    .map((pair): [string, string] => {
      const [name = "", value = ""] = pair.split("=").map(decodeURIComponent);
      return [name, value];
    });
  return { ...request, query: pairs };
}
