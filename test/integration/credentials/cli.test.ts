import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listCliProfiles } from "../../../src/credentials/cli.ts";
import { credentialsProvider } from "../../../src/credentials/credentialsProvider.ts";
import type { CredentialsContext } from "../../../src/credentials/provider.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import {
  assertNoCanary,
  canary,
  failureOf,
  type Home,
  later,
  listen,
  makeHome,
  noon,
} from "./surroundings.ts";

const path = ".aliyun/config.json";
const key = { access_key_id: "LTAIkey", access_key_secret: canary.secret };
const temporary = { ...key, access_key_id: "STS.key", sts_token: canary.token };
const seconds = (date: Date) => date.getTime() / 1000;
const signedIn = {
  name: "sso",
  mode: "CloudSSO",
  access_token: canary.secret,
  cloud_sso_access_token_expire: seconds(later(3600)),
  cloud_sso_sign_in_url: "https://signin.example.com",
  cloud_sso_account_id: "1",
  cloud_sso_access_config: "ac-1",
};
/** A command that prints keys, as the CLI's help describes it. */
const command = (json: object) => `printf %s '${JSON.stringify(json)}'`;

type Profile = Record<string, unknown>;

describe("Alibaba Cloud CLI profiles", () => {
  let home: Home;
  beforeEach(async () => {
    home = await makeHome();
  });
  afterEach(() => home.remove());

  function write(profiles: readonly Profile[], current?: string) {
    return home.write(path, JSON.stringify({ current, profiles, meta_path: "" }, undefined, 4));
  }

  async function keysOf(
    profiles: Profile | readonly Profile[],
    name?: string,
    changes?: Partial<CredentialsContext>,
  ) {
    const list = Array.isArray(profiles) ? profiles : [{ name: "default", ...profiles }];
    await write(list);
    return credentialsProvider({ source: "cli", profile: name }, home.context(changes))();
  }

  it("reads modes AK and StsToken", async () => {
    assert.deepEqual(await keysOf({ mode: "AK", ...key }), {
      accessKeyId: "LTAIkey",
      accessKeySecret: canary.secret,
    });
    assert.deepEqual(await keysOf({ mode: "StsToken", ...temporary }), {
      accessKeyId: "STS.key",
      accessKeySecret: canary.secret,
      securityToken: canary.token,
    });
  });

  it("takes AK where no mode is written, and any case of a mode", async () => {
    assert.equal((await keysOf(key)).accessKeyId, "LTAIkey");
    assert.equal((await keysOf({ mode: "ststoken", ...temporary })).accessKeyId, "STS.key");
  });

  it("reads a file with a byte order mark, also in UTF-16", async () => {
    const text = `\uFEFF${JSON.stringify({ profiles: [{ name: "default", ...key }] })}\r\n`;
    for (const content of [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")]) {
      await home.write(path, content);
      const keys = await credentialsProvider({ source: "cli" }, home.context())();
      assert.equal(keys.accessKeyId, "LTAIkey");
    }
  });

  it("chooses the named profile, else the environment's, else the current one, else default", async () => {
    const profiles = ["named", "environment", "current", "default"].map((name) => ({
      name,
      mode: "AK",
      access_key_id: name,
      access_key_secret: "s",
    }));
    const env = { ALIBABA_CLOUD_PROFILE: "environment" };
    const cases: [string | undefined, NodeJS.ProcessEnv, string | undefined, string][] = [
      ["named", env, "current", "named"],
      [undefined, env, "current", "environment"],
      [undefined, {}, "current", "current"],
      [undefined, {}, undefined, "default"],
    ];
    for (const [profile, variables, current, expected] of cases) {
      await write(profiles, current);
      const source = { source: "cli", profile } as const;
      const keys = await credentialsProvider(source, home.context({ env: variables }))();
      assert.equal(keys.accessKeyId, expected);
    }
  });

  for (const mode of ["CloudSSO", "OAuth", "External", "RamRoleArn"]) {
    it(`takes the keys that the CLI left for mode ${mode} while they last`, async () => {
      const sts_expiration = seconds(later(3600));
      const keys = await keysOf({ mode, ...temporary, ram_role_arn: "acs:r", sts_expiration });
      assert.deepEqual(keys.expiration, later(3600));
      assert.equal(keys.securityToken, canary.token);
    });
  }

  it("asks the instance for mode EcsRamRole and the address for CredentialsURI", async () => {
    const body = JSON.stringify({ AccessKeyId: "STS.i", AccessKeySecret: "s", SecurityToken: "t" });
    const server = await listen((_request, response) => response.end(body));
    try {
      const instance = { mode: "EcsRamRole", ram_role_name: "oss" };
      const metadataOrigin = server.origin;
      assert.equal((await keysOf(instance, undefined, { metadataOrigin })).accessKeyId, "STS.i");
      const uri = { mode: "CredentialsURI", credentials_uri: `${server.origin}/keys` };
      assert.equal((await keysOf(uri)).accessKeyId, "STS.i");
    } finally {
      await server.close();
    }
  });

  it("runs the command of mode External, and leaves the file as it is", async () => {
    const expiration = later(1800).toISOString();
    const json = {
      mode: "StsToken",
      access_key_id: "STS.c",
      access_key_secret: "s",
      sts_token: "t",
    };
    const keys = await keysOf({
      mode: "External",
      process_command: command({ ...json, expiration }),
    });
    assert.deepEqual(keys, {
      accessKeyId: "STS.c",
      accessKeySecret: "s",
      securityToken: "t",
      expiration: later(1800),
    });
    const file = JSON.parse(await readFile(join(home.folder, path), "utf8"));
    assert.deepEqual(Object.keys(file.profiles[0]), ["name", "mode", "process_command"]);
  });

  it("exchanges a CloudSSO sign-in", async () => {
    const server = await listen((_request, response) => {
      const CloudCredential = {
        AccessKeyId: "STS.sso",
        AccessKeySecret: canary.secret,
        SecurityToken: canary.token,
        Expiration: later(3600).toISOString(),
      };
      response.end(JSON.stringify({ CloudCredential }));
    });
    try {
      // The library measures the sign-in by the real clock.
      const cloud_sso_access_token_expire = seconds(new Date()) + 3600;
      const profile = {
        ...signedIn,
        cloud_sso_sign_in_url: server.origin,
        cloud_sso_access_token_expire: Math.floor(cloud_sso_access_token_expire),
      };
      const keys = await keysOf([profile], "sso");
      assert.equal(keys.accessKeyId, "STS.sso");
      assert.deepEqual(keys.expiration, later(3600));
      assert.equal(server.requests[0]?.url, "/cloud-credentials");
    } finally {
      await server.close();
    }
  });

  const disabled = { ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: "1" };
  const refused: [string, Profile | readonly Profile[], NodeJS.ProcessEnv, string, RegExp][] = [
    [
      "a profile that is not there",
      [{ name: "dev", ...key }],
      {},
      "profile-not-found",
      /no profile default/,
    ],
    ["no profiles", [], {}, "profile-not-found", /default/],
    ["a profile without a name", [key], {}, "profile-not-found", /default/],
    [
      "no secret",
      { mode: "AK", access_key_id: "x" },
      {},
      "credentials-incomplete",
      /access_key_secret/,
    ],
    ["no keys", { mode: "AK" }, {}, "credentials-missing", /no access key/],
    [
      "a secret of a wrong type",
      { mode: "AK", ...key, access_key_secret: [canary.secret] },
      {},
      "credentials-incomplete",
      /access_key_secret/,
    ],
    [
      "a temporary key without token",
      { mode: "StsToken", ...temporary, sts_token: "" },
      {},
      "credentials-incomplete",
      /sts_token/,
    ],
    [
      "an unknown mode",
      { mode: canary.secret, ...key },
      {},
      "profile-unsupported",
      /does not know the mode/,
    ],
    [
      "mode RsaKeyPair",
      { mode: "RsaKeyPair", private_key: canary.secret },
      {},
      "profile-unsupported",
      /RsaKeyPair/,
    ],
    [
      "mode BearerToken",
      { mode: "BearerToken", bearer_token: canary.secret },
      {},
      "profile-unsupported",
      /BearerToken/,
    ],
    ["mode Anonymous", { mode: "Anonymous" }, {}, "profile-unsupported", /Anonymous/],
    [
      "a role without its ARN",
      { mode: "RamRoleArn", ...key },
      {},
      "credentials-incomplete",
      /ram_role_arn/,
    ],
    [
      "a chain without a source",
      { mode: "ChainableRamRoleArn", ...key },
      {},
      "credentials-incomplete",
      /source_profile/,
    ],
    [
      "a chain that is its own source",
      { mode: "ChainableRamRoleArn", source_profile: "default" },
      {},
      "profile-loop",
      /leads back to the profile itself/,
    ],
    [
      "a chain with a lost source",
      { mode: "ChainableRamRoleArn", source_profile: `=${canary.secret}` },
      {},
      "profile-not-found",
      /The account's profile is not in/,
    ],
    [
      "OIDC without a provider",
      { mode: "OIDC", ram_role_arn: "r" },
      {},
      "credentials-incomplete",
      /oidc_provider_arn/,
    ],
    [
      "an ended CloudSSO sign-in",
      { ...signedIn, name: "default", cloud_sso_access_token_expire: 1 },
      {},
      "sign-in-ended",
      /aliyun configure --mode CloudSSO --profile default/,
    ],
    [
      "a CloudSSO sign-in over plain http",
      { ...signedIn, name: "default", cloud_sso_sign_in_url: "http://signin.example.com" },
      {},
      "profile-unsupported",
      /is not https/,
    ],
    [
      "an OAuth sign-in of an unknown site",
      { mode: "OAuth", oauth_refresh_token: canary.secret, oauth_site_type: "X" },
      {},
      "sign-in-ended",
      /OAuth sign-in of profile default/,
    ],
    [
      "a CloudSSO sign-in that cannot be reached",
      {
        ...signedIn,
        name: "default",
        cloud_sso_access_token_expire: 9e9,
        cloud_sso_sign_in_url: "http://127.0.0.1:1",
      },
      {},
      "sign-in-ended",
      /could not be reached/,
    ],
    [
      "a command that prints no JSON",
      { mode: "External", process_command: `printf ${canary.secret}` },
      {},
      "external-process-failed",
      /Run it in a terminal/,
    ],
    [
      "a command that fails",
      { mode: "External", process_command: `sh -c 'echo ${canary.secret} >&2; exit 3'` },
      {},
      "external-process-failed",
      /terminal/,
    ],
    [
      "a command that is not there",
      { mode: "External", process_command: `/nowhere/${canary.secret}` },
      {},
      "external-process-failed",
      /terminal/,
    ],
    [
      "a command with an open quote",
      { mode: "External", process_command: `'${canary.secret}` },
      {},
      "external-process-failed",
      /terminal/,
    ],
    ["no command", { mode: "External" }, {}, "credentials-incomplete", /process_command/],
    [
      "commands where they are forbidden",
      { mode: "External", process_command: command(key) },
      disabled,
      "external-process-disabled",
      /ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS/,
    ],
    [
      "addresses where they are forbidden",
      { mode: "CredentialsURI", credentials_uri: "http://127.0.0.1:1" },
      disabled,
      "external-process-disabled",
      /forbids/,
    ],
    [
      "forbidden commands behind a chain",
      [
        { name: "default", mode: "ChainableRamRoleArn", source_profile: "run", ram_role_arn: "r" },
        { name: "run", mode: "External", process_command: command(key) },
      ],
      disabled,
      "external-process-disabled",
      /profile run/,
    ],
    [
      "CLI profiles where they are disabled",
      { mode: "AK", ...key },
      { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: "TRUE" },
      "profile-disabled",
      /CLI_PROFILE_DISABLED/,
    ],
    [
      "an address elsewhere over http",
      { mode: "CredentialsURI", credentials_uri: `http://example.com/${canary.secret}` },
      {},
      "credentials-uri-refused",
      /plain http/,
    ],
  ];
  for (const [name, profiles, env, code, sentence] of refused) {
    it(`explains ${name}`, async () => {
      const error = await failureOf(keysOf(profiles, "default", { env }));
      assert.equal(error.code, code);
      assert.match(wordsFor(error), sentence);
    });
  }

  const malformed = [
    [
      "cut off",
      `{"current":"default","profiles":[{"name":"default","access_key_secret":"${canary.secret}"`,
    ],
    ["with a comment", `// mine\n{"profiles":[{"access_key_secret":"${canary.secret}"}]}`],
    ["not JSON", `access_key_secret=${canary.secret}`],
    ["a text", `"${canary.secret}"`],
    ["a list", `["${canary.secret}"]`],
    ["null", "null"],
    ["empty", ""],
    ["profiles in the wrong shape", `{"profiles":{"default":"${canary.secret}"}}`],
  ] as const;
  for (const [name, content] of malformed) {
    it(`explains a file that is ${name}, without quoting it`, async () => {
      await home.write(path, content);
      const error = await failureOf(credentialsProvider({ source: "cli" }, home.context())());
      assert.equal(error.code, "credentials-file-malformed");
    });
  }

  it("runs the command again after a failure", async () => {
    await write([{ name: "default", mode: "External", process_command: "/nowhere" }]);
    const provider = credentialsProvider({ source: "cli" }, home.context());
    await failureOf(provider());
    await write([{ name: "default", mode: "External", process_command: command(key) }]);
    assert.equal((await provider()).accessKeyId, "LTAIkey");
  });

  it("lists profiles by name, mode and region, never a key", async () => {
    await write(
      [
        { name: "default", mode: "AK", region_id: "cn-hangzhou", ...key },
        { name: "run", mode: "external", process_command: canary.secret },
        { name: "half", mode: "StsToken", access_key_id: "x", region_id: canary.secret },
        { name: "odd", mode: canary.secret },
        { name: `access_key_secret=${canary.secret}`, mode: "AK" },
        signedIn,
      ],
      "run",
    );
    const listed = await listCliProfiles({ env: {}, homeFolder: home.folder, now: noon });
    assertNoCanary(listed);
    assert.equal(listed.current, "run");
    assert.deepEqual(
      listed.profiles.map(({ name, mode, region, usable }) => [
        name,
        mode,
        region,
        usable === true,
      ]),
      [
        ["default", "AK", "cn-hangzhou", true],
        ["run", "External", undefined, true],
        ["half", "StsToken", undefined, false],
        ["odd", "unknown", undefined, false],
        ["sso", "CloudSSO", undefined, true],
      ],
    );
  });
});
