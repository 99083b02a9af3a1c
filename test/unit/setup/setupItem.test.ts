import assert from "node:assert/strict";
import type { Failure } from "../../../src/errors/failure.ts";
import { Refusal } from "../../../src/errors/refusal.ts";
import { NetworkError } from "../../../src/http/networkError.ts";
import { callRows } from "../../../src/messages/explain.ts";
import { broken, failed, type SetupAction } from "../../../src/setup/setupItem.ts";
import { ossError } from "../messages/ossError.ts";

const typed = { typedKeys: true, bucket: "photos" };

describe("what an error comes to in the checklist", () => {
  it("is what happened as a finding, and what to do as a next step", () => {
    assert.deepEqual(failed(ossError("NoSuchKey", { target: "oss://b/a. b.jpg" }), typed), {
      verdict: "failed",
      finding: "oss://b/a. b.jpg does not exist.",
      nextStep: "Refresh the tree, or correct the key.",
    });
  });

  it("leaves no row of the tables without a finding and a placeholder unfilled", () => {
    for (const { when } of callRows) {
      const network = broken(new NetworkError(when.code ?? "", false), "host.example", typed);
      const error = failed(ossError(when.code ?? "", when), typed);
      for (const { finding, nextStep } of [network, error]) {
        assert.ok(finding.length > 10, when.code);
        assert.doesNotMatch(`${finding} ${nextStep}`, /[{}]|undefined/);
      }
    }
  });

  const actions: [error: Failure, expected: SetupAction | undefined][] = [
    [ossError("SignatureDoesNotMatch"), { kind: "editAccount", part: "keys" }],
    [
      new Refusal("credentials-missing", { reason: "stored", account: "Photos" }),
      { kind: "editAccount", part: "keys" },
    ],
    [ossError("NoSuchBucket"), { kind: "editAccount", part: "bucket" }],
    [ossError("InvalidArgument", { ec: "0002-00000226" }), { kind: "editAccount", part: "place" }],
    [ossError("host-not-found"), { kind: "editAccount", part: "place" }],
    [
      new Refusal("bucket-behind-other-domain", {
        account: "Photos",
        bucket: "photos",
        domainBucket: "other",
      }),
      { kind: "editAccount" },
    ],
    [
      ossError("PublicEndpointForbidden"),
      { kind: "editAccount", part: "domain", bucket: "photos" },
    ],
    [ossError("AccessDenied"), { kind: "copyPolicy" }],
    [ossError("ResourceNotFound", { imm: true }), { kind: "openWalkthrough" }],
    [ossError("proxy-refused"), { kind: "openSettings", setting: "http.proxy" }],
    [ossError("timed-out"), { kind: "checkAgain" }],
    [ossError("certificate-unknown"), { kind: "openWalkthrough" }],
    [new Refusal("no-account", { reason: "none" }), { kind: "addAccount" }],
    [ossError("unreadable-answer"), { kind: "showLog" }],
    [ossError("NoSuchKey"), undefined],
  ];
  for (const [error, expected] of actions) {
    it(`leads ${error.code} to ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(failed(error, typed).action, expected);
    });
  }

  it("leads keys that were not typed here to where they come from", () => {
    const { action } = failed(ossError("SignatureDoesNotMatch"), { typedKeys: false });
    assert.deepEqual(action, { kind: "editAccount", part: "credentials" });
  });
});
