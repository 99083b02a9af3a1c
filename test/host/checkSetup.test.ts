import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import type { SetupRow } from "../../src/extension/setup/setupRows.ts";
import type { Message, Ui } from "../../src/extension/ui.ts";
import { keepAccounts, setAccounts } from "./accountsScene.ts";
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

async function choose(pick: Pick, label: string): Promise<void> {
  const row = pick.items.find((item) => item.label.startsWith(label));
  assert.ok(row, `${label} is offered`);
  if (pick.activeItems[0] !== row) {
    // VS Code says so once it is true on the screen, too.
    const active = new Promise<void>((resolve) => {
      const listener = pick.onDidChangeActive(([item]) => {
        if (item?.key !== row.key) return;
        listener.dispose();
        resolve();
      });
    });
    pick.activeItems = [row];
    await active;
  }
  await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
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
        const said = texts(pick);
        const expected = [
          /^Account: works · cn-hangzhou, through http:\/\/127\.0\.0\.1:\d+\.$/,
          /^Credentials: works · Found SAMP\*{4}[0-9a-f]{4}: the sample server\.$/,
          /^Endpoint: works · 127\.0\.0\.1:\d+ answers as OSS, on this machine\.$/,
          /^Clock: works · This machine and the service are less than 2 seconds apart\.$/,
          /^Access key: works · OSS accepts the key and its signature for cn-hangzhou\.$/,
          /^List buckets: works · The key may list buckets: 1 bucket\.$/,
          /^Bucket and region: works · sample is in cn-hangzhou, as the account says\.$/,
          /^List the bucket: works · The key may list sample\/: \d+ images among \d+ objects\.$/,
          /^Read an image: works · The key may read oss:\/\/sample\/.+\.$/,
          /^IMM project: skipped · Not asked: the sample account has no IMM;/,
          /^Detect labels \(oss:ProcessImm\): not known · Only a detection shows it\.$/,
        ];
        assert.equal(said.length, expected.length);
        for (const [index, words] of expected.entries()) assert.match(said[index] ?? "", words);
        assert.equal(pick.placeholder, "Everything that was checked works; 1 not known.");
        assert.match(pick.items.at(-1)?.label ?? "", /^Detect one image \(1 call/);
      }),
    );
    assert.equal(calls, 0);
  });

  it("looks at the bucket of a node of the tree", async () => {
    const { tree } = await inspection();
    const [account] = await tree.getChildren();
    const [bucket] = await tree.getChildren(account);
    await checking([bucket, [bucket]], async (pick) => {
      assert.equal(pick.title, "Check Setup › Sample › sample");
    });
  });

  it("detects one image after it was agreed to, and none before", async () => {
    const calls = await billableCallsOf(() =>
      checking(["Sample", "sample"], async (pick) => {
        const refused = await billableCallsOf(async () => {
          const asked = await answered(undefined, () => choose(pick, "Detect one image"));
          assert.match(asked, /^Detect the labels of oss:\/\/sample\/.+\?$/);
        });
        assert.equal(refused, 0);
        await answered("Detect One Image", () => choose(pick, "Detect one image"));
        await until("the labels", () => texts(pick).some((text) => /Detected oss:/.test(text)));
        await ended(pick);
        assert.match(texts(pick).at(-1) ?? "", /works · Detected oss:\/\/sample\/.+ label/);
        assert.equal(pick.placeholder, "Everything that was checked works.");
      }),
    );
    assert.equal(calls, 1);
  });

  it("copies a report without keys", async () => {
    const { sample } = await inspection();
    const { accessKeyId, accessKeySecret } = await (await sample.open("Sample")).credentials();
    const before = await vscode.env.clipboard.readText();
    await checking(["Sample"], async (pick) => {
      await choose(pick, "Copy Report");
      await until("the report", () => /clipboard/.test(pick.placeholder ?? ""));
      const report = await vscode.env.clipboard.readText();
      assert.match(report, /^# Setup of the account Sample, bucket sample\n/);
      assert.match(report, /\n- \*\*Access key\*\*: works\. OSS accepts the key/);
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
      const endpoint = texts(pick).find((text) => text.startsWith("Endpoint"));
      assert.match(endpoint ?? "", /does not work · 127\.0\.0\.1:9 refuses connections\.$/);
      assert.ok(
        texts(pick).some((text) => /^Access key: skipped · Nothing usable answers/.test(text)),
      );
      await choose(pick, "Check the account's endpoint");
      await until("the question", () => picks[1]?.title);
      assert.equal(picks[1]?.title, 'Edit "Broken"');
      picks[1]?.hide();
      await until("the checklist again", () => picks[2]?.title);
      assert.equal(picks[2]?.title, "Check Setup › Broken");
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
