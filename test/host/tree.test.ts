import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TreeNode } from "../../src/extension/tree/nodes.ts";
import { detect, inspection } from "./extension.ts";

/** The tree as nested labels, to the given depth. */
async function shown(node: TreeNode | undefined, depth: number): Promise<unknown[]> {
  const { tree } = await inspection();
  const children = await tree.getChildren(node);
  return Promise.all(
    children.map(async (child) => {
      const { label } = await tree.getTreeItem(child);
      const isFolder = child.kind !== "object" && child.kind !== "note" && child.kind !== "more";
      return isFolder && depth > 1 ? [label, await shown(child, depth - 1)] : label;
    }),
  );
}

async function find(...labels: string[]): Promise<TreeNode> {
  const { tree } = await inspection();
  let node: TreeNode | undefined;
  for (const label of labels) {
    const children: TreeNode[] = await tree.getChildren(node);
    const items = await Promise.all(children.map((child) => tree.getTreeItem(child)));
    node = children[items.findIndex((item) => item.label === label)];
    assert.ok(node, `${label} is in the tree`);
  }
  assert.ok(node);
  return node;
}

describe("the tree", () => {
  it("shows the sample account and its bucket", async () => {
    assert.deepEqual(await shown(undefined, 2), [["Sample", ["sample"]]]);
  });

  it("shows images only, until all files are asked for", async () => {
    const { tree } = await inspection();
    const bucket = await find("Sample", "sample");
    const labelsOf = async () => (await shown(bucket, 1)) as string[];
    assert.ok((await labelsOf()).includes("example.jpg"));
    assert.ok(!(await labelsOf()).includes("readme.txt"));
    await vscode.commands.executeCommand("ossImageLabels.showAllFiles");
    assert.ok((await labelsOf()).includes("readme.txt"));
    await vscode.commands.executeCommand("ossImageLabels.showImagesOnly");
    assert.equal(tree.imagesOnly, true);
  });

  it("describes an image by its size and, once known, its top label", async () => {
    const { tree } = await inspection();
    const node = await find("Sample", "sample", "example.jpg");
    await vscode.commands.executeCommand("ossImageLabels.forgetKnownLabels", node);
    assert.match(String((await tree.getTreeItem(node)).description), /^\d+ kB$/);
    await detect(node, { show: false });
    assert.match(String((await tree.getTreeItem(node)).description), /^\d+ kB · Outerwear$/);
  });

  it("shows a thumbnail and the known labels in a tooltip that runs nothing", async () => {
    const { tree } = await inspection();
    const node = await find("Sample", "sample", "example.jpg");
    await detect(node, { show: false });
    const item = await tree.resolveTreeItem(await tree.getTreeItem(node), node);
    const tooltip = item.tooltip as vscode.MarkdownString;
    assert.match(tooltip.value, /!\[picture\]\(data:image\/jpeg;base64,/);
    assert.match(tooltip.value, /Outerwear/);
    assert.deepEqual(tooltip.isTrusted, { enabledCommands: [] });
    assert.notEqual(tooltip.supportHtml, true);
  });

  it("filters by prefix at the service, and back", async () => {
    const { tree } = await inspection();
    const bucket = await find("Sample", "sample");
    assert.ok(bucket.kind === "bucket");
    tree.filter(bucket, "exam");
    assert.deepEqual(await shown(bucket, 1), ["example.jpg"]);
    tree.filter(bucket, "no such name");
    assert.deepEqual(await shown(bucket, 1), ["No names start with the filter."]);
    tree.filter(bucket, "");
    assert.ok((await shown(bucket, 1)).length > 3);
  });
});
