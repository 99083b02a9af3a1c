import assert from "node:assert/strict";
import { OssClient } from "../../../src/oss/client.ts";
import type { OssError } from "../../../src/oss/error.ts";
import {
  type CallName,
  type ErrorRow,
  errorRows,
  fillSentence,
  findErrorRow,
} from "../../../src/oss/errorTable.ts";
import { ownFailure } from "../../../src/oss/failure.ts";
import {
  accountAt,
  answer,
  errorXml,
  failureOf,
  type Loopback,
  type Reply,
  secret,
  startLoopback,
  withServer,
} from "./loopback.ts";

const photo = { bucket: "photos", key: "a.jpg" };
const once = { retries: { attempts: 1 } };

const calls: Record<CallName, (client: OssClient) => Promise<unknown>> = {
  listBuckets: (client) => client.listBuckets(),
  listObjects: (client) => client.listObjects("photos"),
  headObject: (client) => client.headObject(photo),
  getObject: (client) => client.getObject(photo),
  imageInfo: (client) => client.imageInfo(photo),
  detectLabels: (client) => client.detectLabels(photo, { threshold: 0.7 }),
  putObject: (client) => client.putObject(photo, Buffer.from("x")),
  deleteObject: (client) => client.deleteObject(photo),
  getObjectTagging: (client) => client.getObjectTagging(photo),
  putObjectTagging: (client) => client.putObjectTagging(photo, []),
};

const isOwn = ({ code = "" }: ErrorRow) => /^[a-z]+(-[a-z]+)*$/.test(code);

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

  it("has at least forty rows, no two of them for the same", () => {
    const conditions = errorRows.map(({ code, ec, status, call }) =>
      [code, ec, status, call].join(),
    );
    assert.ok(errorRows.length >= 40, `${errorRows.length} rows`);
    assert.equal(new Set(conditions).size, errorRows.length);
  });

  for (const row of errorRows) {
    const { code, ec, status, call, sentence, action } = row;
    const name = [status, code, ec && `EC ${ec}`, call].filter(Boolean).join(" ");

    it(`${name}: a whole sentence that ends in what to do`, () => {
      assert.match(sentence, /^(?:[A-Z]|\{|").{20,}\.$/);
      const steps = sentence.split(/[.;:] |, (?:then|or) /);
      assert.ok(steps.length > 1, "one part says what is, the next what to do");
      assert.doesNotMatch(sentence, /(?:Error|Exception|undefined)/);
    });

    if (isOwn(row)) {
      it(`${name}: ${action}`, () => {
        const error = ownFailure(code ?? "", {
          name: "imageInfo",
          host: "h.example",
          region: "cn-hangzhou",
          ...photo,
          secrets: [],
        });
        assert.equal(error.message, filled(row, "h.example"));
        assert.equal(error.action, action);
      });
      continue;
    }

    it(`${name}: ${action}, as the service says it`, async () => {
      reply = replyFor(row);
      const error = await failureOf(calls[callFor(row)](client));
      assert.equal(error.message, filled(row, `127.0.0.1:${server.port}`));
      assert.equal(error.action, action);
      assert.equal(error.code, code?.replace("imm:", "") ?? (ec ? "SomeCode" : `http-${status}`));
      assert.equal(error.ec, ec);
    });
  }

  it("prefers EC to Code, and a call's own row to the general one", () => {
    assert.match(findErrorRow({ code: "AccessDenied" })?.sentence ?? "", /denied/);
    assert.match(
      findErrorRow({ code: "AccessDenied", call: "detectLabels", status: 403 })?.sentence ?? "",
      /oss:ProcessImm/,
    );
    assert.match(
      findErrorRow({ code: "AccessDenied", call: "getObject", ec: "0003-00000002" })?.sentence ??
        "",
      /no credentials/,
    );
    assert.match(
      findErrorRow({ code: "imm:ResourceNotFound", ec: "0056-00000001" })?.sentence ?? "",
      /No IMM project/,
    );
    assert.equal(findErrorRow({ code: "NoSuchThing" }), undefined);
  });

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
      assert.ok(error.message.includes(fact), `${fact} is missing in: ${error.message}`);
    }
    assert.equal(error.code, "BrandNewCode");
    assert.equal(error.action, "showLog");
  });

  it("does not let a known status speak for an unknown code", async () => {
    const error = await withServer(
      (r) => answer(r, 403, errorXml("BrandNewCode")),
      (client) => failureOf(client.getObject(photo)),
      once,
    );
    assert.match(error.message, /BrandNewCode/);
  });

  it("knows IMM's codes by what stands before their dot", async () => {
    const error = await withServer(
      (r) => answer(r, 400, errorXml("Imm Client", "Throttling.User, Slow down. REQ")),
      (client) => failureOf(client.detectLabels(photo, { threshold: 0.7 })),
      once,
    );
    assert.equal(error.code, "Throttling.User");
    assert.equal(error.action, "retry");
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
    assert.match(error.message, /another endpoint/);
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
    for (const text of [error.message, error.serviceMessage ?? "", error.code]) {
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
      (client) => failureOf(client.getObject(photo)),
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
function replyFor({ code = "", ec, status = 400 }: ErrorRow): Reply {
  if (code === "" && ec === undefined) return (response) => response.writeHead(status).end();
  const more = ec ? `<EC>${ec}</EC>` : "";
  const body = code.startsWith("imm:")
    ? errorXml("Imm Client", `${code.slice(4)}, What happened.`, more)
    : errorXml(code || "SomeCode", "What happened.", more);
  const head = { "x-oss-err": Buffer.from(body).toString("base64") };
  return (response, { method }) =>
    method === "HEAD" ? answer(response, status, "", head) : answer(response, status, body);
}

function filled(row: ErrorRow, host: string): string {
  const call = callFor(row);
  const bucket = call === "listBuckets" ? undefined : "photos";
  const target = call.startsWith("list") ? (bucket ?? host) : "oss://photos/a.jpg";
  return fillSentence(row.sentence, { host, region: "cn-hangzhou", bucket, target });
}

/** One that has no row of its own for the same code. */
function callFor({ call, status, code }: ErrorRow): CallName {
  if (call !== undefined) return call;
  return status === 404 && code === undefined ? "listObjects" : "imageInfo";
}

function everythingOf(error: OssError): string {
  const { cause, stack, message, code, ec, requestId, serviceMessage } = error;
  const inner =
    cause instanceof Error ? [cause.message, cause.stack, JSON.stringify(cause)] : [cause];
  return [
    message,
    stack,
    code,
    ec,
    requestId,
    serviceMessage,
    JSON.stringify(error),
    ...inner,
  ].join();
}
