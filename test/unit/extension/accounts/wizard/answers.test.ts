import assert from "node:assert/strict";
import {
  type AccountAnswers,
  answersOf,
  keysOf,
  noAnswers,
  readBucketAnswer,
  settingOf,
} from "../../../../../src/extension/accounts/wizard/answers.ts";
import {
  type AccountSetting,
  accountSettingSchema,
} from "../../../../../src/extension/settingsSchema.ts";

const stored = { source: "stored" } as const;

function answers(given: Partial<AccountAnswers>): AccountAnswers {
  return { ...noAnswers, name: "Photos", place: "cn-hangzhou", ...given };
}

describe("answers about an account", () => {
  const rows: [what: string, given: Partial<AccountAnswers>, setting: Partial<AccountSetting>][] = [
    ["a region alone", {}, { region: "cn-hangzhou" }],
    ["a region with oss-", { place: " OSS-cn-hangzhou " }, { region: "cn-hangzhou" }],
    [
      "the public endpoint as its region",
      { place: "https://oss-cn-hangzhou.aliyuncs.com/" },
      { region: "cn-hangzhou" },
    ],
    [
      "plain http",
      { place: "http://oss-cn-hangzhou.aliyuncs.com" },
      { region: "cn-hangzhou", endpoint: "http://oss-cn-hangzhou.aliyuncs.com" },
    ],
    [
      "an internal endpoint with its own region, whatever was asked before",
      { place: "oss-cn-beijing-internal.aliyuncs.com", region: "cn-shanghai" },
      { region: "cn-beijing", endpoint: "https://oss-cn-beijing-internal.aliyuncs.com" },
    ],
    [
      "acceleration with the region that was asked for",
      { place: "oss-accelerate.aliyuncs.com", region: "oss-cn-beijing" },
      { region: "cn-beijing", endpoint: "https://oss-accelerate.aliyuncs.com" },
    ],
    [
      "a domain with bucket and region",
      { place: "img.example.com", region: "cn-beijing", bucket: "photos" },
      { region: "cn-beijing", endpoint: "https://img.example.com", bucket: "photos" },
    ],
    [
      "an address of this machine",
      { place: "127.0.0.1:9000", region: "cn-beijing" },
      { region: "cn-beijing", endpoint: "http://127.0.0.1:9000" },
    ],
    [
      "bucket and prefix",
      { bucket: "oss://photos/2024/" },
      { region: "cn-hangzhou", bucket: "photos", prefix: "2024/" },
    ],
    [
      "a profile",
      { source: "cli", profile: "dev" },
      { region: "cn-hangzhou", credentials: { source: "cli", profile: "dev" } },
    ],
    [
      "a profile of another file",
      { source: "ossutil-file", profile: "dev", file: " ~/other " },
      {
        region: "cn-hangzhou",
        credentials: { source: "ossutil", profile: "dev", file: "~/other" },
      },
    ],
    [
      "the attached role",
      { source: "instance-role" },
      { region: "cn-hangzhou", credentials: { source: "instance-role" } },
    ],
    [
      "a credentials URI",
      { source: "uri", uri: " http://127.0.0.1:6666 " },
      { region: "cn-hangzhou", credentials: { source: "uri", uri: "http://127.0.0.1:6666" } },
    ],
    [
      "the domain of a bucket beside others",
      { customDomains: { old: "https://old.example" }, domainBucket: "new", domain: "N.example" },
      {
        region: "cn-hangzhou",
        customDomains: { old: "https://old.example", new: "https://n.example" },
      },
    ],
    [
      "no domain any more",
      { customDomains: { old: "https://old.example" }, domainBucket: "old", domain: " " },
      { region: "cn-hangzhou" },
    ],
  ];
  for (const [what, given, setting] of rows) {
    it(`make ${what} a setting, and the setting leads back to them`, () => {
      const made = settingOf(answers(given));
      assert.deepEqual(made, { name: "Photos", credentials: stored, ...setting });
      assert.deepEqual(accountSettingSchema.parse(made), made);
      assert.deepEqual(settingOf(answersOf(made)), made);
    });
  }

  it("leave a place as it was written, even a wrong one, while another part changes", () => {
    const places: Partial<AccountSetting>[] = [
      {},
      { region: "oss-cn-hangzhou" },
      { endpoint: "S3.example..com", region: "nowhere" },
      { endpoint: "https://oss-cn-hangzhou.aliyuncs.com/", region: "cn-hangzhou" },
    ];
    for (const place of places) {
      const before: AccountSetting = { name: "Photos", ...place, credentials: stored };
      const renamed = settingOf({ ...answersOf(before), name: "Pictures" }, before);
      assert.deepEqual(renamed, { ...before, name: "Pictures" });
    }
  });

  it("never put a typed key into the setting", () => {
    const typed = { accessKeyId: "LTAIid", accessKeySecret: "canary", securityToken: "canary" };
    assert.doesNotMatch(JSON.stringify(settingOf(answers(typed))), /canary|LTAIid/);
  });

  it("rename the sample account and leave the rest of it", () => {
    const sample: AccountSetting = { name: "Sample", credentials: { source: "sample" } };
    assert.deepEqual(settingOf({ ...answersOf(sample), name: "Try it" }), {
      name: "Try it",
      credentials: { source: "sample" },
    });
  });

  for (const [text, bucket, prefix] of [
    ["", "", ""],
    [" photos ", "photos", ""],
    ["photos/", "photos", ""],
    ["photos/a/b", "photos", "a/b"],
    ["OSS://photos/a b/", "photos", "a b/"],
  ] as const) {
    it(`read "${text}" as bucket and prefix`, () => {
      assert.deepEqual(readBucketAnswer(text), { bucket, prefix });
    });
  }
});

describe("typed keys", () => {
  const present = {
    accessKeyId: "STS.one",
    accessKeySecret: "secret",
    securityToken: "token",
    expiration: new Date(0),
  };
  const rows: [what: string, typed: Partial<AccountAnswers>, keys: object | undefined][] = [
    ["none", {}, undefined],
    ["half a pair", { accessKeyId: "LTAIa" }, undefined],
    [
      "a pair with spaces around",
      { accessKeyId: " LTAIa ", accessKeySecret: " s " },
      { accessKeyId: "LTAIa", accessKeySecret: "s" },
    ],
    ["the present ID alone", { accessKeyId: "STS.one" }, present],
    [
      "the present ID and a new token",
      { accessKeyId: "STS.one", securityToken: "new" },
      { accessKeyId: "STS.one", accessKeySecret: "secret", securityToken: "new" },
    ],
    [
      "the present ID and a new secret",
      { accessKeyId: "STS.one", accessKeySecret: "new" },
      { accessKeyId: "STS.one", accessKeySecret: "new" },
    ],
    ["another ID alone", { accessKeyId: "LTAIother" }, undefined],
    [
      "keys of another source",
      { source: "cli", accessKeyId: "LTAIa", accessKeySecret: "s" },
      undefined,
    ],
  ];
  for (const [what, typed, keys] of rows) {
    it(`are kept as they should be: ${what}`, () => {
      assert.deepEqual(keysOf(answers(typed), present), keys);
    });
  }
});
