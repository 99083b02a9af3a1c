import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Message, TextQuestion, Ui } from "../../src/extension/ui.ts";
import { answer, startLoopback } from "../integration/oss/loopback.ts";
import { keepAccounts, run } from "./accountsScene.ts";
import {
  billableCallsOf,
  detect,
  inspection,
  standingIn,
  until,
  withSetting,
} from "./extension.ts";
import { addTypedAccount } from "./ownAccount.ts";

const cat = "oss://sample/animals/cat on a sofa.png";
const bucket = { kind: "bucket", account: "Sample", bucket: "sample", prefix: "" };

/** What the person sees, and answers, in order. A list is answered with how its row begins. */
interface Person {
  /** Whole texts: the question and what is below it. */
  readonly told: string[];
  /** Titles and rows. */
  /** Texts that a box began with. */
  readonly offered: string[];
  readonly lists: { readonly title: string; readonly rows: readonly vscode.QuickPickItem[] }[];
}

/** Runs a command; each answer is a button, a text or the beginning of a row, and `undefined` closes. */
async function running(
  command: string,
  args: readonly unknown[],
  answers: readonly (string | undefined)[],
): Promise<Person> {
  const person: Person = { told: [], offered: [], lists: [] };
  const left = [...answers];
  const tell = async ({ text, detail, modal, buttons = [] }: Message) => {
    person.told.push([text, detail].filter(Boolean).join("\n"));
    if (!modal) return undefined;
    const answer = left.shift();
    assert.ok(
      answer === undefined || buttons.includes(answer),
      `${answer} is a button of: ${text}`,
    );
    return answer;
  };
  const ask = async ({ problem, value = "" }: TextQuestion) => {
    person.offered.push(value);
    const answer = left.shift();
    if (answer !== undefined) assert.equal(problem?.(answer), undefined);
    return answer;
  };
  const pick = async (rows: readonly vscode.QuickPickItem[], { title }: { title: string }) => {
    person.lists.push({ title, rows });
    const answer = left.shift();
    if (answer === undefined) return undefined;
    const row = rows.find(({ label }) => label.startsWith(answer));
    assert.ok(row, `${answer} is a row of ${title}: ${rows.map(({ label }) => label).join(", ")}`);
    return row;
  };
  const stand = { tell, ask, pick } as unknown as Partial<Ui>;
  await standingIn(stand, () => run(command, ...args));
  assert.deepEqual(left, [], `all is asked for: ${person.told.join(" | ")}`);
  return person;
}

describe("a bucket that is given to IMM", () => {
  after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("costs nothing until a person agreed to the plan and its price", async () => {
    const calls = await billableCallsOf(async () => {
      const { told } = await running("handOver", [bucket], ["IMM", undefined]);
      const [question = ""] = told;
      assert.match(question, /^Give the bucket sample to IMM in cn-hangzhou\?/);
      assert.match(question, /CreateDataset\)\.\n.*CreateBinding\)\.\n/);
      assert.match(question, /The sample account bills nothing\./);
      const { told: list } = await running("showHandOvers", [], []);
      assert.match(list.join(), /No bucket was given/);
    });
    assert.equal(calls, 0);
  });

  it("is not given where nothing may be written", async () => {
    await withSetting("readOnly", true, async () => {
      const { told } = await running("handOver", [bucket], []);
      assert.match(told.join(), /readOnly/);
    });
  });

  it("is scanned, followed, searched with the same query, and known from then on", async () => {
    await run("forgetKnownLabels", cat);
    const given = await running("handOver", [bucket], ["IMM", "Give to IMM"]);
    assert.match(given.told.at(-1) ?? "", /^IMM now scans sample/);
    const states: string[] = [];
    for (let look = 0; look < 3; look += 1) {
      const { lists } = await running("showHandOvers", [], [undefined]);
      states.push(lists[0]?.rows[0]?.detail?.replace(/\d+ files/, "N files") ?? "");
    }
    assert.deepEqual(states, [
      "Being prepared, N files so far",
      "First scan under way, N files so far",
      "Follows the bucket, N files so far",
    ]);

    const named = await running("searchElsewhere", [bucket], ["is:outdated subject:猫", undefined]);
    assert.match(named.told[0] ?? "", /Nothing was asked\.\nis:outdated: only the label index/);
    assert.match(named.told[0] ?? "", /subject:猫: it takes a comparison/);

    const query = "label:猫[centric>0.9]";
    const found = await running("searchElsewhere", [bucket], [query, "Search", undefined]);
    assert.match(
      found.told[0] ?? "",
      /^Search oss:\/\/sample\/ at IMM\?\nThe sample account bills nothing\./,
    );
    const [list] = found.lists;
    assert.deepEqual(
      list?.rows.map(({ label }) => label.replace(/ \(.*/, "")),
      ["cat on a sofa.png", "Count Them by Label", "Ask Again"],
    );
    assert.match(list?.rows[0]?.detail ?? "", /猫/);
    assert.match(list?.title ?? "", /1 of 1 image, 1 came into the label index/);
    await running("searchElsewhere", [bucket], [query, "cat on a sofa.png"]);
    const { panels } = await inspection();
    await until("the panel", () => panels.lastState?.kind === "detected");
    const shown = panels.lastState;
    assert.ok(shown?.kind === "detected");
    assert.match(shown.labelsNote ?? "", /a dataset of IMM, which does not say down to which/);
    assert.ok(shown.answer.labels.length > 3);
    assert.equal(
      shown.answer.threshold,
      Math.min(...shown.answer.labels.map(({ confidence = 1 }) => confidence)),
    );

    // It is known, but does not stand in for an answer that reaches further down.
    let calls = await billableCallsOf(async () => {
      assert.equal((await detect(cat, { threshold: 1, show: false })).fromCache, true);
    });
    assert.equal(calls, 0);
    calls = await billableCallsOf(async () => {
      assert.equal((await detect(cat, { threshold: 0.7, show: false })).fromCache, false);
    });
    assert.equal(calls, 1);

    // The same question is not asked twice.
    const again = await running("searchElsewhere", [bucket], [query, undefined]);
    assert.deepEqual(again.told, []);
    assert.equal(again.lists[0]?.title, list?.title);

    const counting = ["label:动物", "Search", "Count Them by Label", "沙发", undefined];
    const counted = await running("searchElsewhere", [bucket], counting);
    const [, labels] = counted.lists;
    assert.deepEqual(
      labels?.rows.slice(0, 1).map(({ label, description }) => [label, description]),
      [["动物", "2"]],
    );
    assert.match(counted.offered.at(-1) ?? "", /^label:动物 label:=沙发$/);
    await run("forgetKnownLabels", cat);
  });

  it("is left alone again, and what was found stays", async () => {
    const { told } = await running("stopHandOver", [bucket], ["Stop"]);
    assert.match(told[0] ?? "", /^Stop IMM from following sample\?/);
    const { lists } = await running("showHandOvers", [], ["sample", "Take off This List"]);
    assert.match(lists[0]?.rows[0]?.detail ?? "", /^Stopped/);
  });
});

describe("a bucket of an account that is not of Alibaba Cloud", () => {
  keepAccounts();

  it("is not given to IMM, and IMM does not see its key", async () => {
    const service = await startLoopback((response) => answer(response, 404));
    try {
      await addTypedAccount("Elsewhere", service.origin, {
        accessKeyId: "LTAIelsewhere",
        accessKeySecret: "elsewhereSecret",
        bucket: "photos",
      });
      service.received.length = 0;
      const photos = { ...bucket, account: "Elsewhere", bucket: "photos" };
      const { told } = await running("handOver", [photos], ["IMM"]);
      assert.match(told.join(), /is not one of Alibaba Cloud, so the key is not shown to IMM/);
      assert.deepEqual(service.received, []);
    } finally {
      await service.close();
    }
  });
});

describe("a bucket whose own index is opened", () => {
  it("is searched by the tags that write-back writes, and closed", async () => {
    const key = "animals/cat on a sofa.png";
    const client = await (await inspection()).client("Sample");
    const address = { bucket: "sample", key };
    await client.putObjectTagging(address, [{ key: "label-1", value: "=E7=8C=AB" }]);
    try {
      const refused = await running("handOver", [bucket], ["The bucket's own index", undefined]);
      assert.match(refused.told[0] ?? "", /^Open the metadata index of sample\?/);
      await running("handOver", [bucket], ["The bucket's own index", "Open the Index"]);
      const early = await running("searchElsewhere", [bucket], ["label:猫"]);
      assert.match(early.told.join(), /still being prepared/);
      const found = await running("searchElsewhere", [bucket], ["label:猫", "Search", undefined]);
      assert.match(found.told[0] ?? "", /tags hold a few labels/);
      assert.deepEqual(
        found.lists[0]?.rows.slice(0, -1).map(({ label, detail }) => [label, detail]),
        [["cat on a sofa.png", "猫"]],
      );
      const scores = await running("searchElsewhere", [bucket], ["label:猫[centric>1]", undefined]);
      assert.match(scores.told[0] ?? "", /scores of labels are not kept there/);
      const closed = await running("stopHandOver", [bucket], ["Close the Index"]);
      assert.match(closed.told.at(-1) ?? "", /is closed\.$/);
    } finally {
      await client.putObjectTagging(address, []);
    }
  });
});
