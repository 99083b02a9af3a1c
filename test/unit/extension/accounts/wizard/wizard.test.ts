import assert from "node:assert/strict";
import {
  type AccountAnswers,
  noAnswers,
} from "../../../../../src/extension/accounts/wizard/answers.ts";
import {
  type AccountPart,
  runWizard,
  type StepPosition,
  stepsOf,
} from "../../../../../src/extension/accounts/wizard/wizard.ts";

describe("questions about an account", () => {
  const keys = "accessKeyId accessKeySecret securityToken";
  const rows: [part: AccountPart, answers: Partial<AccountAnswers>, steps: string][] = [
    ["all", {}, `name source place bucket ${keys}`],
    ["all", { place: "cn-hangzhou" }, `name source place bucket ${keys}`],
    ["all", { source: "environment" }, "name source place bucket"],
    ["all", { source: "cli", place: "127.0.0.1:80" }, "name source place region bucket"],
    ["all", { source: "ossutil-file" }, "name source ossutilFile ossutilProfile place bucket"],
    ["all", { source: "instance-role" }, "name source role place bucket"],
    ["all", { source: "uri" }, "name source uri place bucket"],
    ["name", {}, "name"],
    ["credentials", { source: "ossutil" }, "source"],
    ["credentials", {}, `source ${keys}`],
    ["keys", {}, keys],
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
