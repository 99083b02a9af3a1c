import assert from "node:assert/strict";
import { createServer, type Server } from "node:https";
import tls from "node:tls";
import { credentialsProvider } from "../../../src/credentials/credentialsProvider.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import { selfSignedCertificate } from "./selfSignedCertificate.ts";
import {
  canary,
  failureOf,
  type Home,
  later,
  makeHome,
  portOf,
  started,
  stopped,
} from "./surroundings.ts";

/** One call of STS as the server saw it. */
interface Call {
  readonly action: string | null;
  readonly key: string | null;
  readonly token: string | null;
  readonly form: URLSearchParams;
}

describe("roles by way of STS", () => {
  let home: Home;
  let server: Server;
  let calls: Call[] = [];
  let answer: { status: number; body: unknown };
  let originalAuthorities: string[];

  before(async () => {
    home = await makeHome();
    const { key, cert } = selfSignedCertificate();
    originalAuthorities = tls.getCACertificates("default");
    tls.setDefaultCACertificates([...originalAuthorities, cert]);
    server = createServer({ key, cert }, (request, response) => {
      let form = "";
      request.on("data", (chunk) => {
        form += chunk;
      });
      request.on("end", () => {
        const { searchParams: query } = new URL(request.url ?? "", "https://sts");
        calls.push({
          action: query.get("Action"),
          key: query.get("AccessKeyId"),
          token: query.get("SecurityToken"),
          form: new URLSearchParams(form),
        });
        response.writeHead(answer.status, { "content-type": "application/json" });
        response.end(JSON.stringify(answer.body));
      });
    });
    await started(server);
  });
  beforeEach(() => {
    calls = [];
    answer = {
      status: 200,
      body: {
        Credentials: {
          AccessKeyId: "STS.role",
          AccessKeySecret: canary.secret,
          SecurityToken: canary.token,
          Expiration: later(3600).toISOString(),
        },
      },
    };
  });
  after(async () => {
    tls.setDefaultCACertificates(originalAuthorities);
    await stopped(server);
    await home.remove();
  });

  async function keysOf(profiles: readonly object[]) {
    await home.write(".aliyun/config.json", JSON.stringify({ profiles }));
    return credentialsProvider({ source: "cli", profile: "role" }, home.context())();
  }

  const expected = {
    accessKeyId: "STS.role",
    accessKeySecret: canary.secret,
    securityToken: canary.token,
    expiration: later(3600),
  };
  const common = () => ({
    name: "role",
    ram_role_arn: "acs:ram::1:role/reader",
    sts_endpoint: `127.0.0.1:${portOf(server)}`,
  });
  const key = { access_key_id: "LTAIbase", access_key_secret: canary.secret };

  it("assumes a role with a key", async () => {
    const profile = {
      ...common(),
      ...key,
      mode: "RamRoleArn",
      ram_session_name: "me",
      expired_seconds: 10,
      external_id: "outside",
    };
    assert.deepEqual(await keysOf([profile]), expected);
    const [call] = calls;
    assert.equal(call?.action, "AssumeRole");
    assert.equal(call?.key, "LTAIbase");
    assert.equal(call?.token, null);
    assert.equal(call?.form.get("RoleArn"), "acs:ram::1:role/reader");
    assert.equal(call?.form.get("RoleSessionName"), "me");
    assert.equal(call?.form.get("ExternalId"), "outside");
    // STS takes no less.
    assert.equal(call?.form.get("DurationSeconds"), "900");
  });

  it("keeps a token that was left over out of it", async () => {
    const leftover = { sts_token: "tok", sts_expiration: later(3600).getTime() / 1000 };
    assert.deepEqual(
      await keysOf([{ ...common(), ...key, ...leftover, mode: "RamRoleArn" }]),
      expected,
    );
    assert.equal(calls[0]?.key, "LTAIbase");
    assert.equal(calls[0]?.token, null);
  });

  it("assumes a role with the temporary key of another profile", async () => {
    const chain = { ...common(), mode: "ChainableRamRoleArn", source_profile: "base" };
    const base = {
      name: "base",
      mode: "StsToken",
      ...key,
      access_key_id: "STS.b",
      sts_token: "tok",
    };
    assert.deepEqual(await keysOf([chain, base]), expected);
    assert.equal(calls[0]?.key, "STS.b");
    assert.equal(calls[0]?.token, "tok");
  });

  it("assumes a role with the token of a file", async () => {
    const oidc_token_file = await home.write("token", canary.token);
    const profile = {
      ...common(),
      mode: "OIDC",
      oidc_provider_arn: "acs:provider",
      oidc_token_file,
    };
    assert.deepEqual(await keysOf([profile]), expected);
    assert.equal(calls[0]?.action, "AssumeRoleWithOIDC");
  });

  const refusals: [string, number, unknown, RegExp][] = [
    ["NoPermission", 403, { Code: "NoPermission", Message: canary.secret }, /sts:AssumeRole/],
    [
      "an unknown key",
      404,
      { Code: "InvalidAccessKeyId.NotFound", Message: "" },
      /ID does not exist/,
    ],
    [
      "a wrong secret",
      400,
      { Code: "SignatureDoesNotMatch", Message: canary.secret },
      /secret is wrong/,
    ],
    ["a lost role", 404, { Code: "EntityNotExist.Role", Message: "" }, /Correct its ARN/],
    [
      "another code",
      500,
      { Code: "Odd", Message: canary.secret },
      /role of profile role of .*\.json\. Check/,
    ],
    ["no message", 500, { Code: "Odd" }, /role of profile role of .*\.json\. Check/],
    [
      "keys that are missing",
      200,
      { Credentials: { AccessKeySecret: canary.secret } },
      /role of profile role of .*\.json\. Check/,
    ],
    ["a text", 200, canary.secret, /role of profile role of .*\.json\. Check/],
  ];
  for (const [name, status, body, sentence] of refusals) {
    it(`explains ${name}`, async () => {
      answer = { status, body };
      const error = await failureOf(keysOf([{ ...common(), ...key, mode: "RamRoleArn" }]));
      assert.equal(error.code, "role-refused");
      assert.match(wordsFor(error), sentence);
    });
  }

  it("explains an STS that cannot be reached", async () => {
    const profile = { ...common(), ...key, mode: "RamRoleArn", sts_endpoint: "127.0.0.1:1" };
    assert.equal((await failureOf(keysOf([profile]))).code, "sts-unreachable");
  });

  it("explains a certificate that is not trusted", async () => {
    const other = createServer(selfSignedCertificate());
    await started(other);
    try {
      const sts_endpoint = `127.0.0.1:${portOf(other)}`;
      const profile = { ...common(), ...key, mode: "RamRoleArn", sts_endpoint };
      assert.equal((await failureOf(keysOf([profile]))).code, "sts-unreachable");
    } finally {
      await stopped(other);
    }
  });
});
