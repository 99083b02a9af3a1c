import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { credentialsProvider } from "../../../src/credentials/credentialsProvider.ts";
import { acceptedUri, uriOrigin } from "../../../src/credentials/uri.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import {
  assertNoCanary,
  canary,
  failureOf,
  type Home,
  type Loopback,
  later,
  listen,
  makeHome,
} from "./surroundings.ts";

const keys = {
  AccessKeyId: "STS.uri",
  AccessKeySecret: canary.secret,
  SecurityToken: canary.token,
  Expiration: "2026-03-01T13:00:00Z",
};
const expected = {
  accessKeyId: "STS.uri",
  accessKeySecret: canary.secret,
  securityToken: canary.token,
  expiration: later(3600),
};

describe("credentials URI", () => {
  let home: Home;
  let server: Loopback | undefined;
  before(async () => {
    home = await makeHome();
  });
  afterEach(() => server?.close());
  after(() => home.remove());

  async function ask(listener: RequestListener, changes = {}) {
    server = await listen(listener);
    const uri = `${server.origin}/keys?token=${canary.secret}`;
    return credentialsProvider({ source: "uri", uri }, home.context(changes))();
  }
  const json = (value: unknown): RequestListener => {
    return (_request, response) => void response.end(JSON.stringify(value));
  };

  const accepted: [string, unknown][] = [
    ["the documented answer", { Code: "Success", ...keys }],
    ["an answer without Code", keys],
    ["another Code", { Code: "Ok", ...keys }],
    ["the end in Unix seconds", { ...keys, Expiration: later(3600).getTime() / 1000 }],
    ["the end in Unix milliseconds", { ...keys, Expiration: later(3600).getTime() }],
  ];
  for (const [name, value] of accepted) {
    it(`takes ${name}`, async () => {
      assert.deepEqual(await ask(json(value)), expected);
      assert.equal(server?.requests[0]?.url, `/keys?token=${canary.secret}`);
    });
  }

  it("takes keys without an end, which it does not understand or know", async () => {
    for (const Expiration of ["tomorrow", undefined, 0]) {
      assert.equal((await ask(json({ ...keys, Expiration }))).expiration, undefined);
      await server?.close();
    }
  });

  const refused: [string, RequestListener, object, string, RegExp][] = [
    [
      "half of the keys",
      json({ ...keys, AccessKeyId: "" }),
      {},
      "credentials-uri-unexpected",
      /without keys/,
    ],
    [
      "no token for a temporary key",
      json({ ...keys, SecurityToken: null }),
      {},
      "credentials-incomplete",
      /security token/,
    ],
    [
      "JSON that is broken",
      (_request, response) => response.end(`{"AccessKeySecret":"${canary.secret}`),
      {},
      "credentials-uri-unexpected",
      /without keys/,
    ],
    [
      "a status of failure",
      (_request, response) => response.writeHead(500).end(canary.secret),
      {},
      "credentials-uri-unexpected",
      /HTTP 500/,
    ],
    [
      "204",
      (_request, response) => response.writeHead(204).end(),
      {},
      "credentials-uri-unexpected",
      /HTTP 204/,
    ],
    [
      "a redirect",
      (_request, response) => response.writeHead(302, { location: "/other" }).end(),
      {},
      "credentials-uri-unexpected",
      /redirects/,
    ],
    [
      "an endless answer",
      (_request, response) => endless(response),
      {},
      "credentials-uri-unreachable",
      /far more/,
    ],
    [
      "silence",
      () => undefined,
      { fetchTimeout: 20 },
      "credentials-uri-unreachable",
      /within 0.02 s/,
    ],
    [
      "an answer that stalls",
      (_request, response) => response.write("{"),
      { fetchTimeout: 20 },
      "credentials-uri-unreachable",
      /within/,
    ],
    [
      "a connection that breaks off",
      (request) => request.socket.destroy(),
      {},
      "credentials-uri-unreachable",
      /connection broke/,
    ],
  ];
  for (const [name, listener, changes, code, sentence] of refused) {
    it(`explains ${name}`, async () => {
      const error = await failureOf(ask(listener, changes));
      assert.equal(error.code, code);
      assert.match(wordsFor(error), sentence);
      assert.equal(server?.requests.length, 1);
    });
  }

  it("shows no more than the origin", () => {
    const uri = `http://127.0.0.1:6666/${canary.secret}?token=${canary.token}`;
    assert.equal(uriOrigin(uri), "http://127.0.0.1:6666");
    assertNoCanary(uriOrigin(canary.secret));
  });

  for (const uri of [
    "https://example.com/keys",
    "http://localhost:6666",
    "http://keys.localhost/",
    "http://127.8.8.8/",
    "http://2130706433/",
    "http://[::1]:80/",
    "http://[fe80::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/keys",
    "http://100.100.100.200/latest",
  ]) {
    it(`asks ${uri}`, () => assert.equal(acceptedUri(uri).href, new URL(uri).href));
  }

  for (const [uri, sentence] of [
    ["http://example.com/keys", /plain http/],
    ["http://10.0.0.1/", /plain http/],
    ["http://127.0.0.1.example.com/", /plain http/],
    ["http://localhost.example.com/", /plain http/],
    ["http://100.100.100.201/", /plain http/],
    ["http://[2001:db8::1]/", /plain http/],
    ["ftp://localhost/", /neither https nor http/],
    ["file:///etc/keys", /neither https nor http/],
    [`https://ann:${canary.secret}@example.com/`, /user name or a password/],
    [`keys ${canary.secret}`, /is not a URL/],
    ["", /is not a URL/],
  ] as const) {
    it(`refuses ${uri || "an empty address"}`, async () => {
      const error = await failureOf((async () => acceptedUri(uri))());
      assert.equal(error.code, "credentials-uri-refused");
      assert.match(wordsFor(error), sentence);
    });
  }

  it("goes through the given dispatcher to other machines, and directly on this one", async () => {
    const { Agent } = await import("undici");
    const asked: string[] = [];
    server = await listen(json(keys));
    const origin = server.origin;
    const agent = new Agent({
      connect: (_options, callback) => callback(new Error("offline"), null),
    });
    const dispatcherFor = (url: URL) => {
      asked.push(url.host);
      return agent;
    };
    const context = home.context({ dispatcherFor });
    await credentialsProvider({ source: "uri", uri: origin }, context)();
    const far = { source: "uri", uri: "https://keys.example.com/" } as const;
    await failureOf(credentialsProvider(far, context)());
    assert.deepEqual(asked, ["keys.example.com"]);
  });
});

function endless(response: {
  write(chunk: string): boolean;
  on(event: "drain", then: () => void): unknown;
}) {
  const more = () => {
    while (response.write("x".repeat(16_384)));
  };
  response.on("drain", more);
  more();
}
