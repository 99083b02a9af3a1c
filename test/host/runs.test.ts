import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as vscode from "vscode";
import type { RunNode } from "../../src/extension/runs/runNodes.ts";
import type { Message, Ui } from "../../src/extension/ui.ts";
import type { PlannedItem, Run } from "../../src/runs/item.ts";
import type { RunJournal } from "../../src/runs/journal.ts";
import { below, run } from "./accountsScene.ts";
import {
  answering,
  billableCallsOf,
  inspection,
  standingIn,
  until,
  withSetting,
  workspaceFile,
} from "./extension.ts";

interface ManyDetected {
  readonly images: number;
  readonly known: number;
  readonly refused: readonly { object: string; code: string; message: string }[];
  readonly calls: number;
  readonly detected: number;
  readonly failed: readonly { object: string; code: string; message: string }[];
  readonly billableCalls: number;
  readonly cancelled: boolean;
}

const travel = { prefix: "oss://sample/travel/" };
const pictures = [1, 2].map((at) => `oss://sample/travel/${at}`);

function detectMany(...given: unknown[]): Thenable<ManyDetected> {
  return vscode.commands.executeCommand("ossImageLabels.detectMany", ...given);
}

async function failureOf(work: Thenable<unknown>): Promise<{ code: string; message: string }> {
  try {
    await work;
  } catch (error) {
    return error as { code: string; message: string };
  }
  return assert.fail("It did not fail.");
}

/** PNG pictures of one pixel that no one has an answer for, each with bytes of its own. */
async function unknownPictures(...paths: string[]): Promise<vscode.Uri[]> {
  const onePixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkaPhfDwAChgGAzyvl+QAAAABJRU5ErkJggg==";
  const files = paths.map(workspaceFile);
  for (const file of files) {
    const bytes = Buffer.concat([Buffer.from(onePixel, "base64"), Buffer.from(file.path)]);
    await vscode.workspace.fs.writeFile(file, bytes);
  }
  return files;
}

/** All images of the folder `travel` of the sample bucket, as URIs. */
async function travelUris(): Promise<string[]> {
  const { tree } = await inspection();
  const [bucket] = await below("Sample");
  const folder = (await tree.getChildren(bucket)).find(
    (node) => node.kind === "prefix" && node.prefix === "travel/",
  );
  const nodes = await tree.getChildren(folder);
  return nodes.flatMap((node) =>
    node.kind === "object" ? [`oss://${node.bucket}/${node.object.key}`] : [],
  );
}

async function forget(uris: readonly string[]): Promise<void> {
  const tell = async ({ buttons }: Message) =>
    buttons?.find((button) => button.startsWith("Forget"));
  await standingIn({ tell: tell as Ui["tell"] }, async () => {
    for (const uri of uris) await run("forgetKnownLabels", uri);
  });
}

describe("detectMany, called by a program", () => {
  let uris: string[];
  let folder: string;

  before(async () => {
    uris = await travelUris();
    assert.equal(uris.length, 6);
    folder = mkdtempSync(join(tmpdir(), "runs-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const listOf = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return vscode.Uri.file(path);
  };

  it("plans without a billable call", async () => {
    await forget(uris);
    const calls = await billableCallsOf(async () => {
      assert.deepEqual(await detectMany(travel, { dryRun: true }), {
        ...{ images: 6, known: 0, refused: [], calls: 6, detected: 0, failed: [] },
        ...{ billableCalls: 0, cancelled: false },
      });
    });
    assert.equal(calls, 0);
    const found = await vscode.commands.executeCommand<{ total: number }>(
      "ossImageLabels.search",
      "is:unlabelled prefix:travel/",
    );
    assert.equal(found.total, 6);
    const planned = await detectMany({ query: "prefix:travel/ bucket:sample" }, { dryRun: true });
    assert.deepEqual([planned.images, planned.calls], [6, 6]);
    const wrong = await failureOf(detectMany({ query: "colour:red" }));
    assert.equal(wrong.code, "query-syntax");
  });

  it("refuses to make more calls than it may, before the first", async () => {
    await forget(uris);
    const calls = await billableCallsOf(async () => {
      const { code, message } = await failureOf(detectMany(travel, { maxCalls: 5 }));
      assert.equal(code, "too-many-calls");
      assert.match(
        message,
        /^This takes 6 billable calls, and at most 5 may be made\. None was made\./,
      );
      await withSetting("confirmAbove", 5, async () => {
        assert.equal((await failureOf(detectMany(travel))).code, "too-many-calls");
      });
    });
    assert.equal(calls, 0);
  });

  it("detects what is below a prefix once, and knows it then", async () => {
    await forget(uris);
    const calls = await billableCallsOf(async () => {
      const first = await detectMany(travel);
      assert.deepEqual([first.images, first.detected, first.billableCalls], [6, 6, 6]);
      const second = await detectMany(travel, { maxCalls: 0 });
      assert.deepEqual(second, {
        ...{ images: 6, known: 6, refused: [], calls: 0, detected: 0, failed: [] },
        ...{ billableCalls: 0, cancelled: false },
      });
    });
    assert.equal(calls, 6);
  });

  it("asks each content once more when it is to ask anew", async () => {
    const calls = await billableCallsOf(async () => {
      const {
        calls: planned,
        detected,
        known,
      } = await detectMany([...uris, ...uris], {
        refresh: true,
      });
      assert.deepEqual([planned, detected, known], [6, 6, 0]);
    });
    assert.equal(calls, 6);
  });

  it("reads a list, whatever its lines are, and an inventory, packed or not", async () => {
    const text = `\ufeff# pictures\r\n\r\n${uris[0]}\r\n  ${uris[1]}  \r\n${uris[0]}\r\nhello\r\n`;
    const listed = await detectMany({ list: listOf("list.txt", text) }, { dryRun: true });
    assert.deepEqual([listed.images, listed.known, listed.calls], [3, 2, 0]);
    assert.deepEqual(
      listed.failed.map(({ object, code }) => [object, code]),
      [["hello", "invalid-uri"]],
    );
    const rows = uris.map(
      (uri) => `"sample","${encodeURIComponent(uri.slice("oss://sample/".length))}"`,
    );
    const report = gzipSync(`${rows.join("\n")}\n"sample","a.csv"\n`);
    const found = await detectMany({ list: listOf("report.csv.gz", report) }, { dryRun: true });
    assert.deepEqual([found.images, found.known], [6, 6]);
    const missing = vscode.Uri.file(join(folder, "missing.txt"));
    assert.equal((await failureOf(detectMany({ list: missing }))).code, "no-such-list");
  });

  it("tells what is missing, and what is no image, and goes on with the rest", async () => {
    const { images, known, refused, failed } = await detectMany([
      uris[0],
      "oss://sample/not-there.jpg",
      "oss://sample/products/list.bmp",
    ]);
    assert.deepEqual([images, known], [3, 1]);
    assert.deepEqual(
      failed.map(({ object, code }) => [object, code]),
      [["oss://sample/not-there.jpg", "NoSuchKey"]],
    );
    assert.match(failed[0]?.message ?? "", /\.$/);
    assert.deepEqual(
      refused.map(({ object, code }) => [object, code]),
      [["oss://sample/products/list.bmp", "other-format"]],
    );
  });

  for (const [about, code, ...given] of [
    ["a scope that says nothing", "wrong-scope", {}],
    ["a scope that says two things", "wrong-scope", { ...travel, query: "" }],
    ["a text as scope", "wrong-scope", "oss://sample/travel/"],
    ["a number as target", "invalid-uri", [7]],
    ["a prefix that is none", "invalid-uri", { prefix: "travel/" }],
    ["options that are none", "wrong-options", pictures, 7],
    ["a threshold above 1", "wrong-threshold", pictures, { threshold: 2 }],
    ["maxCalls below 0", "wrong-options", pictures, { maxCalls: -1 }],
    ["a text for dryRun", "wrong-options", pictures, { dryRun: "yes" }],
    ["an account that is not there", "no-such-account", pictures, { account: "Nobody" }],
    [
      "a bucket that is not there",
      "NoSuchBucket",
      { prefix: "oss://nothing-here/" },
      { account: "Sample" },
    ],
  ] as const) {
    it(`refuses ${about}, and says so`, async () => {
      const failure = await failureOf(detectMany(...given));
      assert.equal(failure.code, code);
      assert.match(failure.message, /^[A-Z"{].*\.$/);
    });
  }

  it("never passes the cap of a day, nor does anything else", async () => {
    await forget(uris);
    const { runs } = await inspection();
    assert.ok(runs);
    const made = await callsToday();
    const calls = await billableCallsOf(() =>
      withSetting("batch.dailyCalls", made + 2, async () => {
        const { detected, failed } = await detectMany(travel);
        assert.deepEqual([detected, failed.length], [2, 4]);
        assert.deepEqual(new Set(failed.map(({ code }) => code)), new Set(["daily-calls-spent"]));
        const single = vscode.commands.executeCommand("ossImageLabels.detect", uris[5], {
          show: false,
          refresh: true,
        });
        assert.equal((await failureOf(single)).code, "daily-calls-spent");
      }),
    );
    assert.equal(calls, 2);
  });
});

/** The sample account's calls of today, as the cap counts them. */
async function callsToday(): Promise<number> {
  const { runStore } = await inspection();
  let left: number | undefined;
  const cap = 1_000_000;
  await withSetting("batch.dailyCalls", cap, async () => {
    left = await runStore.leftToday("Sample");
  });
  return cap - (left ?? assert.fail("There is no cap."));
}

describe("a run that a person begins", () => {
  let uris: string[];

  before(async () => {
    uris = await travelUris();
  });

  const bucketNode = async () => (await below("Sample"))[0];
  const outcomes = async () => {
    const { runsView } = await inspection();
    const [newest] = await runsView.getChildren();
    assert.ok(newest);
    const nodes = await runsView.getChildren(newest);
    return nodes.map((node) => {
      const { label, description } = runsView.getTreeItem(node);
      return `${label} ${description}`;
    });
  };

  it("is a question first, with its calls, and does nothing when the answer is no", async () => {
    await forget(uris);
    const asked: Message[] = [];
    const tell = async (message: Message) => {
      asked.push(message);
      return undefined;
    };
    const calls = await billableCallsOf(() =>
      withSetting("confirmAbove", 2, () =>
        standingIn({ tell: tell as Ui["tell"] }, async () => run("detectMany", await bucketNode())),
      ),
    );
    assert.equal(calls, 0);
    const [{ text = "", detail = "", modal, buttons } = {} as Partial<Message>] = asked;
    assert.equal(modal, true);
    assert.match(text, /^Detect the labels of \d+ images\? Nothing is billed/);
    assert.match(detail, /of oss:\/\/sample\/\n/);
    assert.match(detail, /\nTime: less than a minute, 4 calls at a time\./);
    assert.match(buttons?.[0] ?? "", /^Detect \d+ Images$/);
  });

  it("is worked, shown in its view, and offers its results", async () => {
    await forget(uris);
    const told: string[] = [];
    const tell = async ({ text, buttons }: Message) => {
      told.push(text);
      return buttons?.find((button) => /^Detect/.test(button));
    };
    const { tree } = await inspection();
    const folder = (await tree.getChildren(await bucketNode())).find(
      (node) => node.kind === "prefix" && node.prefix === "travel/",
    );
    const calls = await billableCallsOf(() =>
      standingIn({ tell: tell as Ui["tell"] }, () => run("detectMany", folder)),
    );
    assert.equal(calls, 6);
    assert.equal(told.at(-1), "6 images: 6 detected.");
    assert.deepEqual(await outcomes(), ["Detected 6"]);
    const { runsView } = await inspection();
    const [newest] = await runsView.getChildren();
    const [group] = await runsView.getChildren(newest as RunNode);
    const images = await runsView.getChildren(group as RunNode);
    assert.equal(images.length, 6);
    await run("openRunImage", images[0]);
    const { panels } = await inspection();
    assert.equal(panels.lastState?.kind, "detected");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await run("deleteRun", newest);
    assert.notDeepEqual((await runsView.getChildren())[0], newest);
  });

  it("keeps what failed by its reason, and asks about that alone once more", async () => {
    const told: string[] = [];
    const tell = async ({ text }: Message) => {
      told.push(text);
      return undefined;
    };
    const missing = vscode.Uri.parse("oss://sample/not-there.jpg");
    const there = vscode.Uri.parse(uris[0] ?? "");
    await standingIn({ tell: tell as Ui["tell"] }, async () => {
      await run("detectMany", missing, [missing, there]);
      assert.deepEqual(told, ["2 images: 1 known already, 1 failed."]);
      assert.deepEqual(await outcomes(), ["Known already 1", "Failed: NoSuchKey 1"]);
      const { runsView } = await inspection();
      const [newest] = await runsView.getChildren();
      await run("retryFailedRun", newest);
    });
    assert.deepEqual(told.slice(1), ["2 images: 1 known already, 1 failed."]);
  });

  it("takes the pictures of a folder, and uploads none that a program was not allowed to", async () => {
    const pictures = await unknownPictures("folder/a.png", "folder/inside/b.png");
    await withSetting("uploadLocation", "oss://sample/many", async () => {
      const { failed } = await detectMany(pictures);
      assert.deepEqual(
        failed.map(({ code }) => code),
        ["upload-not-agreed", "upload-not-agreed"],
      );
      const told = await answering("Upload and Detect", () =>
        run("detectMany", vscode.Uri.joinPath(pictures[0] as vscode.Uri, "..")),
      );
      assert.ok(told.at(-1)?.startsWith("2 images: 2 failed"), `${told}`);
    });
  });

  it("is gone on with by another window, when its own has ended in the middle", async () => {
    await forget(uris);
    const { labels, runs } = await inspection();
    const journal = labels.index.service<RunJournal>("runs");
    const options = { refresh: false, by: "person", threshold: 0.7 } as const;
    const id = await journal.create("left behind", options, "gone", 60_000);
    const items = uris.map((uri) => ({
      ref: {
        kind: "object",
        object: { account: "Sample", bucket: "sample", key: uri.slice("oss://sample/".length) },
      },
      verdict: { kind: "ask" },
    })) satisfies PlannedItem[];
    await journal.add(id, items);
    await journal.agree(id, 6);
    assert.equal((await journal.take(id, "gone", 2))?.length, 2);
    assert.deepEqual(await runs.resumeLeft(), []);
    await journal.claim(id, "gone", -1);
    const calls = await billableCallsOf(async () => {
      const left = await runs.resumeLeft();
      assert.deepEqual(
        left.map(({ title }) => title),
        ["left behind"],
      );
      const ended = await runs.ended(id);
      // Two were under way, so that they may have been billed, and were asked about once more.
      assert.deepEqual([ended?.state, ended?.detected, ended?.billableCalls], ["done", 6, 8]);
    });
    assert.equal(calls, 6);
  });

  it("pauses, and goes on where it is told to", async () => {
    const { runs } = await inspection();
    await forget(uris);
    await withSetting("batch.concurrency", 1, async () => {
      const ended = detectMany(travel);
      await until("it", async () => (await runs.list())[0]?.state === "running");
      await run("pauseRun");
      await until("a pause", async () => (await runs.list())[0]?.state !== "running");
      const [{ state, waiting = 0 } = {} as Partial<Run>] = await runs.list();
      // A fast machine may be done before it is told.
      if (state === "paused") {
        assert.ok(waiting > 0);
        await run("resumeRun");
      }
      const { detected, cancelled } = await ended;
      assert.deepEqual([detected, cancelled], [6, false]);
    });
  });
});
