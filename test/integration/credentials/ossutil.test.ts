import assert from "node:assert/strict";
import { join } from "node:path";
import { credentialsProvider } from "../../../src/credentials/credentialsProvider.ts";
import { listOssutilProfiles } from "../../../src/credentials/ossutil.ts";
import { ossutilPath } from "../../../src/credentials/ossutilFile.ts";
import type { CredentialsContext } from "../../../src/credentials/provider.ts";
import { Refusal } from "../../../src/errors/refusal.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import { assertNoCanary, canary, failureOf, type Home, listen, makeHome } from "./surroundings.ts";

const key = `accessKeySecret=${canary.secret}`;

describe("ossutil profiles", () => {
  let home: Home;
  beforeEach(async () => {
    home = await makeHome();
  });
  afterEach(() => home.remove());

  async function keysOf(content: string, profile?: string, changes?: Partial<CredentialsContext>) {
    await home.write(".ossutilconfig", content);
    return credentialsProvider({ source: "ossutil", profile }, home.context(changes))();
  }

  const version1 = `[Credentials]
language=EN
endpoint=oss-cn-beijing-internal.aliyuncs.com
accessKeyID=one
${key}
[Default]
loglevel=info
`;
  const profiles = `# a comment
[default]
accessKeyID = two
${key}
region = cn-hangzhou
[profile dev]
accessKeyID = three
${key}
[plain]
accessKeyID = four
${key}
`;
  const inherited = `[default]
accessKeyID=base
${key}
stsToken=${canary.token}
mode=StsToken
[region-only]
source-profile=default
region=cn-shanghai
[own-keys]
source_profile=default
accessKeyID=own
${key}
[twice]
sourceProfile=region-only
`;

  const found: [string, string, string | undefined, string][] = [
    ["version 1", version1, undefined, "one"],
    ["version 1 by its section", version1, "Credentials", "one"],
    ["[default]", profiles, undefined, "two"],
    ["[profile default]", profiles.replace("[default]", "[profile default]"), undefined, "two"],
    ["[profile name]", profiles, "dev", "three"],
    ["[name]", profiles, "plain", "four"],
    ["a name in other case", profiles, "DEV", "three"],
    ["version 2 before version 1", version1 + profiles, undefined, "two"],
    ["an inherited key", inherited, "region-only", "base"],
    ["a key inherited twice over", inherited, "twice", "base"],
    ["an own key before an inherited one", inherited, "own-keys", "own"],
    [
      "Windows line ends and a byte order mark",
      `\uFEFF${profiles.replaceAll("\n", "\r\n")}`,
      "dev",
      "three",
    ],
    ["colons for equals signs", profiles.replace(/ ?= ?/g, ": "), "dev", "three"],
    ["colons without a space", profiles.replace(/ ?= ?/g, ":"), "plain", "four"],
    ["version 1 with colons", version1.replaceAll("=", " : "), undefined, "one"],
    ["some colons", profiles.replace("accessKeyID = three", "accessKeyID: three"), "dev", "three"],
    [
      "colons after comments that hold them",
      `# accessKeyID: no\n; accessKeyID: no\n${profiles.replace(/ ?= ?/g, ": ")}`,
      undefined,
      "two",
    ],
    ["indented lines", profiles.replace(/^(?=.)/gm, "  \t"), "dev", "three"],
    [
      "quoted values with comments",
      `[default]\naccessKeyID = "five" # mine\n${key} ; his`,
      undefined,
      "five",
    ],
    [
      "a repeated section, merged",
      `[a]\naccessKeyID=x\n[b]\n[a]\naccessKeyID=six\n${key}`,
      "a",
      "six",
    ],
    [
      "a name with dots",
      `[profile my.own.site]\naccessKeyID=seven\n${key}`,
      "my.own.site",
      "seven",
    ],
    ["a name with a space", `[profile my site]\naccessKeyID=eight\n${key}`, "my site", "eight"],
  ];
  for (const [name, content, profile, id] of found) {
    it(`reads ${name}`, async () => {
      const keys = await keysOf(content, profile);
      assert.equal(keys.accessKeyId, id);
      assert.equal(keys.accessKeySecret, canary.secret);
    });
  }

  for (const [id, secret, token] of [
    ["accessKeyId", "accessKeySecret", "stsToken"],
    ["access_key_id", "access_key_secret", "sts_token"],
    ["access-key-id", "access-key-secret", "sts-token"],
    ["AccessKeyID", "access_key", "STSToken"],
    ["accessid", "accesskey", "ststoken"],
    ["access_id", "ACCESSKEYSECRET", "Sts-Token"],
  ]) {
    it(`knows the spelling ${id}, ${secret}, ${token}`, async () => {
      const keys = await keysOf(`[default]\n${id}=STS.x\n${secret}=y\n${token}=${canary.token}\n`);
      assert.deepEqual(keys, {
        accessKeyId: "STS.x",
        accessKeySecret: "y",
        securityToken: canary.token,
      });
    });
  }

  it("takes the first of = and : for what separates a key from its value", async () => {
    const keys = await keysOf("[default]\naccessKeyID: a=b:c\naccessKeySecret = d:e=f\n");
    assert.deepEqual([keys.accessKeyId, keys.accessKeySecret], ["a=b:c", "d:e=f"]);
  });

  it("reads endpoints and domains of buckets behind colons", async () => {
    const file = await home.write(
      ".ossutilconfig",
      "[Bucket-Endpoint]\npictures: https://oss-cn-hangzhou.aliyuncs.com\n[Bucket-Cname]\npictures: img.example.com\n",
    );
    const { bucketDomains, bucketEndpoints } = await listOssutilProfiles(file, home.folder);
    assert.deepEqual(
      [Object.keys(bucketEndpoints), bucketDomains],
      [["pictures"], { pictures: "img.example.com" }],
    );
  });

  it("never mixes an own key with an inherited token", async () => {
    assert.equal((await keysOf(inherited, "own-keys")).securityToken, undefined);
    assert.equal((await keysOf(inherited, "region-only")).securityToken, canary.token);
  });

  it("leaves out a leftover token in mode AK", async () => {
    const keys = await keysOf(
      `[default]\nmode=AK\naccessKeyID=LTAIx\n${key}\nstsToken=${canary.token}`,
    );
    assert.equal(keys.securityToken, undefined);
  });

  it("reads the file and the profile that the environment names", async () => {
    await home.write("keys/mine", `[other]\naccessKeyID=nine\n${key}`);
    const env = { OSSUTIL_CONFIG_FILE: "~/keys/mine", OSSUTIL_PROFILE: "other" };
    assert.equal((await keysOf(profiles, undefined, { env })).accessKeyId, "nine");
  });

  it("finds its file from the settings, the environment or the home folder", () => {
    const env = { OSSUTIL_CONFIG_FILE: "~/e" };
    assert.equal(ossutilPath("/home/ann", env, "~/s"), join("/home/ann", "s"));
    assert.equal(ossutilPath("/home/ann", env, "/etc/s"), "/etc/s");
    assert.equal(ossutilPath("/home/ann", env, undefined), join("/home/ann", "e"));
    assert.equal(ossutilPath("/home/ann", {}, " "), join("/home/ann", ".ossutilconfig"));
  });

  it("asks the instance for mode EcsRamRole, and the address of a URI profile", async () => {
    const body = JSON.stringify({ AccessKeyId: "STS.i", AccessKeySecret: "s", SecurityToken: "t" });
    const server = await listen((_request, response) => response.end(body));
    try {
      const context = { metadataOrigin: server.origin };
      const instance = "[default]\nmode=EcsRamRole\necsRoleName=oss";
      assert.equal((await keysOf(instance, undefined, context)).accessKeyId, "STS.i");
      const uri = `[default]\ncredential-uri=${server.origin}/keys`;
      assert.equal((await keysOf(uri)).accessKeyId, "STS.i");
      const service = `[Credentials]\n[AkService]\necsAk=${server.origin}/keys`;
      assert.equal((await keysOf(service)).accessKeyId, "STS.i");
    } finally {
      await server.close();
    }
  });

  const refused: [string, string, string | undefined, string, RegExp][] = [
    ["a profile that is not there", profiles, "prod", "profile-not-found", /no profile prod/],
    ["an empty file", "", undefined, "profile-not-found", /no profile default/],
    ["only comments", "# nothing\n; here\n\n", undefined, "profile-not-found", /default/],
    [
      "binary rubbish",
      "\u0000\u0001=\u0002[\u0003]\r\r",
      undefined,
      "profile-not-found",
      /default/,
    ],
    [
      "a loop",
      `[a]\nsource-profile=b\n[b]\nsource-profile=a\n${key}`,
      "a",
      "profile-loop",
      /leads back to the profile itself/,
    ],
    [
      "itself as source",
      `[a]\nsource-profile=a\n${key}`,
      "a",
      "profile-loop",
      /leads back to the profile itself/,
    ],
    [
      "a source that is not there",
      "[a]\nsource-profile=b",
      "a",
      "profile-not-found",
      /no profile b/,
    ],
    [
      "a source that looks like a secret",
      `[a]\nsource-profile=x=${canary.secret}`,
      "a",
      "profile-not-found",
      /The account's profile is not in/,
    ],
    [
      "no secret",
      "[default]\naccessKeyID=x",
      undefined,
      "credentials-incomplete",
      /accessKeySecret is missing/,
    ],
    [
      "no key at all",
      "[default]\nregion=cn-beijing",
      undefined,
      "credentials-missing",
      /no access key/,
    ],
    [
      "a temporary key without token",
      `[default]\naccessKeyID=STS.x\n${key}`,
      undefined,
      "credentials-incomplete",
      /stsToken/,
    ],
    [
      "two values on one line",
      `[default]\naccessKeyID=x accessKeySecret=${canary.secret}\n${key}`,
      undefined,
      "credentials-malformed",
      /accessKeyID/,
    ],
    ["mode Anonymous", "[default]\nmode=Anonymous", undefined, "profile-unsupported", /Anonymous/],
    [
      "a command",
      `[default]\nmode=Process\ncredentialProcess=print ${canary.secret}`,
      undefined,
      "profile-unsupported",
      /command/,
    ],
    [
      "an unknown mode",
      `[default]\nmode=${canary.secret}`,
      undefined,
      "profile-unsupported",
      /does not know/,
    ],
    [
      "a role without its ARN",
      `[default]\nmode=RamRoleArn\naccessKeyID=x\n${key}`,
      undefined,
      "credentials-incomplete",
      /ramRoleArn/,
    ],
    [
      "OIDC without a provider",
      "[default]\nmode=oidcRoleArn\nroleArn=r",
      undefined,
      "credentials-incomplete",
      /OIDCProviderArn/,
    ],
    [
      "a URI elsewhere over http",
      `[default]\ncredential-uri=http://example.com/?token=${canary.secret}`,
      undefined,
      "credentials-uri-refused",
      /plain http/,
    ],
  ];
  for (const [name, content, profile, code, sentence] of refused) {
    it(`explains ${name}`, async () => {
      const error = await failureOf(keysOf(content, profile));
      assert.equal(error.code, code);
      assert.match(wordsFor(error), sentence);
    });
  }

  it("lists profiles with what fills in an account, never a key", async () => {
    const file = await home.write(
      ".ossutilconfig",
      `${version1}${inherited}[profile cloud]
mode=ecsRamRole
region=oss-eu-central-1
endpoint=https://oss-eu-central-1.aliyuncs.com/
[broken]
mode=Process
region=cn-hangzhou ${key}
endpoint=https://user:${canary.secret}@example.com
[accessKeySecret=${canary.secret}]
region=cn-hangzhou
[Bucket-Endpoint]
pictures=oss-cn-hangzhou.aliyuncs.com
rubbish=${canary.secret}
[Bucket-Cname]
pictures=img.example.com
[buckets mine]
region=cn-hangzhou
`,
    );
    const listed = await listOssutilProfiles(file, home.folder);
    assertNoCanary(listed);
    const beijing = "oss-cn-beijing-internal.aliyuncs.com";
    assert.deepEqual(listed, {
      profiles: [
        { name: "Credentials", mode: "AK", region: "cn-beijing", endpoint: beijing, usable: true },
        { name: "Default", mode: "StsToken", usable: true },
        { name: "region-only", mode: "StsToken", region: "cn-shanghai", usable: true },
        { name: "own-keys", mode: "AK", usable: true },
        { name: "twice", mode: "StsToken", region: "cn-shanghai", usable: true },
        {
          name: "cloud",
          mode: "EcsRamRole",
          region: "eu-central-1",
          endpoint: "https://oss-eu-central-1.aliyuncs.com",
          usable: true,
        },
        {
          name: "broken",
          mode: "Process",
          usable: new Refusal("profile-unsupported", {
            reason: "process",
            place: "profile",
            profile: "broken",
            file: "~/.ossutilconfig",
          }),
        },
      ],
      bucketEndpoints: { pictures: "oss-cn-hangzhou.aliyuncs.com" },
      bucketDomains: { pictures: "img.example.com" },
    });
  });
});
