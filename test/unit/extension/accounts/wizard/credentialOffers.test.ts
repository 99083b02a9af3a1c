import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CredentialOffer,
  credentialOffers,
} from "../../../../../src/extension/accounts/wizard/credentialOffers.ts";

const secret = "canaryCANARYcanaryCANARY012345";

describe("sources of keys on offer", () => {
  let homeFolder: string;

  beforeEach(async () => {
    homeFolder = await mkdtemp(join(tmpdir(), "oss-image-labels-"));
  });
  afterEach(() => rm(homeFolder, { recursive: true, force: true }));

  const offers = (env: NodeJS.ProcessEnv = {}) =>
    credentialOffers({ env, homeFolder, now: new Date(0) });
  const of = (rows: readonly CredentialOffer[], source: string) =>
    rows.filter(({ answer }) => answer?.source === source);

  it("are typing, environment, instance role, URI and a file of one's own where there is nothing else", async () => {
    const rows = await offers();
    assert.deepEqual(
      rows.map(({ answer }) => answer?.source),
      ["stored", "environment", "instance-role", "uri", "ossutil-file"],
    );
    assert.equal(of(rows, "environment")[0]?.description, "none is set now");
  });

  it("say which variables are set, never their values, and which is missing", async () => {
    const [half] = of(
      await offers({ OSS_ACCESS_KEY_ID: "LTAIx", OSS_REGION: "cn-beijing" }),
      "environment",
    );
    assert.equal(half?.description, "OSS_ACCESS_KEY_ID");
    assert.match(half?.detail ?? "", /OSS_ACCESS_KEY_SECRET/);
    assert.deepEqual(half?.answer, {
      source: "environment",
      place: "cn-beijing",
      region: "cn-beijing",
    });
    const whole = { ALIBABA_CLOUD_ACCESS_KEY_ID: "LTAIx", ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret };
    const [row] = of(await offers(whole), "environment");
    assert.equal(row?.icon, "terminal");
    assert.doesNotMatch(JSON.stringify(row), /canary|LTAIx/);
  });

  it("list profiles of ossutil with mode, place and what hinders, never a key", async () => {
    await writeFile(
      join(homeFolder, ".ossutilconfig"),
      `[default]
accessKeyId=LTAIx
accessKeySecret=${secret}
region=cn-shanghai
endpoint=https://oss-cn-shanghai-internal.aliyuncs.com
[profile half]
accessKeyId=LTAIx
`,
    );
    const rows = of(await offers(), "ossutil");
    assert.deepEqual(
      rows.map(({ label, icon, description }) => [label, icon, description]),
      [
        ["default", "account", "AK · https://oss-cn-shanghai-internal.aliyuncs.com"],
        ["half", "warning", "AK"],
      ],
    );
    assert.deepEqual(rows[0]?.answer, {
      source: "ossutil",
      profile: "default",
      place: "https://oss-cn-shanghai-internal.aliyuncs.com",
      region: "cn-shanghai",
    });
    assert.match(rows[1]?.detail ?? "", /accessKeySecret/);
    assert.equal(rows[0]?.group, "ossutil: ~/.ossutilconfig");
    assert.doesNotMatch(JSON.stringify(rows), /canary|LTAIx/);
  });

  it("list profiles of the CLI and say which is the current one", async () => {
    await mkdir(join(homeFolder, ".aliyun"));
    const key = { mode: "AK", access_key_id: "LTAIx", access_key_secret: secret };
    const profiles = [
      { name: "dev", region_id: "cn-hangzhou", ...key },
      { name: "sso", mode: "CloudSSO" },
    ];
    const file = join(homeFolder, ".aliyun", "config.json");
    await writeFile(file, JSON.stringify({ current: "dev", profiles }));
    const [dev, sso] = of(await offers(), "cli");
    assert.equal(dev?.description, "AK · cn-hangzhou · current");
    assert.match(sso?.detail ?? "", /^The CloudSSO sign-in of this profile has ended/);
    assert.doesNotMatch(JSON.stringify([dev, sso]), /canary|LTAIx/);
  });

  it("have a row that says why a file cannot be used", async () => {
    await mkdir(join(homeFolder, ".aliyun"));
    await writeFile(join(homeFolder, ".aliyun", "config.json"), `{"secret": "${secret}"`);
    const problem = (await offers()).find(({ answer }) => answer === undefined);
    assert.match(problem?.detail ?? "", /~\/\.aliyun\/config\.json is not in the format/);
    assert.doesNotMatch(JSON.stringify(problem), /canary/);
  });
});
