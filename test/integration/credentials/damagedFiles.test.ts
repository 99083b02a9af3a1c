import assert from "node:assert/strict";
import { listCliProfiles } from "../../../src/credentials/cli.ts";
import { credentialsProvider } from "../../../src/credentials/credentialsProvider.ts";
import { listOssutilProfiles } from "../../../src/credentials/ossutil.ts";
import { parseTemporaryKeys } from "../../../src/credentials/temporaryKeys.ts";
import { Refusal } from "../../../src/errors/refusal.ts";
import { randomNumbers } from "../../unit/credentials/randomNumbers.ts";
import { assertNoCanary, canary, type Home, makeHome, noon } from "./surroundings.ts";

const ossutilConfig = `# keys
[default]
accessKeyID = "LTAIabcd"
accessKeySecret = "${canary.secret}"
region = cn-hangzhou
[profile dev]
mode = StsToken
accessKeyID = STS.abcd
accessKeySecret = ${canary.secret}
stsToken = ${canary.token}
source-profile = default
[Bucket-Cname]
photos = img.example.com
`;
const cliConfig = JSON.stringify(
  {
    current: "dev",
    profiles: [
      { name: "default", mode: "AK", access_key_id: "LTAIabcd", access_key_secret: canary.secret },
      {
        name: "dev",
        mode: "StsToken",
        access_key_id: "STS.abcd",
        access_key_secret: canary.secret,
        sts_token: canary.token,
        sts_expiration: 9e9,
        region_id: "cn-hangzhou",
      },
    ],
  },
  undefined,
  1,
);
const pieces = [
  "",
  "\n",
  "\r",
  "\0",
  "[",
  "]",
  "{",
  "}",
  '"',
  "'",
  "=",
  ":",
  ",",
  "\\",
  "#",
  ";",
  " ",
  "null",
  "1e9",
  "__proto__",
  "猫",
  "\ud83d",
];

/** A few places cut, doubled or overwritten. */
function damage(text: string, random: () => number): string {
  let damaged = text;
  for (let times = 1 + Math.floor(random() * 4); times > 0; times--) {
    const at = Math.floor(random() * damaged.length);
    const length = Math.floor(random() ** 3 * 60);
    const piece = pieces[Math.floor(random() * pieces.length)] ?? "";
    const copied = random() < 0.3 ? damaged.slice(at, at + length) : "";
    damaged =
      damaged.slice(0, at) + piece + copied + damaged.slice(at + (random() < 0.5 ? length : 0));
  }
  return damaged;
}

/** Whatever comes of it, it is a value or a `Refusal`, and a canary shows in neither message nor list. */
async function survive(attempt: Promise<unknown>, isList = false): Promise<void> {
  try {
    const value = await attempt;
    if (isList) assertNoCanary(value);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    assertNoCanary(error);
  }
}

describe("damaged credentials files", () => {
  let home: Home;
  before(async () => {
    home = await makeHome();
  });
  after(() => home.remove());

  it("of ossutil never show a secret", async () => {
    const random = randomNumbers(1);
    for (let round = 0; round < 50; round++) {
      const file = await home.write(".ossutilconfig", damage(ossutilConfig, random));
      const profile = random() < 0.5 ? "dev" : undefined;
      await survive(credentialsProvider({ source: "ossutil", profile }, home.context())());
      await survive(listOssutilProfiles(file, home.folder), true);
    }
  });

  it("of the Alibaba Cloud CLI never show a secret", async () => {
    const random = randomNumbers(2);
    for (let round = 0; round < 50; round++) {
      await home.write(".aliyun/config.json", damage(cliConfig, random));
      const profile = random() < 0.5 ? "dev" : undefined;
      await survive(credentialsProvider({ source: "cli", profile }, home.context())());
      await survive(listCliProfiles({ env: {}, homeFolder: home.folder, now: noon }), true);
    }
  });

  it("and damaged answers are no keys, or keys, but no surprise", () => {
    const random = randomNumbers(3);
    const answer = JSON.stringify({ AccessKeyId: "a", AccessKeySecret: "b", Expiration: 1 });
    for (let round = 0; round < 1_000; round++) {
      const keys = parseTemporaryKeys(damage(answer, random));
      assert.ok(keys === undefined || (keys.accessKeyId && keys.accessKeySecret));
    }
  });
});
