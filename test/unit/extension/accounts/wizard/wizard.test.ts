import assert from "node:assert/strict";
import {
  type AccountAnswers,
  noAnswers,
} from "../../../../../src/extension/accounts/wizard/answers.ts";
import {
  type AccountPart,
  beforeStep,
  runWizard,
  type StepPosition,
  stepsOf,
  tryingStep,
} from "../../../../../src/extension/accounts/wizard/wizard.ts";

describe("questions about an account", () => {
  const keys = "accessKeyId accessKeySecret";
  const profile = { source: "cli", place: "cn-hangzhou", suggestedPlace: "cn-hangzhou" } as const;
  const rows: [part: AccountPart, answers: Partial<AccountAnswers>, steps: string][] = [
    ["all", {}, `source place ${keys} name`],
    ["all", { place: "cn-hangzhou" }, `source place ${keys} name`],
    ["all", { accessKeyId: "STS.a" }, `source place ${keys} securityToken name`],
    ["all", { mayList: false }, `source place ${keys} bucket name`],
    ["all", { place: "img.example.com" }, `source place region bucket ${keys} name`],
    [
      "all",
      { place: "img.example.com", mayList: false },
      `source place region bucket ${keys} name`,
    ],
    ["all", { source: "environment" }, "source place name"],
    ["all", { source: "cli", place: "127.0.0.1:80" }, "source place region name"],
    ["all", { source: "ossutil-file" }, "source ossutilFile ossutilProfile place name"],
    ["all", { source: "instance-role" }, "source place name"],
    ["all", { source: "uri" }, "source uri place name"],
    ["all", profile, "source name"],
    ["all", { ...profile, mayList: false }, "source bucket name"],
    ["all", { ...profile, place: "cn-beijing" }, "source place name"],
    [
      "all",
      { ...profile, place: "img.example.com", suggestedPlace: "img.example.com" },
      "source place region bucket name",
    ],
    [
      "all",
      {
        ...profile,
        place: "img.example.com",
        suggestedPlace: "img.example.com",
        suggestedRegion: "cn-hangzhou",
      },
      "source bucket name",
    ],
    // Whether to send in the clear is asked there.
    [
      "all",
      {
        ...profile,
        place: "http://oss-cn-hangzhou.aliyuncs.com",
        suggestedPlace: "http://oss-cn-hangzhou.aliyuncs.com",
      },
      "source place name",
    ],
    ["name", {}, "name"],
    ["credentials", { source: "ossutil" }, "source"],
    ["credentials", { source: "instance-role" }, "source role"],
    ["credentials", { mayList: false }, `source ${keys}`],
    ["credentials", {}, `source ${keys}`],
    ["keys", {}, keys],
    ["keys", { accessKeyId: " STS.a" }, `${keys} securityToken`],
    ["place", { place: "oss-cn-hangzhou-internal.aliyuncs.com" }, "place"],
    ["place", { place: "oss-accelerate.aliyuncs.com" }, "place region"],
    ["place", { place: "img.example.com" }, "place region bucket"],
    ["bucket", {}, "bucket"],
    ["domain", {}, "domainBucket domain"],
  ];
  for (const [part, answers, steps] of rows) {
    it(`are ${steps} for ${part} with ${JSON.stringify(answers)}`, () => {
      assert.equal(stepsOf(part, { ...noAnswers, ...answers }).join(" "), steps);
    });
  }
});

describe("the keys of an account", () => {
  const profile = { source: "cli", place: "cn-hangzhou", suggestedPlace: "cn-hangzhou" } as const;
  const rows: [part: AccountPart, answers: Partial<AccountAnswers>, step: string | undefined][] = [
    ["all", {}, "accessKeySecret"],
    ["all", { accessKeyId: "STS.a" }, "securityToken"],
    ["all", { mayList: false }, "bucket"],
    ["all", { source: "cli" }, "place"],
    ["all", profile, "source"],
    ["all", { ...profile, mayList: false }, "bucket"],
    ["credentials", {}, "accessKeySecret"],
    ["keys", {}, "accessKeySecret"],
    ["name", {}, undefined],
    ["place", {}, undefined],
    ["bucket", {}, undefined],
    ["domain", {}, undefined],
  ];
  for (const [part, answers, step] of rows) {
    it(`are tried at ${step} for ${part} with ${JSON.stringify(answers)}`, () => {
      assert.equal(tryingStep(part, { ...noAnswers, ...answers }), step);
    });
  }
});

describe("what keys may do", () => {
  it("is found out anew wherever an answer about them may change", () => {
    const denied = { ...noAnswers, mayList: false };
    for (const step of ["source", "place", "accessKeyId", "accessKeySecret"] as const) {
      assert.equal(beforeStep(step, denied).mayList, true, step);
    }
    for (const step of ["bucket", "name"] as const) {
      assert.equal(beforeStep(step, denied).mayList, false, step);
    }
  });
});

describe("questions in turn", () => {
  /** Answers each question with the next of `script`; `<` goes back and leaves what was typed. */
  async function play(script: readonly string[], canLeaveBack = false) {
    const asked: string[] = [];
    const left = [...script];
    const result = await runWizard<Record<string, string>, string>(
      {},
      {
        canLeaveBack,
        steps: ({ first }) => (first === "short" ? ["first"] : ["first", "second", "third"]),
        ask: async (step, answers, { step: number, totalSteps, canGoBack }: StepPosition) => {
          const before = answers[step] ?? "";
          asked.push(`${step}=${before} ${number}/${totalSteps}${canGoBack ? "" : " no back"}`);
          const said = left.shift();
          if (said === undefined) throw new Error("closed");
          const go = said.startsWith("<") ? "back" : "on";
          return { go, value: { ...answers, [step]: said.replace("<", "") } };
        },
      },
    );
    return { asked, result };
  }

  it("go on to the end, as many as the answers call for", async () => {
    assert.deepEqual(await play(["short"]), {
      asked: ["first= 1/3 no back"],
      result: { first: "short" },
    });
    const { result } = await play(["a", "b", "c"]);
    assert.deepEqual(result, { first: "a", second: "b", third: "c" });
  });

  it("go back with everything that was typed", async () => {
    const { asked, result } = await play(["a", "<half", "b", "c", "d"]);
    assert.deepEqual(asked, [
      "first= 1/3 no back",
      "second= 2/3",
      "first=a 1/3 no back",
      "second=half 2/3",
      "third= 3/3",
    ]);
    assert.deepEqual(result, { first: "b", second: "c", third: "d" });
  });

  it("end without answers when the first is gone back from", async () => {
    assert.equal((await play(["<"], true)).result, undefined);
  });

  it("end with the error of whoever asks", async () => {
    await assert.rejects(play(["a"]), /closed/);
  });
});
