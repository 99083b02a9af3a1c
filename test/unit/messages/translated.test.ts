import assert from "node:assert/strict";
import { Failure } from "../../../src/errors/failure.ts";
import { Refusal, type RefusalCode } from "../../../src/errors/refusal.ts";
import { type Denial, denialRows } from "../../../src/messages/denialRows.ts";
import {
  callRows,
  type Explanation,
  explain,
  explainFinding,
  sentencesOf,
} from "../../../src/messages/explain.ts";
import { refusalRows } from "../../../src/messages/refusalRows.ts";
import { remedyTitle } from "../../../src/messages/remedyTitles.ts";
import type { Row, Words } from "../../../src/messages/row.ts";
import { serviceWords } from "../../../src/messages/serviceWords.ts";
import { type SetupFinding, setupRows } from "../../../src/messages/setupRows.ts";
import { OssError, type OssErrorFacts } from "../../../src/oss/error.ts";
import { markTexts, outsideBrackets, restoreTexts } from "../markedTexts.ts";
import { ossError } from "./ossError.ts";

describe("the words about failures in another language", () => {
  before(markTexts);
  after(restoreTexts);

  /** Facts that stand for themselves, for every placeholder of a row. */
  const factsOf = (row: Words) => {
    const names = [...`${row.what}${row.next}`.matchAll(/\{(\w+)\}/g)].map(
      ([, name]) => name ?? "",
    );
    return Object.fromEntries(names.map((name) => [name, `«${name}»`]));
  };
  const translated = (text: string) => `⟦${text.replace(/\{(\w+)\}/g, "«$1»")}⟧`;
  const checkWords = (said: Pick<Explanation, "what" | "next">, row: Words) => {
    assert.equal(said.what, translated(row.what));
    assert.equal(said.next, translated(row.next));
  };
  const check = (said: Explanation, row: Row) => {
    checkWords(said, row);
    assert.equal(said.short, `⟦${row.short}⟧`);
  };

  it("are whole for every call", () => {
    for (const row of callRows) {
      const { code = "Unheard", ...when } = row.when;
      const facts = { call: "imageInfo", ...factsOf(row), ...when } as unknown as OssErrorFacts;
      check(explain(new OssError(code, facts)), row);
    }
  });

  it("are whole for every refusal", () => {
    for (const [code, rows] of Object.entries(refusalRows) as [
      string,
      Record<string, Row> | Row,
    ][]) {
      const reasons = typeof rows["what"] === "string" ? { "": rows as Row } : rows;
      for (const [reason, row] of Object.entries(reasons as Record<string, Row>)) {
        const facts = { ...factsOf(row), reason } as never;
        check(explain(new Refusal<RefusalCode>(code as RefusalCode, facts)), row);
      }
    }
  });

  it("are whole for every denial", () => {
    const signs: Record<Denial, [code: string, ec?: string]> = {
      kms: ["KmsServiceNotEnabled"],
      "foreign-bucket": ["BucketNotBelongTo"],
      "requester-pays": ["AccessDenied", "0003-00000702"],
      referer: ["AccessDenied", "0003-00000501"],
      "vpc-policy": ["AccessDenied", "0003-00000401"],
      "sts-policy": ["AccessDenied", "0003-00000301"],
      "ram-policy": ["AccessDenied", "0003-00000201"],
      "bucket-policy": ["AccessDenied", "0003-00000101"],
    };
    for (const [denial, [code, ec]] of Object.entries(signs) as [Denial, [string, string?]][]) {
      const row = denialRows[denial];
      const facts = { ...factsOf(row), status: 403, ec } as unknown as OssErrorFacts;
      check(explain(new OssError(code, facts)), row);
    }
  });

  it("are whole for every finding of the checklist", () => {
    for (const [finding, row] of Object.entries<Words>(setupRows)) {
      checkWords(explainFinding(finding as SetupFinding, factsOf(row) as never), row);
    }
  });

  it("name what a code stands for in that language, too", () => {
    const facts = { profile: "dev", file: "~/.ossutilconfig" };
    const error = new Refusal("credentials-incomplete", {
      reason: "keys",
      field: "access-key-id",
      place: "profile",
      ...facts,
    });
    assert.equal(
      explain(error).what,
      "⟦In ⟦profile dev of ~/.ossutilconfig⟧, ⟦the AccessKey ID⟧ is missing.⟧",
    );
    const own = new Refusal("credentials-malformed", {
      field: "OSS_SESSION_TOKEN",
      place: "environment",
    });
    assert.match(explain(own).what, /^⟦In ⟦the environment⟧, OSS_SESSION_TOKEN contains /);
  });

  const answers: readonly [what: string, error: unknown][] = [
    ["an answer that nobody knows", ossError("Unheard", { status: 418, ec: "1", requestId: "5C" })],
    ["a call that may have been billed", ossError("timed-out", { possiblyBilledCalls: 1 })],
    ["an error that nobody expected", new Error("Out of order")],
  ];
  for (const [what, error] of answers) {
    it(`say nothing outside their texts of ${what}`, () => {
      const said = explain(error);
      assert.equal(outsideBrackets(said.short + sentencesOf(said)), "");
    });
  }

  it("quote the service in a text of ours", () => {
    const error = ossError("AccessDenied", { serviceMessage: "No." });
    assert.equal(serviceWords(error), "⟦OSS says: No.⟧");
    assert.equal(remedyTitle("retry"), "⟦Try Again⟧");
    assert.ok(error instanceof Failure);
  });
});
