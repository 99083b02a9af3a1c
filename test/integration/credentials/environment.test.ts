import assert from "node:assert/strict";
import { environmentCredentials } from "../../../src/credentials/environment.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import { canary, failureOf } from "./surroundings.ts";

const read = async (env: NodeJS.ProcessEnv) => environmentCredentials(env);

describe("keys of the environment", () => {
  const oss = { OSS_ACCESS_KEY_ID: "oss-id", OSS_ACCESS_KEY_SECRET: "oss-secret" };
  const sdk = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: "sdk-id",
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: "sdk-secret",
  };
  const found: [string, NodeJS.ProcessEnv, string, string | undefined][] = [
    ["OSS_*", oss, "oss-id", undefined],
    ["OSS_* with a token", { ...oss, OSS_SESSION_TOKEN: "t" }, "oss-id", "t"],
    ["ALIBABA_CLOUD_*", { ...sdk, ALIBABA_CLOUD_SECURITY_TOKEN: "t" }, "sdk-id", "t"],
    ["OSS_* before ALIBABA_CLOUD_*", { ...sdk, ...oss }, "oss-id", undefined],
    [
      "ALIBABACLOUD_*",
      { ALIBABACLOUD_ACCESS_KEY_ID: "old-id", ALIBABACLOUD_ACCESS_KEY_SECRET: "s" },
      "old-id",
      undefined,
    ],
    [
      "ALICLOUD_*",
      { ALICLOUD_ACCESS_KEY_ID: "older-id", ALICLOUD_ACCESS_KEY_SECRET: "s" },
      "older-id",
      undefined,
    ],
    [
      "a token of another spelling is not mixed in",
      { ...sdk, OSS_SESSION_TOKEN: "t" },
      "sdk-id",
      undefined,
    ],
    ["empty variables count as unset", { ...sdk, OSS_ACCESS_KEY_ID: " " }, "sdk-id", undefined],
    ["line ends around values", { ...oss, OSS_ACCESS_KEY_ID: "oss-id\r\n" }, "oss-id", undefined],
  ];
  for (const [name, env, id, token] of found) {
    it(`takes ${name}`, async () => {
      const keys = await read(env);
      assert.equal(keys.accessKeyId, id);
      assert.equal(keys.securityToken, token);
    });
  }

  const refused: [string, NodeJS.ProcessEnv, string, RegExp][] = [
    ["nothing", {}, "credentials-missing", /OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET/],
    [
      "a key id without its secret",
      { ...sdk, OSS_ACCESS_KEY_ID: "oss-id" },
      "credentials-incomplete",
      /environment, OSS_ACCESS_KEY_SECRET is missing\./,
    ],
    [
      "a secret without its key id",
      { ALIBABA_CLOUD_ACCESS_KEY_SECRET: canary.secret },
      "credentials-incomplete",
      /environment, ALIBABA_CLOUD_ACCESS_KEY_ID is missing\./,
    ],
    [
      "a temporary key without its token",
      { OSS_ACCESS_KEY_ID: "STS.abc", OSS_ACCESS_KEY_SECRET: canary.secret },
      "credentials-incomplete",
      /OSS_SESSION_TOKEN is missing\./,
    ],
    [
      "quotes that Windows keeps",
      { OSS_ACCESS_KEY_ID: "id", OSS_ACCESS_KEY_SECRET: `"${canary.secret}"` },
      "credentials-malformed",
      /OSS_ACCESS_KEY_SECRET contains characters/,
    ],
    [
      "a secret copied with its line break",
      { OSS_ACCESS_KEY_ID: "id", OSS_ACCESS_KEY_SECRET: `${canary.secret}\nx` },
      "credentials-malformed",
      /Copy it again/,
    ],
    [
      "a masked key id",
      { OSS_ACCESS_KEY_ID: "LTAI****abcd", OSS_ACCESS_KEY_SECRET: canary.secret },
      "credentials-malformed",
      /OSS_ACCESS_KEY_ID/,
    ],
    [
      "bare names, which belong to many services",
      { ACCESS_KEY_ID: "id", ACCESS_KEY_SECRET: canary.secret, SECURITY_TOKEN: canary.token },
      "credentials-missing",
      /no access key in the environment/,
    ],
  ];
  for (const [name, env, code, sentence] of refused) {
    it(`refuses ${name}`, async () => {
      const error = await failureOf(read(env));
      assert.equal(error.code, code);
      assert.match(wordsFor(error), sentence);
    });
  }
});
