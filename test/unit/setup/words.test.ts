import assert from "node:assert/strict";
import { clockOutcome, durationText } from "../../../src/setup/clock.ts";
import { detectionOffer, detectionWorked } from "../../../src/setup/detectionCheck.ts";
import { ramPolicy } from "../../../src/setup/ramPolicy.ts";
import { setupReport, summary } from "../../../src/setup/report.ts";
import { checkTitle, failed, type SetupItem, type Verdict } from "../../../src/setup/setupItem.ts";
import { ossError } from "../messages/ossError.ts";

const minute = 60_000;

describe("a length of time", () => {
  const cases: [milliseconds: number, text: string][] = [
    [0, "0 seconds"],
    [1000, "1 second"],
    [58_400, "58 seconds"],
    [minute, "1 minute"],
    [90 * minute, "2 hours"],
    [3_599_900, "1 hour"],
    [86_399_500, "1 day"],
    [3 * 86_400_000, "3 days"],
  ];
  for (const [milliseconds, text] of cases) {
    it(`of ${milliseconds} ms is ${text}`, () => assert.equal(durationText(milliseconds), text));
  }
});

describe("the clock's line", () => {
  const cases: [offset: number | undefined, verdict: Verdict][] = [
    [undefined, "unknown"],
    [59_000, "passed"],
    [-minute, "attention"],
    [15 * minute - 1, "attention"],
    [15 * minute, "failed"],
    [-15 * minute, "failed"],
  ];
  for (const [offset, verdict] of cases) {
    it(`says "${verdict}" when the service is ${offset} ms ahead`, () => {
      assert.equal(clockOutcome(offset).verdict, verdict);
    });
  }
});

describe("the RAM policy", () => {
  it("has the rights for all buckets where none is named", () => {
    assert.deepEqual(JSON.parse(ramPolicy(undefined)), {
      Version: "1",
      Statement: [
        { Effect: "Allow", Action: ["oss:ListBuckets"], Resource: ["acs:oss:*:*:*"] },
        { Effect: "Allow", Action: ["oss:ListObjects"], Resource: ["acs:oss:*:*:*"] },
        {
          Effect: "Allow",
          Action: ["oss:GetObject", "oss:ProcessImm"],
          Resource: ["acs:oss:*:*:*/*"],
        },
        {
          Effect: "Allow",
          Action: ["imm:GetOSSBucketAttachment", "imm:DetectImageLabels"],
          Resource: ["*"],
        },
      ],
    });
  });

  it("has no more of a bucket than the prefix that an account is limited to", () => {
    const [list, read, ...others] = JSON.parse(ramPolicy("photos", "site/")).Statement;
    assert.deepEqual(list, {
      Effect: "Allow",
      Action: ["oss:ListObjects"],
      Resource: ["acs:oss:*:*:photos"],
      Condition: { StringLike: { "oss:Prefix": ["site/*"] } },
    });
    assert.deepEqual(read.Resource, ["acs:oss:*:*:photos/site/*"]);
    assert.equal(others.length, 1);
  });
});

describe("the line about a detection", () => {
  const image = { bucket: "photos", key: "a.jpg" };
  const offer = { image, isUnbound: false, isSample: false };

  it("offers one only where there is something to detect", () => {
    assert.deepEqual(detectionOffer(offer).action, { kind: "detect" });
    assert.equal(detectionOffer({ ...offer, image: undefined }).action, undefined);
    assert.equal(detectionOffer({ ...offer, isUnbound: true }).verdict, "skipped");
  });

  it("says what it costs", () => {
    assert.match(detectionOffer(offer).nextStep ?? "", /1 billable call/);
    assert.match(detectionOffer({ ...offer, isSample: true }).nextStep ?? "", /bills nothing/);
  });

  it("says what came of it", () => {
    assert.match(detectionWorked(image, 1).finding, /oss:\/\/photos\/a\.jpg: 1 label\./);
    assert.match(detectionWorked(image, 0).finding, /0 labels\./);
    const place = { typedKeys: true };
    const free = failed(ossError("closed"), place);
    assert.equal(free.finding, "The account was closed or changed during the call.");
    const billed = failed(ossError("closed", { possiblyBilledCalls: 1 }), place);
    assert.equal(billed.finding, `${free.finding} The call may have been billed.`);
    assert.equal(billed.nextStep, "Try again.");
  });
});

describe("what a check that failed came to", () => {
  it("has the service's own words beside ours, in the list and in the report", () => {
    const error = ossError("AccessDenied", { status: 403, serviceMessage: "You shall not pass." });
    const outcome = failed(error, { typedKeys: true });
    assert.equal(outcome.said, "OSS says: You shall not pass.");
    const item = { id: "objects", title: checkTitle("objects"), ...outcome } as const;
    const heading = { account: "Work", network: "none", version: "1", date: new Date(0) };
    assert.match(setupReport(heading, [item]), /\n {2}- OSS says: You shall not pass\.\n/);
  });
});

describe("the report", () => {
  const item = (verdict: Verdict, rest: Partial<SetupItem> = {}): SetupItem => ({
    id: "clock",
    title: checkTitle("clock"),
    verdict,
    finding: "It ticks.",
    ...rest,
  });

  it("is Markdown with an item for each check", () => {
    const heading = {
      account: "Work",
      bucket: "photos",
      network: "no proxy",
      version: "1.2.3",
      date: new Date("2026-11-22T08:30:59Z"),
    };
    const items = [item("passed"), item("failed", { nextStep: "Set it." }), item("skipped")];
    assert.equal(
      setupReport(heading, items),
      [
        "# Setup of the account Work, bucket photos",
        "",
        "2026-11-22 08:30 UTC, OSS Image Labels 1.2.3, no proxy",
        "",
        "- **Clock**: passed. It ticks.",
        "- **Clock**: failed. It ticks.",
        "  - Set it.",
        "- **Clock**: skipped. It ticks.",
        "",
      ].join("\n"),
    );
  });

  const sums: [verdicts: Verdict[], sentence: string][] = [
    [["passed", "skipped"], "1 passed, 1 skipped"],
    [["passed", "unknown"], "1 passed, 1 not known"],
    [["failed", "passed"], "1 failed, 1 passed"],
    [["failed", "failed", "attention", "unknown"], "2 failed, 1 needs attention, 1 not known"],
    [["attention", "passed", "attention"], "2 need attention, 1 passed"],
  ];
  for (const [verdicts, sentence] of sums) {
    it(`sums ${verdicts.join(", ")} up`, () => {
      assert.equal(summary(verdicts.map((verdict) => item(verdict))), sentence);
    });
  }
});
