import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ObjectNode, TreeNode } from "../../src/extension/tree/nodes.ts";
import { uiRowText } from "../../src/extension/uiText.ts";
import type { Detection } from "../../src/labels/detection.ts";
import { formatObjectUri } from "../../src/oss/address.ts";
import type { SampleServer } from "../../src/sample/server.ts";
import { smallAccount } from "../catalogues/catalogue.ts";
import { type Fault, faults } from "../catalogues/faults.ts";
import { oddKeys } from "../catalogues/oddKeys.ts";
import { below, run, startService } from "./accountsScene.ts";
import { detect, inspection, until } from "./extension.ts";
import { closeEditors, failureOf, sentence } from "./faultsScene.ts";
import { overhearing } from "./overheard.ts";
import { addTypedAccount, removeAccount, type TypedKey } from "./ownAccount.ts";
import { assertPlain } from "./plainMarkdown.ts";

const account = "Faulty";
/** They would answer after seconds, or never. */
const slow = ["slow.jpg", "silent.jpg", "stalled.jpg"];
/** Faults on the wire that the client gets over, or that are read all the same; by the labels they end in. */
const overcome: Readonly<Record<string, number>> = {
  "throttled-twice.jpg": 3,
  "reset-once.jpg": 3,
  "legacy.jpg": 0,
};

/** A detection that may have been billed is not repeated, so that this one comes to labels when it is asked for again. */
const resetFirst = "reset-once.jpg";

const answerable = faults.filter(({ key }) => !slow.includes(key));

describe("a service that fails in every way", function () {
  this.timeout(60_000);
  let service: SampleServer;
  let nodes: Map<string, ObjectNode>;

  before(async () => {
    service = await startService(smallAccount());
    await addTypedAccount(account, service.endpoint, keysOf(service));
    await run("showAllFiles");
    const bucket = (await below(account)).find((node) => "bucket" in node && isNamed(node));
    assert.ok(bucket, "the bucket is in the tree");
    nodes = new Map((await objectsBelow(bucket)).map((node) => [node.object.key, node]));
  });
  after(async () => {
    await run("showImagesOnly");
    await removeAccount(account);
    await service.close();
  });

  it("is listed whole, whatever its keys are", () => {
    assert.deepEqual([...nodes.keys()].sort(), faults.map(({ key }) => key).sort());
  });

  describe("asked for each of its images", function () {
    this.timeout(60_000);
    const outcomes = new Map<string, Detection | Error>();

    before(async () => {
      // All over again, whatever an earlier run has stored.
      const options = { show: false, refresh: true };
      const left = [...answerable];
      const askInTurn = async () => {
        for (let next = left.shift(); next; next = left.shift()) {
          const { key } = next;
          const outcome = detect(nodes.get(key), options).then(undefined, (error: Error) => error);
          outcomes.set(key, await outcome);
        }
      };
      const asked = Array.from({ length: 6 }, askInTurn);
      await Promise.all(asked);
    });

    for (const fault of answerable) {
      const count = labelsOf(fault);
      const end = count === undefined ? "one sentence" : "labels";
      it(`comes to ${end}: ${fault.about} (${shorten(fault.key)})`, () => {
        const outcome = outcomes.get(fault.key);
        if (count === undefined) {
          assert.ok(outcome instanceof Error);
          assert.match(outcome.message, sentence);
          assert.doesNotMatch(outcome.message, /should not|undefined|\[object/);
          assert.match((outcome as { code?: string }).code ?? "", codeOf(fault));
        } else {
          assert.ok(outcome && "labels" in outcome, String(outcome));
          assert.equal(outcome.labels.length, count);
        }
      });
    }
  });

  it("keeps every result of a selection, and puts no link into a notification", async () => {
    const images = answerable.filter(({ key }) => !key.endsWith(".txt"));
    const selected = answerable.map(({ key }) => nodes.get(key));
    const { said, offered } = await overhearing(
      () => run("detect", selected[0], selected),
      (_, buttons) => buttons.find((button) => /^(Detect|Show)/.test(button)),
    );
    assert.equal(said.filter((text) => text.startsWith("Detect the labels of")).length, 1);
    const rows = offered.flat();
    assert.deepEqual(
      rows.map(({ label }) => label),
      images.map(({ key }) => uiRowText(uriOf(key))),
    );
    const failed = rows.filter(({ detail }) => detail !== undefined);
    for (const { detail = "" } of failed) assert.match(detail, sentence);
    for (const { description, detail } of rows) assert.ok(description || detail);
    assert.deepEqual(
      failed.map(({ label }) => label),
      images
        .filter((fault) => labelsOf(fault) === undefined || fault.key === resetFirst)
        .map(({ key }) => uiRowText(uriOf(key))),
    );
    const summary = said.find((text) => /^\d+ images: /.test(text)) ?? "";
    const [, refused = "0", others = "0"] =
      /^\d+ images: .*?(?:, (\d+) refused)?, (\d+) failed\./.exec(summary) ?? [];
    assert.equal(Number(refused) + Number(others), failed.length, summary);
    assert.ok(summary.startsWith(`${rows.length} images: `));
    assert.ok(rows.some(({ label }) => label.includes("[link]")));
    for (const text of said) assert.doesNotMatch(text, /\]\(/);
  });

  it("leaves a tree that lists, and rows that say what is in the images", async () => {
    const { tree } = await inspection();
    assert.equal((await below(account)).filter(({ kind }) => kind === "bucket").length, 3);
    const node = nodes.get("keys/😀.jpg");
    assert.ok(node);
    assert.match(String((await tree.getTreeItem(node)).description), /^椅子 · /);
  });

  for (const key of [
    "no-project.jpg",
    "damaged.jpg",
    "endless.jpg",
    "too-large.jpg",
    "empty.jpg",
  ]) {
    it(`shows why ${key} has no labels, in its panel and to who called`, async () => {
      const failure = await failureOf(detect(nodes.get(key), { show: true, refresh: true }));
      assert.match(failure.message, sentence);
      assert.ok(failure.code);
      const { lastState } = (await inspection()).panels;
      assert.equal(lastState?.kind, "failed");
      assert.ok(lastState?.kind === "failed" && lastState.sentence === failure.message);
      await closeEditors();
    });
  }

  describe("with odd keys", () => {
    // Another account had buckets of the same names.
    before(() => below(account));

    for (const key of oddKeys) {
      it(`detects ${JSON.stringify(key).slice(0, 60)} by its URI`, async () => {
        const { object, labels } = await detect(uriOf(key), { show: false });
        assert.equal(object, uriOf(key));
        assert.equal(labels.length, 3);
      });

      it(`shows ${JSON.stringify(key).slice(0, 60)} as text`, async () => {
        const { tree } = await inspection();
        const node = nodes.get(key);
        assert.ok(node);
        const item = await tree.getTreeItem(node);
        assert.equal(item.label, key.slice(key.lastIndexOf("/") + 1));
        await tree.resolveTreeItem(item, node);
        const tooltip = item.tooltip as vscode.MarkdownString;
        assertPlain(tooltip);
        assert.match(tooltip.value, /家具/);
      });
    }

    const shown = [
      ...["keys/../up.jpg", "keys/a//b.jpg", "keys/100%.jpg", "keys/😀.jpg"],
      ...oddKeys.filter((key) => key.includes('"') || Buffer.byteLength(key) > 1000),
    ];
    for (const key of shown) {
      it(`opens a panel for ${JSON.stringify(key).slice(0, 60)}`, async () => {
        await run("openPanel", nodes.get(key));
        const { panels } = await inspection();
        await until("the picture", () => panels.lastState?.object.picture);
        const { lastState } = panels;
        assert.equal(lastState?.object.uri, uriOf(key));
        assert.equal(lastState?.kind, "detected");
        await closeEditors();
      });
    }
  });

  it("cannot make its labels' names more than text", async () => {
    const { tree, panels } = await inspection();
    const node = nodes.get("hostile.jpg");
    assert.ok(node);
    const { labels } = await detect(node, { show: true });
    assert.ok(labels.some(({ name }) => name.includes("<")));
    assert.ok(
      labels.some(({ name }) => name.includes("](command:")),
      "an answer that is hostile",
    );
    const item = await tree.resolveTreeItem(await tree.getTreeItem(node), node);
    assertPlain(item.tooltip as vscode.MarkdownString);
    assert.equal(typeof item.description, "string");
    for (const hover of await hoversOver(uriOf("hostile.jpg"))) assertPlain(hover);
    const { lastState } = panels;
    assert.ok(lastState?.kind === "detected");
    assert.deepEqual(
      lastState.answer.labels.map(({ name }) => name).sort(),
      labels.map(({ name }) => name).sort(),
    );
    await closeEditors();
  });

  it("is told in the tree when it is gone, and takes nothing with it", async () => {
    const other = await startService(smallAccount());
    await addTypedAccount("Gone", other.endpoint, keysOf(other));
    try {
      const bucket = (await below("Gone")).find(
        (node) => "bucket" in node && isNamed(node, "sample"),
      );
      assert.ok(bucket);
      const [image] = (await objectsBelow(bucket)).filter(
        ({ object }) => object.key === "example.jpg",
      );
      assert.ok(image);
      await detect(image, { show: false });
      await other.close();
      await vscode.commands.executeCommand("ossImageLabels.refresh", bucket);
      const { tree } = await inspection();
      const [note, ...others] = await tree.getChildren(bucket);
      assert.ok(note?.kind === "note");
      assert.deepEqual(others, []);
      assert.match(note.text, sentence);
      assert.ok(note.command, "there is something to do about it");
      const failure = await failureOf(detect(image, { show: false, refresh: true }));
      assert.equal(failure.code, "connection-refused");
      assert.match(failure.message, sentence);
      const { description } = await tree.getTreeItem(image);
      assert.match(String(description), /Outerwear/, "what was known is known still");
    } finally {
      await removeAccount("Gone");
    }
  });
});

/** Its `bucket` is not the only one. */
function keysOf({ accessKeyId, accessKeySecret }: SampleServer): TypedKey {
  return { accessKeyId, accessKeySecret };
}

function uriOf(key: string): string {
  return formatObjectUri({ bucket: "faults", key });
}

/** `undefined` where there is no answer. */
function labelsOf({ key, outcome }: Fault): number | undefined {
  return overcome[key] ?? (outcome.kind === "labels" ? outcome.count : undefined);
}

/** The service's own code where it gives one; the codes of IMM are read out of a sentence. */
function codeOf({ outcome }: Fault): RegExp {
  const isServices = outcome.kind === "error" && outcome.code !== "Imm Client";
  return isServices ? new RegExp(`^${outcome.code}$`) : /^[A-Za-z][\w.-]+$/;
}

function shorten(text: string): string {
  return JSON.stringify(text).slice(0, 60);
}

function isNamed(node: TreeNode, name = "faults"): boolean {
  return node.kind === "bucket" && node.bucket === name;
}

/** Every object of a folder and of those below, all pages of them. */
async function objectsBelow(folder: TreeNode): Promise<ObjectNode[]> {
  const { tree } = await inspection();
  const found: ObjectNode[] = [];
  for (const node of await tree.getChildren(folder)) {
    if (node.kind === "object") found.push(node);
    else if (node.kind === "prefix") found.push(...(await objectsBelow(node)));
    else assert.fail(`${node.kind} in place of objects`);
  }
  return found;
}

async function hoversOver(uri: string): Promise<vscode.MarkdownString[]> {
  const document = await vscode.workspace.openTextDocument({
    language: "python",
    content: `"${uri}"`,
  });
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    new vscode.Position(0, 8),
  );
  const contents = hovers.flatMap((hover) => hover.contents as vscode.MarkdownString[]);
  assert.ok(contents.some(({ value }) => value.includes(uri)));
  return contents;
}
