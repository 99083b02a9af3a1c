import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ObjectNode, TreeNode } from "../../src/extension/tree/nodes.ts";
import type { Message, Ui } from "../../src/extension/ui.ts";
import { below, run } from "./accountsScene.ts";
import {
  answering,
  billableCallsOf,
  detect,
  inspection,
  standingIn,
  until,
  withSetting,
} from "./extension.ts";

/** What is told while `work` runs; `choose` gives the button that is pressed. */
async function toldDuring(
  work: () => PromiseLike<unknown>,
  choose: (message: Message) => string | undefined = () => undefined,
): Promise<string[]> {
  const told: string[] = [];
  const tell = async (message: Message) => {
    told.push(message.text);
    return choose(message);
  };
  await standingIn({ tell: tell as Ui["tell"] }, work);
  return told;
}

function isObject(node: TreeNode): node is ObjectNode {
  return node.kind === "object";
}

describe("commands on a selection", () => {
  let folders: TreeNode[];
  let images: ObjectNode[];
  let others: TreeNode[];

  before(async () => {
    const { tree } = await inspection();
    const [bucket] = await below("Sample");
    const entries = await tree.getChildren(bucket);
    folders = entries.filter(({ kind }) => kind === "prefix");
    const inFolder = async (prefix: string) =>
      tree.getChildren(folders.find((node) => node.kind === "prefix" && node.prefix === prefix));
    images = (await inFolder("travel/")).filter(isObject);
    await run("showAllFiles");
    const files = await inFolder("products/");
    await run("showImagesOnly");
    others = [
      ...folders,
      ...files.filter((node) => isObject(node) && /csv$/.test(node.object.key)),
    ];
    assert.equal(images.length, 6);
    assert.ok(others.length > folders.length);
  });
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  const forget = async (nodes: readonly TreeNode[]) => {
    await answering("Forget Labels", () => run("forgetKnownLabels", nodes[0], nodes));
  };
  const isKnown = async (node: TreeNode) => {
    const { tree } = await inspection();
    return (await tree.getTreeItem(node)).contextValue === "image.known";
  };
  const known = async (nodes: readonly TreeNode[]) =>
    (await Promise.all(nodes.map(isKnown))).filter(Boolean).length;

  it("detect each image once, leave the rest out with a word, and keep the results", async () => {
    await forget(images);
    const selected = [...images, ...others];
    let told: string[] = [];
    const calls = await billableCallsOf(async () => {
      told = await toldDuring(
        () => run("detect", images[0], selected),
        ({ buttons }) => buttons?.find((button) => button.startsWith("Detect")),
      );
    });
    assert.deepEqual(told, [
      `${others.length} selected items were left out. Only JPEG and PNG images can be labelled.`,
      "6 images: 6 detected.",
    ]);
    assert.equal(calls, 6);
    assert.equal(await known(images), 6);
    const again = await toldDuring(() => run("showResults"));
    assert.deepEqual(again, told.slice(-1));
  });

  it("detect again each of them", async () => {
    const [one, two] = images as [ObjectNode, ObjectNode];
    const calls = await billableCallsOf(() =>
      toldDuring(() => run("detectAgain", one, [one, two])),
    );
    assert.equal(calls, 2);
  });

  it("count what is unknown before they ask, and ask for nothing else", async () => {
    const some = images.slice(0, 3);
    for (const image of some) await detect(image, { show: false });
    await withSetting("confirmAbove", 1, async () => {
      assert.deepEqual(await toldDuring(() => run("detect", some[0], some)), [
        "3 images: 3 known already.",
      ]);
      await forget(some.slice(0, 2));
      const [question] = await toldDuring(() => run("detect", some[0], some));
      assert.match(
        question ?? "",
        /^Detect the labels of 3 images\? .*; the labels of 1 are known/,
      );
    });
  });

  it("copy the URI of each, of folders, too", async () => {
    const nodes = [...images.slice(0, 2), ...folders.slice(0, 1)];
    await run("copyUri", nodes[0], nodes);
    const uris = nodes.map((node) =>
      node.kind === "object"
        ? `oss://sample/${node.object.key}`
        : `oss://sample/${(node as { prefix: string }).prefix}`,
    );
    assert.equal(await vscode.env.clipboard.readText(), uris.join("\n"));
  });

  it("forget each after a question, and give back all of it", async () => {
    const some = images.slice(0, 3);
    await detect(some[0], { threshold: 0.2, show: false, refresh: true });
    for (const image of some) await detect(image, { show: false });
    const calls = await billableCallsOf(async () => {
      const refused = await toldDuring(() => run("forgetKnownLabels", some[0], some));
      assert.deepEqual(refused, ["Forget the known labels of 3 images?"]);
      assert.equal(await known(some), 3);
      const told = await toldDuring(
        () => run("forgetKnownLabels", some[0], some),
        ({ buttons }) => buttons?.[0],
      );
      assert.equal(told[1], "Forgot the labels of 3 images.");
      await until("the labels", async () => (await known(some)) === 3);
      await detect(some[0], { threshold: 0.2, show: false });
    });
    assert.equal(calls, 0);
  });

  it("forget one with a way back, and say so where nothing is known", async () => {
    const [one] = images as [ObjectNode];
    const name = one.object.key.slice("travel/".length);
    await detect(one, { show: false });
    await run("openPanel", one);
    const { panels } = await inspection();
    assert.equal(panels.lastState?.kind, "detected");
    const told = await toldDuring(() => run("forgetKnownLabels", one));
    assert.deepEqual(told, [`Forgot the labels of ${name}.`]);
    assert.equal(panels.lastState?.kind, "ready");
    assert.deepEqual(await toldDuring(() => run("forgetKnownLabels", one)), [
      `No labels of ${name} are known.`,
    ]);
    await detect(one, { show: false });
    await toldDuring(
      () => run("forgetKnownLabels", one),
      () => "Undo",
    );
    await until("the panel", () => panels.lastState?.kind === "detected");
  });

  it("open the labels of each, and ask first where they are many", async () => {
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).length;
    assert.deepEqual(await toldDuring(() => run("openPanel", images[0], images.slice(0, 3))), []);
    await until("three tabs", () => tabs() === 3);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const told = await toldDuring(() => run("openPanel", images[0], images));
    assert.deepEqual(told, ["Open the labels of 6 images?"]);
    assert.equal(tabs(), 0);
  });

  it("ask under their own title where they are given nothing", async () => {
    const titles: string[] = [];
    const ask: Ui["ask"] = async ({ title, prompt }) => {
      assert.match(prompt, /^Of which image\?/);
      titles.push(title);
      return undefined;
    };
    await standingIn({ ask }, async () => {
      for (const command of ["detect", "detectAgain", "openPanel", "forgetKnownLabels"]) {
        await run(command);
      }
      for (const command of ["compareWithObject", "detectAtThreshold", "copyAsCode", "copyUri"]) {
        await run(command);
      }
    });
    assert.deepEqual(titles, [
      "Detect Labels",
      "Detect Again",
      "Open Labels",
      "Forget Known Labels",
      "Compare with Its OSS Object",
      "Detect Labels at Threshold",
      "Copy as Code",
      "Copy URI",
    ]);
  });
});
