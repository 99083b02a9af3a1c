import assert from "node:assert/strict";
import { type ErrorAction, OssError } from "../../../src/oss/error.ts";
import { errorRows } from "../../../src/oss/errorTable.ts";
import { NetworkFailure } from "../../../src/oss/networkFailure.ts";
import { broken, failed } from "../../../src/setup/outcome.ts";
import type { SetupAction } from "../../../src/setup/setupItem.ts";

const typed = { typedKeys: true, bucket: "photos" };

function errorOf(code: string, action?: ErrorAction): OssError {
  return new OssError({ code, action, message: "It broke at oss://b/a. b.jpg. Mend http.proxy." });
}

describe("what an error comes to in the checklist", () => {
  it("is a finding and, from the last sentence, a next step", () => {
    assert.deepEqual(failed(errorOf("x", "none"), typed), {
      verdict: "fails",
      finding: "It broke at oss://b/a. b.jpg.",
      nextStep: "Mend http.proxy.",
    });
    const short = new OssError({ code: "x", message: "It broke" });
    assert.deepEqual(failed(short, typed), { verdict: "fails", finding: "It broke" });
  });

  it("leaves no row of the error table without a finding and a placeholder unfilled", () => {
    for (const { code = "", sentence } of errorRows) {
      const { finding } = failed(new OssError({ code, message: sentence }), typed);
      assert.ok(finding.length > 10, sentence);
      const network = broken(new NetworkFailure(code, false), "host.example", typed);
      assert.doesNotMatch(`${network.finding} ${network.nextStep ?? ""}`, /[{}]/);
    }
  });

  const actions: [code: string, action: ErrorAction, expected: SetupAction | undefined][] = [
    ["SignatureDoesNotMatch", "editAccount", { kind: "editAccount", part: "keys" }],
    ["credentials-missing", "editAccount", { kind: "editAccount", part: "keys" }],
    ["NoSuchBucket", "editAccount", { kind: "editAccount", part: "bucket" }],
    ["InvalidArgument", "editAccount", { kind: "editAccount", part: "place" }],
    ["host-not-found", "editAccount", { kind: "editAccount", part: "place" }],
    ["Unheard", "editAccount", { kind: "editAccount" }],
    [
      "PublicEndpointForbidden",
      "setCustomDomain",
      { kind: "editAccount", part: "domain", bucket: "photos" },
    ],
    ["AccessDenied", "checkSetup", { kind: "copyPolicy" }],
    ["proxy-refused", "openSettings", { kind: "openSettings", setting: "http.proxy" }],
    ["timed-out", "retry", { kind: "checkAgain" }],
    ["certificate-unknown", "openDocumentation", { kind: "openDocumentation" }],
    ["no-account", "addAccount", { kind: "addAccount" }],
    ["unreadable-answer", "showLog", { kind: "showLog" }],
    ["NoSuchKey", "none", undefined],
  ];
  for (const [code, action, expected] of actions) {
    it(`leads ${code} to ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(failed(errorOf(code, action), typed).action, expected);
    });
  }

  it("leads keys that were not typed here to where they come from", () => {
    const error = errorOf("SignatureDoesNotMatch", "editAccount");
    const { action } = failed(error, { typedKeys: false });
    assert.deepEqual(action, { kind: "editAccount", part: "credentials" });
  });
});
