import assert from "node:assert/strict";
import { credentialsProvider } from "../../../src/credentials/credentialsProvider.ts";
import type { CredentialsContext } from "../../../src/credentials/provider.ts";
import type { CredentialSource } from "../../../src/credentials/source.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import type { Account } from "../../../src/oss/account.ts";
import {
  assertNoCanary,
  canary,
  failureOf,
  type Home,
  later,
  listen,
  makeHome,
} from "./surroundings.ts";

const keys = { accessKeyId: "LTAIkey", accessKeySecret: canary.secret };

describe("credentials of an account", () => {
  let home: Home;
  beforeEach(async () => {
    home = await makeHome();
  });
  afterEach(() => home.remove());

  const stored = (changes: Partial<CredentialsContext>) =>
    credentialsProvider({ source: "stored" }, home.context(changes));

  it("reads the key that was typed for the account", async () => {
    const asked: string[] = [];
    const provider = stored({
      readStoredSecret: async (account) => {
        asked.push(account);
        return keys;
      },
    });
    assert.deepEqual(asked, []);
    assert.deepEqual(await provider(), keys);
    assert.deepEqual(await provider(), keys);
    assert.deepEqual(asked, ["photos"]);
  });

  it("fits an account", async () => {
    const account: Pick<Account, "credentials"> = {
      credentials: stored({ readStoredSecret: async () => keys }),
    };
    assert.deepEqual(await account.credentials(new AbortController().signal, keys), keys);
  });

  it("reads a typed key again when it was changed", async () => {
    let current = keys;
    const provider = stored({ readStoredSecret: async () => current });
    await provider();
    current = { ...keys, accessKeyId: "LTAInew" };
    provider.invalidate();
    assert.equal((await provider()).accessKeyId, "LTAInew");
  });

  it("leaves it to the service whether a temporary key has ended", async () => {
    const temporary = { ...keys, securityToken: canary.token, expiration: later(60) };
    const provider = stored({ readStoredSecret: async () => temporary, now: () => later(61) });
    assert.deepEqual(await provider(), temporary);
  });

  const refused: [string, Partial<CredentialsContext>, string, RegExp][] = [
    ["no typed key", {}, "credentials-missing", /on this machine for the account photos/],
    [
      "half a typed key",
      { readStoredSecret: async () => ({ ...keys, accessKeyId: "" }) },
      "credentials-incomplete",
      /In the account photos, the AccessKey ID is missing/,
    ],
    [
      "a storage that cannot be read",
      { readStoredSecret: () => Promise.reject(new Error(canary.secret)) },
      "credentials-missing",
      /keyring/,
    ],
  ];
  for (const [name, changes, code, sentence] of refused) {
    it(`explains ${name}`, async () => {
      const error = await failureOf(stored(changes)());
      assert.equal(error.code, code);
      assert.match(wordsFor(error), sentence);
    });
  }

  it("explains that the sample server, which gives its own keys, is not running", async () => {
    const sample = credentialsProvider({ source: "sample" }, home.context());
    const error = await failureOf(sample());
    assert.equal(error.code, "credentials-missing");
  });

  it("shows no secret of any source, before and after it was read", async () => {
    const body = JSON.stringify({ AccessKeyId: "i", AccessKeySecret: canary.secret });
    const server = await listen((_request, response) => response.end(body));
    const profile = { access_key_id: "i", access_key_secret: canary.secret };
    await home.write(
      ".aliyun/config.json",
      JSON.stringify({ profiles: [{ name: "default", ...profile }] }),
    );
    await home.write(
      ".ossutilconfig",
      `[default]\naccessKeyID=i\naccessKeySecret=${canary.secret}\n`,
    );
    const context = home.context({
      env: { OSS_ACCESS_KEY_ID: "i", OSS_ACCESS_KEY_SECRET: canary.secret },
      readStoredSecret: async () => keys,
      metadataOrigin: server.origin,
    });
    const sources: CredentialSource[] = [
      { source: "stored" },
      { source: "environment" },
      { source: "ossutil" },
      { source: "ossutil", profile: "default" },
      { source: "cli" },
      { source: "cli", profile: "default" },
      { source: "instance-role", role: "oss" },
      { source: "uri", uri: `${server.origin}/?${canary.secret}` },
    ];
    try {
      for (const source of sources) {
        const provider = credentialsProvider(source, context);
        assertNoCanary(provider);
        assert.equal((await provider()).accessKeySecret, canary.secret);
        assertNoCanary(provider);
      }
    } finally {
      await server.close();
    }
  });
});
