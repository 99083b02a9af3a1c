import assert from "node:assert/strict";
import type { Failure } from "../../../src/errors/failure.ts";
import { callRows, explain, wordsFor } from "../../../src/messages/explain.ts";
import type { CallRow } from "../../../src/messages/row.ts";
import { OssClient } from "../../../src/oss/client.ts";
import type { CallName } from "../../../src/oss/error.ts";
import {
  accountAt,
  answer,
  errorXml,
  failureOf,
  type Loopback,
  type Reply,
  refusalOf,
  secret,
  startLoopback,
  withServer,
} from "./loopback.ts";

const photo = { bucket: "photos", key: "a.jpg" };
const once = { retries: { attempts: 1 } };

/** IMM itself is another service, with errors in JSON. */
type OssCallName = Exclude<CallName, "askImm">;

const calls: Record<OssCallName, (client: OssClient) => Promise<unknown>> = {
  listBuckets: (client) => client.listBuckets(),
  listObjects: (client) => client.listObjects("photos"),
  listObjectVersions: (client) => client.listObjectVersions(photo),
  headObject: (client) => client.headObject(photo),
  getObject: (client) => client.getObject(photo),
  imageInfo: (client) => client.imageInfo(photo),
  detectLabels: (client) => client.detectLabels(photo, { threshold: 0.7 }),
  putObject: (client) => client.putObject(photo, Buffer.from("x")),
  deleteObject: (client) => client.deleteObject(photo),
  getObjectTagging: (client) => client.getObjectTagging(photo),
  putObjectTagging: (client) => client.putObjectTagging(photo, []),
  openMetaQuery: (client) => client.openMetaQuery("photos"),
  metaQueryStatus: (client) => client.metaQueryStatus("photos"),
  queryMetadata: (client) => client.queryMetadata("photos", { maxResults: 1 }),
  closeMetaQuery: (client) => client.closeMetaQuery("photos"),
};

const isOwn = ({ code = "", call }: CallRow["when"]) =>
  call === "askImm" || /^[a-z]+(-[a-z]+)*$/.test(code);

describe("the table of errors", () => {
  let reply: Reply;
  let server: Loopback;
  let client: OssClient;
  before(async () => {
    server = await startLoopback((...request) => reply(...request));
    client = new OssClient(accountAt(server.origin), once);
  });
  after(async () => {
    await client.close();
    await server.close();
  });

  for (const row of callRows.filter(({ when }) => !isOwn(when))) {
    const { code, ec, call, imm, isElsewhere } = row.when;
    const name = [imm && "IMM", code, ec && `EC ${ec}`, call, isElsewhere && "elsewhere"];

    it(`${name.filter(Boolean).join(" ")} is found, as the service says it`, async () => {
      reply = replyFor(row);
      const error = await failureOf(calls[callFor(row)](client));
      const { what, next, remedy } = explain(error);
      assert.equal(what, filled(row.what, row, `127.0.0.1:${server.port}`));
      assert.equal(next, row.next);
      assert.equal(remedy?.kind, row.remedy?.kind);
      assert.equal(error.code, code ?? "SomeCode");
      assert.equal(error.ec, ec);
      assert.equal(error.facts.account, "test");
    });
  }

  it("shows what it does not know as the service said it", async () => {
    const body = errorXml(
      "BrandNewCode",
      "A new <thing> happened.".replaceAll("<", "&lt;"),
      "<EC>0099-00000001</EC>",
    );
    const error = await withServer(
      (r) => answer(r, 418, body),
      (client) => failureOf(client.getObject(photo)),
      once,
    );
    for (const fact of [
      "BrandNewCode",
      "A new <thing> happened.",
      "0099-00000001",
      "418",
      "5C06A3B67B8B5A3DA422299D",
    ]) {
      assert.ok(wordsFor(error).includes(fact), `${fact} is missing in: ${wordsFor(error)}`);
    }
    assert.equal(error.code, "BrandNewCode");
    assert.equal(explain(error).remedy?.kind, "showLog");
  });

  it("does not let a known status speak for an unknown code", async () => {
    const error = await withServer(
      (r) => answer(r, 403, errorXml("BrandNewCode")),
      (client) => failureOf(client.getObject(photo)),
      once,
    );
    assert.match(explain(error).what, /answered BrandNewCode/);
  });

  it("knows IMM's codes by what stands before their dot", async () => {
    const error = await withServer(
      (r) => answer(r, 400, errorXml("Imm Client", "Throttling.User, Slow down. REQ")),
      (client) => failureOf(client.detectLabels(photo, { threshold: 0.7 })),
      once,
    );
    assert.equal(error.code, "Throttling.User");
    assert.equal(explain(error).remedy?.kind, "retry");
    assert.equal(error.serviceMessage, "Slow down. REQ");
  });

  it("names a bucket that is elsewhere", async () => {
    const body = errorXml("AccessDenied", "m", "<Endpoint>oss-cn-shanghai.aliyuncs.com</Endpoint>");
    const error = await withServer(
      (r) => answer(r, 403, body),
      (client) => failureOf(client.getObject(photo)),
      once,
    );
    assert.equal(error.code, "AccessDenied");
    assert.match(wordsFor(error), /another endpoint/);
  });

  it("takes a bare 404 for an object as NoSuchKey, for a bucket as not found", async () => {
    await withServer(
      (r) => r.writeHead(404).end(),
      async (client) => {
        assert.equal((await failureOf(client.headObject(photo))).code, "NoSuchKey");
        assert.equal((await failureOf(client.listObjects("photos"))).code, "http-404");
      },
      once,
    );
  });
});

describe("other people's text in errors", () => {
  it("is one line without control characters, however it was meant", async () => {
    const key = "a\u001b[31m\n\u202eb.jpg";
    const body = errorXml("Odd\u0007Code", "first\r\nsecond&#27;[0m\u2028third");
    const error = await withServer(
      (r) => answer(r, 400, body),
      (client) => failureOf(client.getObject({ bucket: "photos", key })),
      once,
    );
    for (const text of [wordsFor(error), error.message, error.serviceMessage ?? "", error.code]) {
      assert.doesNotMatch(text, /[\p{Cc}\u2028\u202e]/u);
    }
  });

  it("holds no secret, even where the service echoes what it was sent", async () => {
    const token = "canary-token/+=";
    const echoes = [
      `<StringToSign>GET ${secret}</StringToSign>`,
      `<SignatureProvided>canary-signature</SignatureProvided>`,
    ].join("");
    const message = `Authorization: OSS4-HMAC-SHA256 Credential=ak/x,Signature=canary-signature and ${secret} and ${token} and ${encodeURIComponent(token)} and ?x-oss-signature=canary-signature&amp;x-oss-security-token=canary-url&amp;Signature=canary-v1`;
    const lines: string[] = [];
    for (const code of ["SignatureDoesNotMatch", "BrandNewCode", `Code${secret}`]) {
      const error = await withServer(
        (r) =>
          answer(r, 403, errorXml(code, message, `${echoes}<EC>${secret}</EC>`), {
            "x-oss-request-id": token,
          }),
        (client) => failureOf(client.getObject(photo)),
        { ...once, log: (line) => lines.push(JSON.stringify(line)) },
        {
          credentials: async () => ({
            accessKeyId: "ak",
            accessKeySecret: secret,
            securityToken: token,
          }),
        },
      );
      const shown = everythingOf(error) + lines.join();
      assert.doesNotMatch(shown, /canary/, shown);
    }
  });

  it("holds nothing of what a source of credentials says", async () => {
    const error = await withServer(
      (r) => answer(r, 200),
      (client) => refusalOf(client.getObject(photo)),
      once,
      {
        credentials: async () => {
          throw new Error(`cannot parse {"secret":"${secret}"}`);
        },
      },
    );
    assert.equal(error.code, "no-credentials");
    assert.doesNotMatch(everythingOf(error), /canary/);
  });
});

/** What the service says about a row. */
function replyFor({ when: { code = "", ec, imm, isElsewhere } }: CallRow): Reply {
  const status = /^http-(\d+)$/.exec(code)?.[1];
  if (status !== undefined) return (response) => response.writeHead(Number(status)).end();
  const more = [
    ec && `<EC>${ec}</EC>`,
    isElsewhere && "<Endpoint>oss-cn-shanghai.aliyuncs.com</Endpoint>",
  ];
  const [name, message] = imm
    ? ["Imm Client", `${code}, What happened.`]
    : [code || "SomeCode", "What happened."];
  const body = errorXml(name, message, more.filter(Boolean).join(""));
  const head = { "x-oss-err": Buffer.from(body).toString("base64") };
  return (response, { method }) =>
    method === "HEAD" ? answer(response, 400, "", head) : answer(response, 400, body);
}

function filled(text: string, row: CallRow, host: string): string {
  const call = callFor(row);
  const bucket = call === "listBuckets" ? undefined : "photos";
  const target = call.startsWith("list") ? (bucket ?? host) : "oss://photos/a.jpg";
  const facts = { host, region: "cn-hangzhou", bucket, target };
  return Object.entries(facts).reduce(
    (filled, [name, fact]) => filled.replaceAll(`{${name}}`, fact ?? target),
    text,
  );
}

/** One that has no row of its own for the same code. */
function callFor({ when: { call, code } }: CallRow): OssCallName {
  if (call !== undefined && call !== "askImm") return call;
  return code === "http-404" ? "listObjects" : "imageInfo";
}

function everythingOf(error: Failure): string {
  const { cause, stack, message, code, facts } = error;
  const inner =
    cause instanceof Error ? [cause.message, cause.stack, JSON.stringify(cause)] : [cause];
  return [
    wordsFor(error),
    message,
    stack,
    code,
    JSON.stringify(facts),
    JSON.stringify(error),
    ...inner,
  ].join();
}
