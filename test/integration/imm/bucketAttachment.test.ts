import assert from "node:assert/strict";
import { defaultTimeouts, Transport } from "../../../src/http/transport.ts";
import { type BucketAttachment, getBucketAttachment } from "../../../src/imm/bucketAttachment.ts";
import { signRpc } from "../../../src/imm/requestSignature.ts";
import { answer, type Reply, startLoopback } from "../oss/loopback.ts";

const credentials = {
  accessKeyId: "ak",
  accessKeySecret: "canary-secret-7f3a",
  securityToken: "canary-token-91c2",
};
const date = new Date("2026-11-22T08:00:00Z");

async function ask(reply: Reply, bucket = "photos") {
  const server = await startLoopback(reply);
  const transport = new Transport(defaultTimeouts);
  const { signal } = new AbortController();
  const question = {
    bucket,
    origin: server.origin,
    credentials,
    date,
    headersTimeout: 60,
    signal,
  };
  try {
    const attachment = await getBucketAttachment(question, transport);
    return { attachment, received: server.received, origin: server.origin };
  } finally {
    await transport.close();
    await server.close();
  }
}

const json = (value: unknown) => JSON.stringify(value);
const bound = json({ RequestId: "R", ProjectName: "immtest", Description: "" });
const error = (Code: string, Message = "m") => json({ RequestId: "R", HostId: "h", Code, Message });

describe("asking IMM for the project of a bucket", () => {
  it("sends one signed RPC-style request and no secret", async () => {
    const { received, origin } = await ask((response) => answer(response, 200, bound));
    const [request] = received;
    assert.equal(received.length, 1);
    assert.equal(request?.method, "POST");
    assert.equal(request?.url, "/?OSSBucket=photos");
    assert.equal(request?.body, "");
    const { headers } = request ?? {};
    assert.equal(headers?.["x-acs-action"], "GetOSSBucketAttachment");
    assert.equal(headers?.["x-acs-version"], "2020-09-30");
    assert.equal(headers?.["x-acs-date"], "2026-11-22T08:00:00Z");
    const signed = signRpc(
      {
        method: "POST",
        host: new URL(origin).host,
        action: "GetOSSBucketAttachment",
        version: "2020-09-30",
        parameters: { OSSBucket: "photos" },
      },
      { credentials, date, nonce: String(headers?.["x-acs-signature-nonce"]) },
    );
    assert.equal(headers?.authorization, signed["authorization"]);
    assert.doesNotMatch(JSON.stringify(request), /canary-secret/);
  });

  const answers: [about: string, status: number, body: string, expected: BucketAttachment][] = [
    ["a project", 200, bound, { kind: "bound", project: "immtest" }],
    ["none", 400, error("ResourceNotFound"), { kind: "none" }],
    ["none, by a finer code", 404, error("ResourceNotFound.Attachment"), { kind: "none" }],
    ["no right", 403, error("Forbidden.RAM"), { kind: "denied" }],
    ["no right, said otherwise", 403, error("NoPermission"), { kind: "denied" }],
    ["no right, as 400", 400, error("AccessDenied"), { kind: "denied" }],
    ["not switched on", 400, error("ServiceNotOpen"), { kind: "inactive" }],
    [
      "an unknown code",
      400,
      error("InvalidArgument", "bad"),
      { kind: "other", status: 400, answered: "InvalidArgument: bad", requestId: "R" },
    ],
    [
      "a good status without a project",
      200,
      json({ RequestId: "R" }),
      { kind: "other", status: 200, answered: "", requestId: "R" },
    ],
    ["a page", 200, "<html></html>", { kind: "foreign", status: 200 }],
    ["a list", 502, "[]", { kind: "foreign", status: 502 }],
    ["a name that is no text", 200, json({ ProjectName: 7 }), { kind: "foreign", status: 200 }],
  ];
  for (const [about, status, body, expected] of answers) {
    it(`reads ${about}`, async () => {
      const { attachment } = await ask((response) => answer(response, status, body));
      assert.deepEqual(attachment, expected);
    });
  }

  it("repeats no secret, whatever echoes it, in one line", async () => {
    const echoed = `server string to sign:\nx-acs-security-token:canary-token-91c2\ncanary-secret-7f3a`;
    for (const [status, body] of [
      [400, error("SignatureDoesNotMatch", echoed)],
      [200, json({ ProjectName: echoed })],
    ] as const) {
      const { attachment } = await ask((response) => answer(response, status, body));
      assert.doesNotMatch(json(attachment), /canary|\\n/);
    }
  });

  it("rejects with what broke on the way", async () => {
    await assert.rejects(
      ask((response) => response.destroy()),
      { name: "NetworkError", code: "connection-reset" },
    );
    await assert.rejects(
      ask(() => undefined),
      { name: "NetworkError", code: "timed-out" },
    );
    await assert.rejects(
      ask((response) => answer(response, 200, "x".repeat(100_000))),
      { name: "NetworkError", code: "answer-too-large" },
    );
  });
});
