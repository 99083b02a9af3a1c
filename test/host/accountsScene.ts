/** What the tests about accounts share: a server that stands for a real account, the settings, the tree. */
import assert from "node:assert/strict";
import path from "node:path";
import * as vscode from "vscode";
import type { MessageNode, TreeNode } from "../../src/extension/tree/nodes.ts";
import {
  type SampleOptions,
  type SampleServer,
  startSampleServer,
} from "../../src/sample/server.ts";
import { answering, inspection } from "./extension.ts";

/** A server of the tests' own: to the extension it is a service like any other. */
export async function startService(options: SampleOptions = {}): Promise<SampleServer> {
  const extension = vscode.extensions.getExtension("oss-image-labels.oss-image-labels");
  assert.ok(extension);
  return startSampleServer({
    mediaFolder: path.join(extension.extensionPath, "media", "sample"),
    ...options,
  });
}

export function run(command: string, ...args: unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(`ossImageLabels.${command}`, ...args);
}

export function accounts(): Record<string, unknown>[] {
  return structuredClone(
    vscode.workspace.getConfiguration("ossImageLabels").get<Record<string, unknown>[]>("accounts"),
  ) as Record<string, unknown>[];
}

export async function setAccounts(to: readonly unknown[]): Promise<void> {
  await vscode.workspace
    .getConfiguration("ossImageLabels")
    .update("accounts", to, vscode.ConfigurationTarget.Global);
}

/** Puts the accounts back after each test. */
export function keepAccounts(): void {
  let before: readonly unknown[];
  beforeEach(() => {
    before = accounts();
  });
  afterEach(async () => {
    for (const { name } of accounts()) await forgetKeys(String(name));
    await setAccounts(before);
  });
}

/** What the tree shows below an account. */
export async function below(account: string): Promise<TreeNode[]> {
  const { tree } = await inspection();
  const roots = await tree.getChildren();
  const node = roots.find((root) => root.kind === "account" && root.setting.name === account);
  assert.ok(node, `${account} is in the tree`);
  return tree.getChildren(node);
}

/** The labels below an account. */
export async function labelsBelow(account: string): Promise<unknown[]> {
  const { tree } = await inspection();
  const items = await Promise.all((await below(account)).map((node) => tree.getTreeItem(node)));
  return items.map(({ label }) => label);
}

export async function roots(): Promise<unknown[]> {
  const { tree } = await inspection();
  const nodes = await tree.getChildren();
  return Promise.all(nodes.map(async (node) => (await tree.getTreeItem(node)).label));
}

/** The one thing that the tree tells in place of buckets. */
export async function noteBelow(account: string): Promise<MessageNode> {
  const [note] = await below(account);
  assert.equal(note?.kind, "note", JSON.stringify(note?.kind));
  return note as MessageNode;
}

/** Removing an account is what deletes its keys. */
async function forgetKeys(name: string): Promise<void> {
  await answering("Remove", () => run("removeAccount", name));
}
