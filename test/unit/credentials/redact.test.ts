import assert from "node:assert/strict";
import { redact } from "../../../src/credentials/redact.ts";
import { canary } from "../../integration/credentials/surroundings.ts";
import { randomNumbers } from "./randomNumbers.ts";

const { secret, token } = canary;
const encodedToken = encodeURIComponent(token);
/** No rule of shape catches it: it must go because of what stands before it, or because it is known. */
const shapeless = "correct-horse";

const cases: [string, string, string][] = [
  [
    "a version 4 query",
    `x-oss-credential=LTAI5tabcdefghijWXYZ%2F20260301&x-oss-signature=${"ab12".repeat(16)}&x-oss-date=1`,
    "x-oss-credential=LTAI****WXYZ%2F20260301&x-oss-signature=***&x-oss-date=1",
  ],
  [
    "a version 1 query",
    "OSSAccessKeyId=LTAIabcdefgh&Expires=1&Signature=a%2Bb%3D",
    "OSSAccessKeyId=LTAI****efgh&Expires=1&Signature=***",
  ],
  [
    "a token in a query",
    `/a.jpg?x-oss-security-token=${shapeless}&security-token=${shapeless}&w=1`,
    "/a.jpg?x-oss-security-token=***&security-token=***&w=1",
  ],
  [
    "a query inside a query",
    `?next=https%3A%2F%2Fx%3Fsecurity-token%3D${shapeless}`,
    "?next=https%3A%2F%2Fx%3Fsecurity-token%3D***",
  ],
  [
    "an Authorization header",
    `GET /\nAuthorization: OSS4-HMAC-SHA256 Credential=LTAIx/1, Signature=ab\nHost: x`,
    "GET /\nAuthorization: ***\nHost: x",
  ],
  [
    "headers of curl",
    `> x-oss-security-token: ${shapeless}\r\n> cookie: a=b\r\n> host: x`,
    "> x-oss-security-token: ***\r\n> cookie: ***\r\n> host: x",
  ],
  [
    "headers in JSON",
    `{"authorization":"OSS4 Credential=a, Signature=b","host":"x"}`,
    `{"authorization":"***","host":"x"}`,
  ],
  [
    "JSON",
    `{"access_key_id":"x","access_key_secret": "${shapeless}","sts_token":"${shapeless}"}`,
    `{"access_key_id":"x","access_key_secret": "***","sts_token":"***"}`,
  ],
  [
    "JSON inside JSON",
    `"{\\"accessKeySecret\\":\\"${shapeless}\\",\\"region\\":\\"x\\"}"`,
    `"{\\"accessKeySecret\\":\\"***\\",\\"region\\":\\"x\\"}"`,
  ],
  [
    "JSON that is cut off",
    `{"oauth_refresh_token":"${shapeless} and`,
    `{"oauth_refresh_token":"***`,
  ],
  [
    "a JavaScript object",
    `{ accessKeySecret: '${shapeless}', region: 'x' }`,
    "{ accessKeySecret: '***', region: 'x' }",
  ],
  [
    "an INI file",
    `accessKeyID=x\naccessKeySecret = ${shapeless}\nregion=y`,
    "accessKeyID=x\naccessKeySecret = ***\nregion=y",
  ],
  [
    "the environment",
    `OSS_ACCESS_KEY_ID=x OSS_ACCESS_KEY_SECRET=${shapeless} OSS_SESSION_TOKEN=${shapeless}`,
    "OSS_ACCESS_KEY_ID=x OSS_ACCESS_KEY_SECRET=*** OSS_SESSION_TOKEN=***",
  ],
  [
    "an OSS error body",
    `<Code>SignatureDoesNotMatch</Code><SignatureProvided>ab</SignatureProvided><StringToSignBytes>4F 53</StringToSignBytes><EC>1</EC>`,
    "<Code>SignatureDoesNotMatch</Code><SignatureProvided>***</SignatureProvided><StringToSignBytes>***</StringToSignBytes><EC>1</EC>",
  ],
  [
    "a canonical request",
    `host:x\nx-oss-security-token:${shapeless}\n\nhost`,
    "host:x\nx-oss-security-token: ***\n\nhost",
  ],
  ["a bearer token", `bearer ${shapeless}.x`, "bearer ***"],
  ["a user in a URL", `https://ann:${shapeless}@example.com/a`, "https://***@example.com/a"],
  [
    "a private key",
    `a -----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- b`,
    "a *** b",
  ],
  ["a temporary key id", "STS.NTabcdefgh1234 of role", "STS.****1234 of role"],
  ["a bare secret", `the key ${secret} is wrong`, "the key *** is wrong"],
  ["a bare token", `got ${token}`, "got ***"],
  ["a bare encoded token", `got ${encodedToken}`, "got ***"],
];

/** What a log is for. */
const harmless = [
  "GET https://photos.oss-cn-hangzhou.aliyuncs.com/a/b.jpg?x-oss-process=image/labels,thr_0.7 403 AccessDenied",
  "RequestId 5C3D9175B6FC201293AD4890 EC 0003-00000001 in 120 ms",
  '"5B3C1A2E053D763E1B002CC607C5A0FE1****" crc64 3518624763432158137',
  "x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-expires=600",
  "The AccessKey secret is wrong. Copy it again.",
  "STS gave no keys for profile dev of ~/.aliyun/config.json (access_key_id LTAI****abcd).",
  "C:\\Users\\ann\\.ossutilconfig and /home/ann/.ossutilconfig",
  "acs:ram::1234567890123456:role/reader",
  "照片/猫.jpg: 猫 0.98, 动物 0.95",
  "",
];

describe("redaction", () => {
  for (const [name, text, expected] of cases) {
    it(`takes secrets out of ${name}`, () => assert.equal(redact(text), expected));
  }

  it("leaves what a log is for", () => {
    for (const text of harmless) assert.equal(redact(text), text);
  });

  it("takes known secrets out in every spelling", () => {
    const known = 'pass+word/"1';
    const spellings = [
      known,
      encodeURIComponent(known),
      encodeURIComponent(known).toLowerCase(),
      JSON.stringify(known).slice(1, -1),
      Buffer.from(known).toString("base64"),
    ];
    for (const spelling of spellings) {
      const text = redact(`found ${spelling} there`, [known]);
      assert.ok(!text.includes(spelling), text);
    }
    assert.equal(redact("abcdefgh-longer", ["abcdefgh", "abcdefgh-longer"]), "***");
    assert.equal(redact("a short one", ["a", ""]), "a short one");
  });

  it("finds a secret wherever chance puts it", () => {
    const random = randomNumbers(7);
    const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
    const names = [
      "accessKeySecret",
      "access_key_secret",
      "Signature",
      "x-oss-signature",
      "security-token",
      "stsToken",
      "OSS_SESSION_TOKEN",
      "password",
    ];
    const noise = [
      " ",
      "\n",
      "\r\n",
      ";",
      "{",
      "}",
      "<a>",
      "=",
      ":",
      "&",
      '"',
      "'",
      "\\",
      "x",
      "猫",
      "\ud83d",
      "%3D",
      "://",
      "@",
      "LTAI",
      ...harmless,
    ];
    for (let round = 0; round < 1_000; round++) {
      const around = () => Array.from({ length: 6 }, () => pick(noise)).join("");
      const quote = pick(["", '"', "'"]);
      const inner = pick(["=", ": ", ":", " = ", "=>", "%3D"]);
      const outer = quote && pick([quote, ""]);
      // In quotes a secret may be any text; bare ones end at a space.
      const hidden = quote ? `${shapeless}, ${shapeless}` : shapeless;
      const text = `${around()}\n${outer}${pick(names)}${outer}${inner}${quote}${hidden}${quote}\n${around()}`;
      const redacted = redact(text);
      assert.ok(
        !redacted.includes(shapeless),
        `${JSON.stringify(text)} became ${JSON.stringify(redacted)}`,
      );
      assert.equal(redact(redacted), redacted, "twice is as good as once");
      const known = redact(`${around()}${secret}${around()}${encodedToken}${around()}`, [
        secret,
        token,
      ]);
      assert.ok(!known.includes(secret) && !known.includes(encodedToken));
    }
  });

  it("takes time in proportion to the text", () => {
    const parts = [
      "a",
      "secret ",
      "secret=",
      '"',
      "\\",
      "://",
      "x:",
      "CAIS",
      "-----BEGIN A",
      "%3D",
      "<SecurityToken>",
      "Bearer ",
      "\n",
    ];
    const before = process.cpuUsage();
    for (const part of parts) redact(part.repeat(100_000 / part.length));
    const { user, system } = process.cpuUsage(before);
    assert.ok((user + system) / 1000 < 2_000);
  });
});
