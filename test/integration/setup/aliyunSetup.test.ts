import assert from "node:assert/strict";
import type { Account } from "../../../src/oss/account.ts";
import type { SetupRequest } from "../../../src/setup/checkSetup.ts";
import type { CheckId, SetupAction, Verdict } from "../../../src/setup/setupItem.ts";
import { accountAt } from "../oss/loopback.ts";
import {
  type Asked,
  bucketList,
  type Checked,
  canary,
  check,
  type Instead,
  immOrigin,
  inWorld,
  objectList,
  refusal,
  verdicts,
  type World,
} from "./setups.ts";

interface Case {
  readonly account?: Partial<Account>;
  readonly subject?: Partial<SetupRequest>;
}

/** Checks an account of Hangzhou in a world that answers some things otherwise. */
async function checked(instead: Instead, given: Case = {}): Promise<Checked & { world: World }> {
  let result: Checked | undefined;
  let seen: World | undefined;
  await inWorld(instead, async (world) => {
    const account = accountAt("http://oss-cn-hangzhou.aliyuncs.com", {
      addressing: "virtual-hosted",
      credentials: async () => canary,
      ...given.account,
    });
    const opened = { account, dispatcher: world.dispatcher };
    result = await check(opened, given.subject, { immOrigin, limit: 2000 });
    seen = world;
  });
  assert.ok(result && seen);
  return { ...result, world: seen };
}

const asUsual: Instead = () => undefined;
/** Answers what begins so, and leaves the rest. */
function to(start: string, told: ReturnType<Instead>): Instead {
  return ({ line }) => (line.startsWith(start) ? told : undefined);
}
const list = "GET photos.oss-cn-hangzhou";

describe("the checklist of an account of Alibaba Cloud", () => {
  it("asks for buckets, one bucket, one image and its project, each once", async () => {
    const { world, by, image } = await checked(asUsual);
    assert.deepEqual(world.lines(), [
      "HEAD oss-cn-hangzhou.aliyuncs.com/",
      "GET oss-cn-hangzhou.aliyuncs.com/",
      "GET photos.oss-cn-hangzhou.aliyuncs.com/",
      "HEAD photos.oss-cn-hangzhou.aliyuncs.com/a.jpg",
      "POST imm.cn-hangzhou.aliyuncs.com/",
    ]);
    assert.equal(by.imm.finding, "The project immtest of cn-hangzhou is bound to photos.");
    assert.equal(by.bucket.finding, "photos is in cn-hangzhou, as the account says.");
    assert.match(by.credentials.finding, /^Found LTAI\*\*\*\*dXYZ with a security token/);
    assert.deepEqual(image, { bucket: "photos", key: "a.jpg" });
    assert.deepEqual(by.detection.action, { kind: "detect" });
    assert.match(by.detection.nextStep ?? "", /^Detect oss:\/\/photos\/a\.jpg: 1 billable call/);
  });

  it("shows the key to nobody before it is known who answers", async () => {
    const { world } = await checked(asUsual);
    const [first] = world.asked;
    assert.equal(first?.headers["authorization"], undefined);
    assert.doesNotMatch(JSON.stringify(first), /LTAI|[Cc]anary/);
  });

  /** What the world answers, and what becomes of one check. */
  type Row = readonly [
    about: string,
    instead: Instead,
    id: CheckId,
    verdict: Verdict,
    finding: RegExp,
    action?: SetupAction | undefined,
    given?: Case,
  ];
  const rows: readonly Row[] = [
    [
      "a key that may not list buckets",
      to("GET oss-", refusal(403, "AccessDenied")),
      "buckets",
      "failed",
      /may not list buckets \(oss:ListBuckets\)/,
      { kind: "editAccount", part: "bucket" },
    ],
    [
      "the same where a person named a bucket",
      to("GET oss-", refusal(403, "AccessDenied")),
      "buckets",
      "attention",
      /may not list buckets .* photos is checked all the same/,
      { kind: "editAccount", part: "bucket" },
      { subject: { namedBuckets: ["photos"] } },
    ],
    [
      "no bucket that is known",
      to("GET oss-", refusal(403, "AccessDenied")),
      "bucket",
      "skipped",
      /No bucket of the account is known/,
      { kind: "editAccount", part: "bucket" },
    ],
    [
      "an account without buckets",
      to("GET oss-", { status: 200, body: bucketList() }),
      "bucket",
      "skipped",
      /The account has no bucket/,
    ],
    [
      "a key that may not list the bucket",
      to(list, refusal(403, "AccessDenied")),
      "objects",
      "failed",
      /may not list photos \(oss:ListObjects\)/,
      { kind: "copyPolicy" },
    ],
    [
      "a bucket that is not shown",
      to(list, refusal(403, "AccessDenied")),
      "bucket",
      "unknown",
      /does not say whether it exists, or where/,
    ],
    [
      "a key that may not read the image",
      to("HEAD photos", refusal(403, "AccessDenied")),
      "image",
      "failed",
      /may not read oss:\/\/photos\/a\.jpg \(oss:GetObject\)/,
      { kind: "copyPolicy" },
    ],
    [
      "an endpoint closed to new accounts",
      to(list, refusal(400, "PublicEndpointForbidden")),
      "endpoint",
      "failed",
      /closes the public endpoints of mainland regions/,
      { kind: "editAccount", part: "domain", bucket: "photos" },
    ],
    [
      "a bucket that OSS locates elsewhere without saying where",
      to(list, refusal(403, "PermanentRedirect")),
      "bucket",
      "failed",
      /not in the region cn-hangzhou/,
      { kind: "editAccount", part: "place" },
    ],
    [
      "a token that has ended",
      to("GET oss-", refusal(403, "SecurityTokenExpired")),
      "signature",
      "failed",
      /have expired/,
      { kind: "editAccount", part: "keys" },
    ],
    [
      "a service that is too busy",
      to("GET oss-", { ...refusal(503, "ServiceUnavailable"), headers: { "retry-after": "9" } }),
      "buckets",
      "failed",
      /too busy/,
      { kind: "checkAgain" },
    ],
    [
      "an unpaid bill",
      to(list, refusal(403, "InDebt")),
      "objects",
      "failed",
      /unpaid bill/,
      { kind: "checkAgain" },
    ],
    [
      "plain HTTP over the internet",
      asUsual,
      "endpoint",
      "attention",
      /unencrypted/,
      { kind: "editAccount", part: "place" },
    ],
    [
      "plain HTTP inside Alibaba Cloud",
      asUsual,
      "endpoint",
      "passed",
      /unencrypted inside Alibaba Cloud's network/,
      undefined,
      { account: { endpoint: "http://oss-cn-hangzhou-internal.aliyuncs.com" } },
    ],
    [
      "other files before the first image",
      to(list, { status: 200, body: objectList("a.txt", "b.PNG", "c.jpg") }),
      "image",
      "passed",
      /oss:\/\/photos\/b\.PNG/,
    ],
    [
      "no image at all",
      to(list, { status: 200, body: objectList("a.txt") }),
      "image",
      "unknown",
      /No JPEG or PNG/,
    ],
  ];
  for (const [about, instead, id, verdict, finding, action, given] of rows) {
    it(`calls ${id} "${verdict}" with ${about}`, async () => {
      const { by } = await checked(instead, given);
      assert.match(by[id].finding, finding);
      assert.equal(by[id].verdict, verdict);
      assert.deepEqual(by[id].action, action);
    });
  }

  it("leaves out what depends on a bucket that cannot be listed, and asks IMM all the same", async () => {
    const found = await checked(to(list, refusal(403, "AccessDenied")));
    assert.equal(found.by.signature.verdict, "passed");
    assert.equal(found.by.image.verdict, "skipped");
    assert.equal(found.by.imm.verdict, "passed");
    assert.equal(found.by.detection.verdict, "skipped");
    assert.equal(found.image, undefined);
  });

  it("follows a bucket to its region, and asks IMM there", async () => {
    const elsewhere = refusal(
      403,
      "AccessDenied",
      "<Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint>",
    );
    const { by, world } = await checked(to(list, elsewhere));
    assert.match(by.bucket.finding, /^photos is in cn-beijing and is asked there/);
    assert.equal(by.bucket.verdict, "passed");
    assert.match(by.imm.finding, /project immtest of cn-beijing/);
    assert.ok(world.lines().includes("POST imm.cn-beijing.aliyuncs.com/"));
  });

  it("corrects the region of an account that is limited to a bucket of another one", async () => {
    const elsewhere = refusal(
      403,
      "AccessDenied",
      "<Endpoint>oss-cn-beijing.aliyuncs.com</Endpoint>",
    );
    const { by } = await checked(to(list, elsewhere), { account: { bucket: "photos" } });
    assert.equal(by.bucket.verdict, "attention");
    assert.equal(by.bucket.nextStep, "Edit the account and set its region to cn-beijing.");
    assert.deepEqual(by.bucket.action, { kind: "editAccount", part: "place" });
  });

  it("asks IMM from inside Alibaba Cloud where OSS is asked from there", async () => {
    const account = { endpoint: "http://oss-cn-hangzhou-internal.aliyuncs.com" };
    const { world } = await checked(asUsual, { account });
    assert.equal(world.lines().at(-1), "POST imm-vpc.cn-hangzhou.aliyuncs.com/");
  });

  it("looks at a bucket through its own domain", async () => {
    const customDomains = new Map([["photos", "http://img.example.com"]]);
    const account = { customDomains, bucket: "photos" };
    const { by, world } = await checked(asUsual, { account });
    assert.deepEqual(world.lines(), [
      "HEAD img.example.com/",
      "GET img.example.com/",
      "HEAD img.example.com/a.jpg",
      "POST imm.cn-hangzhou.aliyuncs.com/",
    ]);
    assert.equal(by.imm.verdict, "passed");
  });
});

describe("what answers in the place of OSS", () => {
  const withoutId: (told: { status: number; type?: string }) => Instead =
    ({ status, type }) =>
    ({ line }: Asked) =>
      line === "HEAD store.example.com/"
        ? {
            status,
            headers: { ...(type && { "content-type": type, location: "http://x.example" }) },
            bare: true,
          }
        : undefined;
  const custom: Case = {
    account: {
      endpoint: "http://store.example.com",
      addressing: "custom-domain",
      bucket: "photos",
    },
  };
  const rows: [
    about: string,
    status: number,
    type: string | undefined,
    verdict: Verdict,
    finding: RegExp,
  ][] = [
    ["a portal", 200, "text/html; charset=utf-8", "failed", /answered with a web page/],
    ["a redirect", 302, "text/plain", "failed", /redirects to another address/],
    ["another store", 403, undefined, "attention", /answers, but not as OSS does/],
  ];
  for (const [about, status, type, verdict, finding] of rows) {
    it(`is ${about}: the endpoint is called "${verdict}", and IMM is not asked`, async () => {
      const instead = withoutId({ status, ...(type !== undefined && { type }) });
      const { by, world } = await checked(instead, custom);
      assert.equal(by.endpoint.verdict, verdict);
      assert.match(by.endpoint.finding, finding);
      assert.equal(by.imm.verdict, "skipped");
      assert.ok(!world.lines().some((line) => line.includes("imm")));
      if (verdict === "failed") assert.equal(world.asked.length, 1);
      assert.notEqual(by.clock.verdict, "passed");
    });
  }
});

describe("the checklist's question to IMM", () => {
  const error = (Code: string, Message = "m") => JSON.stringify({ RequestId: "R", Code, Message });
  const echo = `${canary.accessKeySecret} ${canary.securityToken}`;
  const rows: [about: string, told: ReturnType<Instead>, Verdict, RegExp, SetupAction?][] = [
    [
      "no project",
      { status: 400, body: error("ResourceNotFound") },
      "failed",
      /^No IMM project of cn-hangzhou is bound to photos/,
      { kind: "openWalkthrough" },
    ],
    [
      "no right to ask",
      { status: 403, body: error("Forbidden.RAM") },
      "unknown",
      /^The key may not ask IMM \(imm:GetOSSBucketAttachment\)/,
      { kind: "copyPolicy" },
    ],
    [
      "IMM switched off",
      { status: 400, body: error("ServiceNotOpen") },
      "failed",
      /not activated/,
      { kind: "openWalkthrough" },
    ],
    [
      "an answer that nobody knows",
      { status: 400, body: error("Odd", `what ${echo}`) },
      "unknown",
      /^IMM answered Odd: what \*\*\* \*\*\* \(HTTP 400, request id R\)\./,
    ],
    [
      "a project whose name repeats the secrets",
      { status: 200, body: JSON.stringify({ ProjectName: echo }) },
      "passed",
      /The project \*\*\* \*\*\*/,
    ],
    ["a page", { status: 200, body: "<html>" }, "unknown", /nothing of IMM/],
  ];
  for (const [about, told, verdict, finding, action] of rows) {
    it(`calls ${about} "${verdict}"`, async () => {
      const { by } = await checked(to("POST imm", told));
      assert.match(by.imm.finding, finding);
      assert.equal(by.imm.verdict, verdict);
      assert.deepEqual(by.imm.action, action);
      assert.equal(by.detection.verdict, about === "no project" ? "skipped" : "unknown");
    });
  }

  it("does not wait for ever", async () => {
    await inWorld(to("POST imm", "silence"), async ({ dispatcher }) => {
      const account = accountAt("http://oss-cn-hangzhou.aliyuncs.com", {
        addressing: "virtual-hosted",
        credentials: async () => canary,
      });
      const { by } = await check({ account, dispatcher }, {}, { immOrigin, limit: 100 });
      assert.match(by.imm.finding, /No answer within|took too long/);
      assert.deepEqual(by.imm.action, { kind: "checkAgain" });
      assert.equal(by.detection.verdict, "unknown");
    });
  });

  it("is not made with a key that OSS refuses, or for a bucket that is not there", async () => {
    for (const [start, code] of [
      ["GET oss-", "InvalidAccessKeyId"],
      [list, "NoSuchBucket"],
      [list, "PublicEndpointForbidden"],
    ] as const) {
      const found = await checked(to(start, refusal(403, code)));
      assert.equal(verdicts(found)["imm"], "skipped", code);
      assert.ok(!found.world.lines().some((line) => line.includes("imm")), code);
    }
  });
});

describe("errors that repeat the keys", () => {
  it("are shown without them", async () => {
    const echo = `<Message>${canary.accessKeySecret} ${encodeURIComponent(canary.securityToken)}</Message>`;
    for (const start of ["GET oss-", list, "HEAD photos"]) {
      // `check` looks for the canaries in every text.
      await checked(to(start, refusal(409, "OddCode", echo)));
    }
  });
});
