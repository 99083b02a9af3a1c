import assert from "node:assert/strict";
import type { IncomingMessage, RequestListener } from "node:http";
import { credentialsProvider } from "../../../src/credentials/credentialsProvider.ts";
import { instanceRoleCredentials } from "../../../src/credentials/instanceRole.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import {
  canary,
  failureOf,
  type Home,
  type Loopback,
  later,
  listen,
  makeHome,
} from "./surroundings.ts";

const roles = "/latest/meta-data/ram/security-credentials/";
const body = JSON.stringify({
  Code: "Success",
  AccessKeyId: "STS.instance",
  AccessKeySecret: canary.secret,
  SecurityToken: canary.token,
  Expiration: later(21_600).toISOString(),
  LastUpdated: later(0).toISOString(),
});
const expected = {
  accessKeyId: "STS.instance",
  accessKeySecret: canary.secret,
  securityToken: canary.token,
  expiration: later(21_600),
};

/** An instance with the role `oss`; `token` says how the hardened mode answers. */
function instance(token: "works" | "absent" | "refused" | "silent"): RequestListener {
  return (request, response) => {
    const answer = (status: number, text: string) => response.writeHead(status).end(text);
    if (request.method === "PUT") {
      if (token === "absent") answer(404, "no such page");
      if (token === "works" || token === "refused") answer(200, "metadata-token");
      return;
    }
    const shown = tokenOf(request);
    if (token === "works" && shown !== "metadata-token") return void answer(403, "");
    if (token === "refused" && shown) return void answer(401, "");
    if (request.url === roles) return void answer(200, "oss\n");
    if (request.url === `${roles}oss`) return void answer(200, body);
    answer(404, "<html>not found</html>");
  };
}

const tokenOf = (request: IncomingMessage) => request.headers["x-aliyun-ecs-metadata-token"];

describe("instance role", () => {
  let server: Loopback | undefined;
  afterEach(() => server?.close());

  async function ask(
    listener: RequestListener,
    options: { role?: string; env?: NodeJS.ProcessEnv; timeout?: number } = {},
  ) {
    server = await listen(listener);
    const { role, env = {}, timeout = 1_000 } = options;
    return instanceRoleCredentials({ role, env, timeout, metadataOrigin: server.origin });
  }
  const asked = () => server?.requests.map(({ method, url }) => `${method} ${url}`);

  it("asks for a token, the role and its keys", async () => {
    assert.deepEqual(await ask(instance("works")), expected);
    assert.deepEqual(asked(), ["PUT /latest/api/token", `GET ${roles}`, `GET ${roles}oss`]);
    const lifetime = server?.requests[0]?.headers["x-aliyun-ecs-metadata-token-ttl-seconds"];
    assert.equal(lifetime, "21600");
  });

  it("does not ask for a role that is known", async () => {
    assert.deepEqual(await ask(instance("works"), { role: "oss" }), expected);
    assert.deepEqual(asked(), ["PUT /latest/api/token", `GET ${roles}oss`]);
  });

  it("takes the role of the environment", async () => {
    const env = { ALIBABA_CLOUD_ECS_METADATA: "oss" };
    assert.deepEqual(await ask(instance("works"), { env }), expected);
    assert.equal(server?.requests.length, 2);
  });

  for (const token of ["absent", "refused", "silent"] as const) {
    it(`falls back to the plain mode where the hardened one is ${token}`, async () => {
      assert.deepEqual(await ask(instance(token), { timeout: 100 }), expected);
      assert.equal(tokenOf(server?.requests.at(-1) as IncomingMessage), undefined);
    });
  }

  const refused: [string, RequestListener, object, string, RegExp][] = [
    [
      "no hardened mode where the plain one is forbidden",
      instance("absent"),
      { env: { ALIBABA_CLOUD_IMDSV1_DISABLED: "true" } },
      "instance-role-unreachable",
      /ALIBABA_CLOUD_IMDSV1_DISABLED/,
    ],
    [
      "a refused token where the plain mode is forbidden",
      instance("refused"),
      { env: { ALIBABA_CLOUD_IMDSV1_DISABLED: "1" } },
      "instance-role-unreachable",
      /HTTP 401/,
    ],
    [
      "metadata that is disabled",
      instance("works"),
      { env: { ALIBABA_CLOUD_ECS_METADATA_DISABLED: "True" } },
      "instance-role-disabled",
      /ALIBABA_CLOUD_ECS_METADATA_DISABLED/,
    ],
    [
      "a role that is not attached",
      instance("works"),
      { role: "other" },
      "instance-role-missing",
      /role other/,
    ],
    [
      "a role name that is a path",
      instance("works"),
      { role: "../../user-data" },
      "instance-role-missing",
      /characters/,
    ],
    ["silence", () => undefined, { timeout: 20 }, "instance-role-unreachable", /within 0.02 s/],
    [
      "an instance without a role",
      (request, response) => response.writeHead(request.method === "PUT" ? 200 : 404).end("token"),
      {},
      "instance-role-missing",
      /No RAM role is attached/,
    ],
    [
      "a page of another network",
      (_request, response) => response.end(`<html>Sign in ${canary.secret}</html>`),
      {},
      "instance-role-missing",
      /characters/,
    ],
    [
      "an answer without keys",
      (request, response) =>
        response.end(request.method === "PUT" ? "t" : `{"AccessKeySecret":"${canary.secret}"}`),
      { role: "oss" },
      "instance-role-unreachable",
      /without keys/,
    ],
  ];
  for (const [name, listener, options, code, sentence] of refused) {
    it(`explains ${name}`, async () => {
      const error = await failureOf(ask(listener, options));
      assert.equal(error.code, code);
      assert.match(wordsFor(error), sentence);
    });
  }

  it("gives up at once where nothing listens", async () => {
    const request = { env: {}, metadataOrigin: "http://127.0.0.1:1" };
    const error = await failureOf(instanceRoleCredentials(request));
    assert.equal(error.code, "instance-role-unreachable");
    assert.match(wordsFor(error), /refused/);
  });

  it("stops when it is aborted", async () => {
    const controller = new AbortController();
    server = await listen(() => controller.abort(new Error("enough")));
    const request = { env: {}, metadataOrigin: server.origin, signal: controller.signal };
    await assert.rejects(instanceRoleCredentials(request), /enough/);
  });

  it("is a source of an account", async () => {
    server = await listen(instance("works"));
    const home: Home = await makeHome();
    const context = home.context({ metadataOrigin: server.origin });
    const provider = credentialsProvider({ source: "instance-role", role: "oss" }, context);
    assert.deepEqual(await provider(), expected);
    await home.remove();
  });
});
