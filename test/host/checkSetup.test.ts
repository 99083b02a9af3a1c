import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import {
  type FoldedVerdict,
  type SetupRow,
  setupRows,
} from "../../src/extension/setup/setupRows.ts";
import type { Message, Ui } from "../../src/extension/ui.ts";
import type { CheckId, SetupItem, Verdict } from "../../src/setup/setupItem.ts";
import { keepAccounts, setAccounts } from "./accountsScene.ts";
import { chooseRow } from "./chooseRow.ts";
import { billableCallsOf, inspection, standingIn, until } from "./extension.ts";

type Pick = vscode.QuickPick<SetupRow>;

/** Runs the command while `work` plays the person, and closes what is left open. */
async function checking(
  args: readonly unknown[],
  work: (pick: Pick, picks: readonly Pick[]) => Promise<void>,
): Promise<void> {
  const { ui } = await inspection();
  const { createQuickPick } = ui;
  const picks: Pick[] = [];
  const create = () => {
    const pick = createQuickPick<SetupRow>();
    picks.push(pick);
    return pick;
  };
  await standingIn({ createQuickPick: create as unknown as Ui["createQuickPick"] }, async () => {
    const done = vscode.commands.executeCommand("ossImageLabels.checkSetup", ...args);
    await until("the checklist", () => picks[0]);
    await ended(picks[0] as Pick);
    await work(picks[0] as Pick, picks);
    picks.at(-1)?.hide();
    await done;
  });
}

function ended(pick: Pick): Promise<void> {
  return until("the end of the checks", () => !pick.busy && pick.items.length > 0);
}

/** Each check as `Title: words`, with what is beneath it. */
function texts({ items }: Pick): string[] {
  return items
    .filter(({ item, key }) => item?.id === key)
    .map(({ label, description, detail }) =>
      [label, [description, detail].filter(Boolean).join(" · ")].join(": "),
    );
}

/** The rows as they are read, from the top; a separator is its line. */
function rows({ items }: Pick): string[] {
  const { Separator } = vscode.QuickPickItemKind;
  return items.map(({ kind, label }) => (kind === Separator ? `--- ${label}`.trim() : label));
}

/** Answers the one question that `work` leads to; resolves to what was asked. */
async function answered(
  answer: string | undefined,
  work: () => PromiseLike<unknown>,
): Promise<string> {
  let asked: (text: string) => void = () => undefined;
  const question = new Promise<string>((resolve) => {
    asked = resolve;
  });
  const tell = async ({ text }: Message) => {
    asked(text);
    return answer;
  };
  return standingIn({ tell: tell as Ui["tell"] }, async () => {
    await work();
    return question;
  });
}

describe("the command ossImageLabels.checkSetup", () => {
  keepAccounts();

  it("says of the sample account in words what works, what does not and what cannot be known", async () => {
    const calls = await billableCallsOf(() =>
      checking(["Sample"], async (pick) => {
        assert.equal(pick.title, "Check Setup › Sample › sample: 9 passed, 1 not known, 1 skipped");
        assert.deepEqual(rows(pick), [
          "9 checks passed",
          "IMM project",
          "--- Detect labels (oss:ProcessImm)",
          "Detect one image (1 call, not billed on the sample)",
          "--- More",
          "Copy Report",
          "Check Again",
        ]);
        await chooseRow(pick, "9 checks passed");
        await until("the checks that passed", () => texts(pick).length > 2);
        const said = texts(pick);
        const expected = [
          /^Account: passed · cn-hangzhou, through http:\/\/127\.0\.0\.1:\d+\.$/,
          /^Credentials: passed · Found SAMP\*{4}[0-9a-f]{4}: the sample server\.$/,
          /^Endpoint: passed · 127\.0\.0\.1:\d+ answers as OSS, on this machine\.$/,
          /^Clock: passed · This machine and the service are less than 2 seconds apart\.$/,
          /^Access key: passed · OSS accepts the key and its signature for cn-hangzhou\.$/,
          /^List buckets: passed · The key may list buckets: 1 bucket\.$/,
          /^Bucket and region: passed · sample is in cn-hangzhou, as the account says\.$/,
          /^List the bucket: passed · The key may list sample\/: \d+ images among \d+ objects\.$/,
          /^Read an image: passed · The key may read oss:\/\/sample\/.+\.$/,
          /^IMM project: skipped · Not asked: the labels of the sample account were/,
        ];
        assert.equal(said.length, expected.length);
        for (const [index, words] of expected.entries()) assert.match(said[index] ?? "", words);
        await chooseRow(pick, "9 checks passed");
        await until("one row for them", () => texts(pick).length < 2);
      }),
    );
    assert.equal(calls, 0);
  });

  it("looks at the bucket of a node of the tree", async () => {
    const { tree } = await inspection();
    const [account] = await tree.getChildren();
    const [bucket] = await tree.getChildren(account);
    await checking([bucket, [bucket]], async (pick) => {
      assert.match(pick.title ?? "", /^Check Setup › Sample › sample: /);
    });
  });

  it("detects one image after it was agreed to, and none before", async () => {
    const calls = await billableCallsOf(() =>
      checking(["Sample", "sample"], async (pick) => {
        const refused = await billableCallsOf(async () => {
          const asked = await answered(undefined, () => chooseRow(pick, "Detect one image"));
          assert.match(asked, /^Detect the labels of oss:\/\/sample\/.+\?$/);
        });
        assert.equal(refused, 0);
        await answered("Detect One Image", () => chooseRow(pick, "Detect one image"));
        await until("the labels", () => texts(pick).some((text) => /Detected oss:/.test(text)));
        await ended(pick);
        assert.match(texts(pick).at(-1) ?? "", /passed · Detected oss:\/\/sample\/.+ label/);
        assert.match(pick.title ?? "", /: 10 passed, 1 skipped$/);
      }),
    );
    assert.equal(calls, 1);
  });

  it("copies a report without keys", async () => {
    const { sample } = await inspection();
    const { accessKeyId, accessKeySecret } = await (await sample.open("Sample")).credentials();
    const before = await vscode.env.clipboard.readText();
    await checking(["Sample"], async (pick) => {
      await chooseRow(pick, "Copy Report");
      await until("the report", () => /clipboard/.test(pick.placeholder ?? ""));
      const report = await vscode.env.clipboard.readText();
      assert.match(report, /^# Setup of the account Sample, bucket sample\n/);
      assert.match(report, /\n- \*\*Access key\*\*: passed\. OSS accepts the key/);
      for (const text of [report, JSON.stringify(pick.items)]) {
        assert.ok(!text.includes(accessKeySecret));
        assert.ok(!text.includes(accessKeyId));
      }
    });
    await vscode.env.clipboard.writeText(before);
  });

  it("leads to what is wrong, and checks again after that", async () => {
    await setAccounts([
      {
        name: "Broken",
        region: "cn-hangzhou",
        endpoint: "http://127.0.0.1:9",
        credentials: { source: "environment" },
      },
    ]);
    // Of one account only, it is not asked which.
    await checking([], async (pick, picks) => {
      // There is no key in the environment, either.
      const [, endpoint = ""] = texts(pick);
      assert.match(endpoint, /^Endpoint: failed · 127\.0\.0\.1:9 refuses connections\.$/);
      const remedy = pick.items.find(({ key }) => key === "endpoint.next");
      assert.equal(remedy?.label, "Edit Account…");
      assert.match(remedy?.detail ?? "", /^Check the account's endpoint/);
      const skipped = pick.items.find(({ label }) => /^\d+ checks skipped$/.test(label));
      assert.equal(skipped?.description, "Nothing at the endpoint answers as OSS does.");
      await chooseRow(pick, "Edit Account…");
      await until("the question", () => picks[1]?.title);
      assert.equal(picks[1]?.title, 'Edit "Broken"');
      picks[1]?.hide();
      await until("the checklist again", () => picks[2]?.title);
      assert.match(picks[2]?.title ?? "", /^Check Setup › Broken/);
    });
  });

  it("breaks off what it is checking when it is closed", async function () {
    // Left alone, the check would be given up after 15 s only.
    this.timeout(10_000);
    const server = createServer(() => undefined);
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    try {
      await setAccounts([
        {
          name: "Silent",
          region: "cn-hangzhou",
          endpoint: `http://127.0.0.1:${port}`,
          credentials: { source: "environment" },
        },
      ]);
      const asked = once(server, "request");
      let hasEnded = false;
      const done = vscode.commands
        .executeCommand("ossImageLabels.checkSetup", "Silent")
        .then(() => (hasEnded = true));
      const [request] = (await asked) as [IncomingMessage];
      const brokenOff = once(request.socket, "close");
      // The request may be quicker than the list is on the screen.
      await until("the end", async () => {
        await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
        return hasEnded;
      });
      await Promise.all([done, brokenOff]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe("the rows of a checklist", () => {
  const item = (id: CheckId, verdict: Verdict, rest: Partial<SetupItem> = {}): SetupItem => ({
    id,
    title: id,
    verdict,
    finding: `${id}.`,
    ...rest,
  });
  const labels = (items: readonly SetupItem[], opened: readonly FoldedVerdict[] = []) =>
    setupRows({
      items,
      opened: new Set(opened),
      isRunning: false,
      isSample: false,
      hasOthers: false,
    })
      .filter(({ kind }) => kind !== vscode.QuickPickItemKind.Separator)
      .map(({ label, detail }) => (detail === undefined ? label : `${label}: ${detail}`))
      .slice(0, -2);

  it("begin with the worst, each with what to do about it", () => {
    const items = [
      item("account", "passed"),
      item("clock", "attention", { nextStep: "Set the clock." }),
      item("buckets", "unknown"),
      item("endpoint", "failed", { nextStep: "Mend it.", action: { kind: "checkAgain" } }),
      item("image", "passed"),
    ];
    assert.deepEqual(labels(items), [
      "endpoint: endpoint.",
      "Check Again: Mend it.",
      "clock: clock.",
      "Set the clock.",
      "buckets: buckets.",
      "2 checks passed",
    ]);
    assert.deepEqual(labels(items, ["passed"]).slice(-3), ["2 checks passed", "account", "image"]);
  });

  it("say once what to do about all that was skipped for one reason", () => {
    const nextStep = "Name the bucket.";
    const skipped = (["bucket", "objects", "image"] as const).map((id) =>
      item(id, "skipped", { nextStep }),
    );
    assert.deepEqual(labels(skipped), ["bucket", nextStep, "2 checks skipped"]);
  });
});
