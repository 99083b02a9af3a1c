import assert from "node:assert/strict";
import { Refusal } from "../../../src/errors/refusal.ts";
import type { Account } from "../../../src/oss/account.ts";
import type { RequestLine } from "../../../src/sample/http/requestRecord.ts";
import { summary } from "../../../src/setup/report.ts";
import { markTexts, outsideBrackets, restoreTexts } from "../../unit/markedTexts.ts";
import { accountAt, listen, startLoopback } from "../oss/loopback.ts";
import { sampleServer } from "../sample/http.ts";
import { canary, check, verdicts } from "./setups.ts";

const seen: RequestLine[] = [];
const server = sampleServer({ onRequest: (line) => seen.push(line) });
const hour = 3_600_000;

function account(rest: Partial<Account> = {}): Account {
  const { endpoint, accessKeyId, accessKeySecret } = server();
  return accountAt(endpoint, {
    credentials: async () => ({ accessKeyId, accessKeySecret }),
    ...rest,
  });
}

describe("the checklist of the sample account", () => {
  beforeEach(() => seen.splice(0));

  it("says that everything works, but for what cannot be known without a detection", async () => {
    const checked = await check({ account: account() }, { isSample: true, bucket: "sample" });
    assert.deepEqual(verdicts(checked), {
      account: "passed",
      credentials: "passed",
      endpoint: "passed",
      clock: "passed",
      signature: "passed",
      buckets: "passed",
      bucket: "passed",
      objects: "passed",
      image: "passed",
      imm: "skipped",
      detection: "unknown",
    });
    assert.match(checked.by.credentials.finding, /^Found SAMP\*{4}[0-9a-f]{4}: typed/);
    assert.match(checked.by.imm.finding, /^Not asked: the labels of the sample account/);
    assert.deepEqual(checked.by.detection.action, { kind: "detect" });
    assert.equal(checked.image?.bucket, "sample");
    assert.ok(checked.buckets.includes("sample"));
    assert.ok(!JSON.stringify(checked).includes(server().accessKeySecret));
  });

  it("speaks another language throughout", async () => {
    markTexts();
    try {
      const wrong = async () => ({ accessKeyId: server().accessKeyId, accessKeySecret: "wrong" });
      const opened = [account(), account({ bucket: "sample" }), account({ credentials: wrong })];
      for (const one of opened) {
        const { items } = await check({ account: one }, { isSample: true, bucket: "sample" });
        assert.equal(items.length, 11);
        for (const { id, title, finding, said = "", nextStep = "" } of items) {
          assert.equal(outsideBrackets(title + finding + said + nextStep), "", id);
        }
        assert.doesNotMatch(outsideBrackets(summary(items)), /\S/);
      }
    } finally {
      restoreTexts();
    }
  });

  it("takes four requests, processes no image and detects nothing", async () => {
    await check({ account: account() }, { isSample: true, bucket: "sample" });
    assert.deepEqual(
      seen.map(({ method, bucket, key }) => [method, bucket, key !== null]),
      [
        ["HEAD", null, false],
        ["GET", null, false],
        ["GET", "sample", false],
        ["HEAD", "sample", true],
      ],
    );
    assert.deepEqual(
      seen.filter((line) => line.process !== null || line.billable),
      [],
    );
    assert.equal(server().billableCalls, 0);
  });

  it("finds a wrong secret, and leaves out what depends on the key", async () => {
    const { accessKeyId } = server();
    const { accessKeySecret } = canary;
    const credentials = async () => ({ accessKeyId, accessKeySecret });
    const checked = await check({ account: account({ credentials }) });
    const { signature } = checked.by;
    assert.equal(signature.verdict, "failed");
    assert.match(signature.finding, /secret does not belong to the AccessKey ID/);
    assert.deepEqual(signature.action, { kind: "editAccount", part: "keys" });
    for (const id of ["buckets", "bucket", "objects", "image", "imm", "detection"] as const) {
      assert.equal(checked.by[id].verdict, "skipped", id);
      assert.match(checked.by[id].finding, /OSS does not accept the access key/);
    }
  });

  it("leads to the source of keys that were not typed here", async () => {
    const credentials = async () => canary;
    const checked = await check({ account: account({ credentials }) }, { typedKeys: false });
    assert.match(checked.by.signature.finding, /does not know the access key/);
    assert.deepEqual(checked.by.signature.action, { kind: "editAccount", part: "credentials" });
  });

  it("finds a wrong region", async () => {
    const checked = await check({ account: account({ region: "cn-beijing" }) });
    assert.equal(checked.by.signature.verdict, "failed");
    assert.match(checked.by.signature.finding, /region "cn-beijing"/);
    assert.deepEqual(checked.by.signature.action, { kind: "editAccount", part: "place" });
    assert.equal(checked.by.buckets.verdict, "skipped");
  });

  const clocks: [offset: number, verdict: string, finding: RegExp][] = [
    [0, "passed", /less than 2 seconds apart/],
    [-30_000, "passed", /30 seconds apart/],
    [5 * 60_000, "attention", /clock is 5 minutes ahead; beyond 15 minutes/],
    [-24 * hour, "failed", /clock is 1 day behind/],
    [24 * hour, "failed", /clock is 1 day ahead/],
  ];
  for (const [offset, verdict, finding] of clocks) {
    it(`calls a clock that is off by ${offset / 1000} s "${verdict}", and goes on`, async () => {
      const now = () => new Date(Date.now() + offset);
      const checked = await check({ account: account() }, {}, { now });
      assert.equal(checked.by.clock.verdict, verdict);
      assert.match(checked.by.clock.finding, finding);
      assert.equal(checked.by.objects.verdict, "passed");
    });
  }

  it("finds that a bucket is missing", async () => {
    const checked = await check({ account: account() }, { bucket: "nobody-has-this" });
    const { bucket, objects, image, imm, detection } = checked.by;
    assert.equal(bucket.verdict, "failed");
    assert.match(bucket.finding, /There is no bucket nobody-has-this/);
    assert.deepEqual(bucket.action, { kind: "editAccount", part: "bucket" });
    for (const { verdict } of [objects, image, imm, detection]) assert.equal(verdict, "skipped");
    assert.equal(checked.by.buckets.verdict, "passed");
  });

  it("looks at what the account is limited to, and lists no other buckets", async () => {
    const checked = await check({ account: account({ bucket: "sample" }) });
    assert.equal(checked.by.buckets.verdict, "skipped");
    assert.match(checked.by.buckets.finding, /limited to the bucket sample/);
    assert.equal(checked.by.signature.verdict, "passed");
    assert.equal(checked.by.image.verdict, "passed");
  });

  it("says that a prefix without images leaves the rights to read unknown", async () => {
    const checked = await check({ account: account({ bucket: "sample", prefix: "none/" }) });
    assert.equal(checked.by.objects.verdict, "passed");
    assert.equal(checked.by.image.verdict, "unknown");
    assert.equal(checked.by.detection.verdict, "skipped");
    assert.equal(checked.prefix, "none/");
  });

  it("asks no IMM for an address that is not Alibaba Cloud's", async () => {
    const immOrigin = () => assert.fail("IMM was asked") as never;
    const checked = await check({ account: account() }, {}, { immOrigin });
    assert.equal(checked.by.imm.verdict, "skipped");
    assert.match(checked.by.imm.finding, /is not an Alibaba Cloud endpoint/);
  });
});

describe("the credentials of the checklist", () => {
  const missing = new Refusal("credentials-missing", { reason: "environment" });
  const failures: [about: string, error: Error, finding: RegExp][] = [
    ["as their source words it", missing, /^There is no access key in the environment\.$/],
    [
      "without a word of an error that quotes them",
      new Error(JSON.stringify(canary)),
      /No credentials could be obtained/,
    ],
  ];
  for (const [about, error, finding] of failures) {
    it(`are reported missing ${about}, while the rest that needs none is checked`, async () => {
      const credentials = () => Promise.reject(error);
      const checked = await check({ account: account({ credentials }) });
      assert.equal(checked.by.credentials.verdict, "failed");
      assert.match(checked.by.credentials.finding, finding);
      assert.equal(checked.by.endpoint.verdict, "passed");
      assert.equal(checked.by.clock.verdict, "passed");
      assert.equal(checked.by.signature.verdict, "skipped");
      assert.match(checked.by.signature.finding, /There is no key/);
    });
  }

  const ends: [left: number, renewsKeys: boolean, verdict: string, finding: RegExp][] = [
    [2 * hour, false, "passed", /they expire in 2 hours\.$/],
    [600_000, false, "attention", /they expire in 10 minutes\.$/],
    [600_000, true, "passed", /expire in 10 minutes and are renewed before that\.$/],
    [-600_000, false, "attention", /they expired 10 minutes ago\.$/],
    [-600_000, true, "attention", /they expired 10 minutes ago\.$/],
  ];
  for (const [left, renewsKeys, verdict, finding] of ends) {
    const how = renewsKeys ? "renewed" : "not renewed";
    it(`are "${verdict}" when they expire in ${left / 60_000} minutes and are ${how}`, async () => {
      const { accessKeyId, accessKeySecret } = server();
      const expiration = new Date(Date.now() + left);
      const { securityToken } = canary;
      const credentials = async () => ({ accessKeyId, accessKeySecret, securityToken, expiration });
      const checked = await check({ account: account({ credentials }) }, { renewsKeys });
      assert.equal(checked.by.credentials.verdict, verdict);
      assert.match(checked.by.credentials.finding, finding);
    });
  }

  it("end by the service's clock, not by a wrong one of this machine", async () => {
    const { accessKeyId, accessKeySecret } = server();
    const expiration = new Date(Date.now() + 2 * hour);
    const credentials = async () => ({ accessKeyId, accessKeySecret, expiration });
    const now = () => new Date(Date.now() + 24 * hour);
    const checked = await check({ account: account({ credentials }) }, {}, { now });
    assert.match(checked.by.credentials.finding, /they expire in 2 hours/);
  });
});

describe("a checklist that cannot come to its end", () => {
  it("says what an account lacks, and leaves out the rest", async () => {
    const open = () =>
      Promise.reject(new Refusal("incomplete-account", { reason: "region", account: "Photos" }));
    const checked = await check({ account: account() }, { open });
    assert.equal(checked.by.account.verdict, "failed");
    assert.equal(checked.by.account.nextStep, "Edit the account and add it.");
    assert.deepEqual(checked.by.account.action, { kind: "editAccount", part: "place" });
    assert.ok(checked.items.slice(1).every(({ verdict }) => verdict === "skipped"));
  });

  it("names what refuses the connection", async () => {
    const gone = await startLoopback(() => undefined);
    await gone.close();
    const checked = await check({ account: accountAt(gone.origin) });
    assert.equal(checked.by.endpoint.verdict, "failed");
    assert.match(checked.by.endpoint.finding, /^127\.0\.0\.1:\d+ refuses connections/);
    assert.deepEqual(checked.by.endpoint.action, { kind: "editAccount", part: "place" });
    assert.equal(checked.by.clock.verdict, "skipped");
    assert.equal(checked.by.credentials.verdict, "passed");
    assert.equal(checked.by.signature.verdict, "skipped");
  });

  it("gives each check a time of its own", async () => {
    const silent = await startLoopback(() => undefined);
    try {
      const credentials = () => new Promise<never>(() => undefined);
      const limits = { limit: 50, credentialsLimit: 20 };
      const checked = await check(
        { account: accountAt(silent.origin, { credentials }) },
        {},
        limits,
      );
      assert.equal(checked.by.credentials.verdict, "failed");
      assert.match(checked.by.credentials.finding, /^No answer within/);
      assert.equal(checked.by.endpoint.verdict, "failed");
      assert.deepEqual(checked.by.endpoint.action, { kind: "checkAgain" });
    } finally {
      await silent.close();
    }
  });

  it("stops at once when it is given up, and tells nothing any more", async () => {
    const silent = await startLoopback(() => undefined);
    const controller = new AbortController();
    let changes = 0;
    const onChange = () => {
      changes++;
      if (silent.received.length > 0) controller.abort(new Error("given up"));
    };
    const running = check(
      { account: accountAt(silent.origin) },
      {},
      { signal: controller.signal, onChange },
    );
    try {
      while (silent.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
      controller.abort(new Error("given up"));
      const before = changes;
      await assert.rejects(running, /given up/);
      assert.equal(changes, before);
    } finally {
      await silent.close();
    }
  });

  it("does not take a broken answer for one", async () => {
    const { createServer } = await import("node:net");
    const garbage = await listen(createServer((socket) => socket.end("no HTTP\r\n\r\n")));
    try {
      const checked = await check({ account: accountAt(garbage.origin) });
      assert.equal(checked.by.endpoint.verdict, "failed");
      assert.match(checked.by.endpoint.finding, /does not speak HTTP/);
    } finally {
      await garbage.close();
    }
  });
});
