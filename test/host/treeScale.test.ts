import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as vscode from "vscode";
import type { FolderNode, TreeNode } from "../../src/extension/tree/nodes.ts";
import type { SampleServer } from "../../src/sample/server.ts";
import type { Bucket } from "../../src/sample/store/bucket.ts";
import { madeOn, objectOf } from "../catalogues/objects.ts";
import { png } from "../catalogues/pictures.ts";
import { accounts, keepAccounts, run, startService } from "./accountsScene.ts";
import { inspection, until } from "./extension.ts";
import { addTypedAccount } from "./ownAccount.ts";

const count = 1_000_000;
const keyAt = (index: number) => `all/IMG_${String(index).padStart(7, "0")}.jpg`;
const picture = objectOf("", png(8, 8, [1, 2, 3]));

/** A million keys in one folder, worked out and not stored. */
const million: Bucket = {
  name: "million",
  creationDate: madeOn,
  find: (key) => (key === keyAt(indexOf(key)) ? { ...picture, key } : undefined),
  *from(key) {
    for (let index = indexOf(key); index < count; index += 1) {
      if (keyAt(index) >= key) yield { ...picture, key: keyAt(index) };
    }
  },
};

/** Of the first key that may not be below `key`. */
function indexOf(key: string): number {
  const [, digits = ""] = /^all\/IMG_(\d{1,7})/.exec(key) ?? [];
  return Number(digits.padEnd(7, "0"));
}

/** Bytes that are in use, once what nobody uses any more has been collected. */
async function heapUsed(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  // What was made while others waited is let go of in the turns after.
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  return process.memoryUsage().heapUsed;
}

describe("a folder of a million keys", () => {
  keepAccounts();
  let server: SampleServer;
  const requests: { readonly line: string; readonly at: number }[] = [];

  before(async () => {
    server = await startService({
      catalogue: {
        buckets: [{ name: million.name, open: () => million }],
        detectionFor: () => undefined,
        thumbnailsOf: () => [],
      },
      onRequest: (line) => requests.push({ line: JSON.stringify(line), at: performance.now() }),
    });
  });
  after(() => server.close());

  const openFolder = async (): Promise<FolderNode> => {
    const name = `Million ${accounts().length}`;
    await addTypedAccount(name, server.endpoint, { ...server, bucket: "million" });
    const { tree } = await inspection();
    return tree.folder(name, "million", "all/");
  };
  const items = async (nodes: readonly TreeNode[]) => {
    const { tree } = await inspection();
    return Promise.all(nodes.map((node) => tree.getTreeItem(node)));
  };

  it("shows its first page soon after the answer, with one request, and says how many are shown", async () => {
    const { tree } = await inspection();
    const folder = await openFolder();
    requests.length = 0;
    const nodes = await tree.getChildren(folder);
    const shown = await items(nodes);
    const took = performance.now() - (requests[0]?.at ?? 0);
    assert.equal(requests.length, 1, requests.map(({ line }) => line).join("\n"));
    assert.equal(shown.length, 201);
    assert.deepEqual([shown[200]?.label, shown[200]?.description], ["Load more…", "200 shown"]);
    // Far more than it takes, for machines that have other things to do.
    assert.ok(took < 1500, `${took} ms`);
  });

  it("goes on with the first of the next page, which is selected in its place", async () => {
    const { tree, view } = await inspection();
    const folder = await openFolder();
    await view.reveal(folder, { select: true, focus: true, expand: true });
    const before = await tree.getChildren(folder);
    await run("loadMore", before.at(-1));
    const after = await tree.getChildren(folder);
    assert.deepEqual(after.slice(0, 200), before.slice(0, 200), "what was there stays as it is");
    await until("the first new row", () => view.selection[0] === after[200]);
    assert.equal((await items(after)).at(-1)?.description, "400 shown");
  });

  it("finds a key far behind what is loaded, with one small list and no filter", async () => {
    const { tree } = await inspection();
    const folder = await openFolder();
    await tree.getChildren(folder);
    requests.length = 0;
    const key = keyAt(987_654);
    const found = await tree.objectIn(folder, key);
    assert.equal(found?.object.key, key);
    assert.equal(requests.length, 1);
    const nodes = await tree.getChildren(folder);
    assert.ok(found && nodes.includes(found));
    assert.equal(folder.listing.filter, "");
  });

  it("asks for each page once, however often the tree is drawn", async () => {
    const { tree } = await inspection();
    const folder = await openFolder();
    // VS Code may have drawn the first page already.
    await tree.getChildren(folder);
    requests.length = 0;
    for (let page = 0; page < 20; page += 1) {
      await tree.more(folder);
      await tree.getChildren(folder);
    }
    assert.equal((await tree.getChildren(folder)).length, 21 * 200 + 1);
    assert.equal(requests.length, 20);
  });

  it("keeps a few hundred bytes of each key that was loaded, and nothing of the others", async () => {
    const { tree } = await inspection();
    const folder = await openFolder();
    // What VS Code itself keeps of rows that it shows, about 4 kB each, would be counted, too.
    await vscode.commands.executeCommand("workbench.action.closeSidebar");
    const load = async (pages: number) => {
      for (let page = 0; page < pages; page += 1) {
        await tree.more(folder);
        // As VS Code draws it.
        await items((await tree.getChildren(folder)).slice(-201));
      }
      return heapUsed();
    };
    await load(1);
    const before = await heapUsed();
    const half = await load(25);
    const whole = await load(25);
    const keys = 25 * 200;
    const [first, second] = [(half - before) / keys, (whole - half) / keys];
    const measured = `${Math.round(first)}, then ${Math.round(second)} bytes a key`;
    // Rows are made for VS Code and are not kept; a listing of all keys would take a hundred times as much.
    assert.ok(first < 2000 && second < 2000, measured);
  });

  it("drops an answer that came too late", async () => {
    const { tree } = await inspection();
    const folder = await openFolder();
    const first = tree.getChildren(folder);
    tree.filter(folder, "IMG_09999");
    const labels = (await items(await first)).map(({ label }) => String(label));
    assert.equal(labels[0], "IMG_0999900.jpg");
    assert.equal((await tree.getTreeItem(folder)).description, "IMG_09999*");
  });
});
