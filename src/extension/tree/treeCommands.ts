/** The commands of the tree: what they ask for, and what they do to it. */
import * as vscode from "vscode";
import { type ObjectAddress, parseObjectUri } from "../../oss/address.ts";
import type { BucketOwners } from "../accounts/bucketOwners.ts";
import { commandName } from "../commandIds.ts";
import { readSetting, writeAccountSettings } from "../settings.ts";
import type { BucketTree } from "./bucketTree.ts";
import type { NamedBuckets } from "./namedBuckets.ts";
import type { AccountNode, FolderNode, MoreNode, ObjectNode, TreeNode } from "./nodes.ts";
import { lastSegment } from "./treeItems.ts";

const imagesOnlyContext = "ossImageLabels.imagesOnly";

export interface TreeCommandServices {
  readonly tree: BucketTree;
  readonly view: vscode.TreeView<TreeNode>;
  readonly owners: BucketOwners;
  readonly namedBuckets: NamedBuckets;
}

export class TreeCommands {
  readonly #services: TreeCommandServices;

  constructor(services: TreeCommandServices) {
    this.#services = services;
  }

  /** Adds the sample account to the settings, unless it is there, and shows it. */
  async openSampleBucket(): Promise<void> {
    const written = readSetting("accounts");
    const hasSample = written.some(
      (account) =>
        (account as { credentials?: { source?: string } } | null)?.credentials?.source === "sample",
    );
    if (!hasSample) {
      const { freeName } = await import("../accounts/wizard/answers.ts");
      const taken = written.map((account) => String((account as { name?: string } | null)?.name));
      const name = freeName("Sample", taken);
      await writeAccountSettings([...written, { name, credentials: { source: "sample" } }]);
    }
    await vscode.commands.executeCommand("ossImageLabels.buckets.focus");
  }

  /** Shows an account in the tree, with its buckets. */
  async revealAccount(name: string): Promise<void> {
    const { tree, view } = this.#services;
    await view.reveal(tree.account(name), { select: true, focus: true, expand: true });
  }

  /** Adds a bucket that the account's keys may read but not list among others. */
  async openBucket(node: AccountNode): Promise<void> {
    const { namedBuckets, tree } = this.#services;
    const bucket = await vscode.window.showInputBox({
      title: "Open Bucket by Name",
      prompt: "For keys that may read a bucket but not list the account's buckets.",
      validateInput: (name) =>
        isBucketName(name) ? undefined : "A bucket name has 3 to 63 characters: a–z, 0–9 and -.",
    });
    if (bucket === undefined) return;
    await namedBuckets.add(node.setting.name, bucket);
    tree.refresh(node);
  }

  refresh(node?: TreeNode): void {
    this.#services.tree.refresh(node);
  }

  async filterByPrefix(node: FolderNode): Promise<void> {
    const filter = await vscode.window.showInputBox({
      title: `Filter ${node.prefix === "" ? node.bucket : lastSegment(node.prefix)}`,
      prompt:
        "Show only names that start with this. OSS does the filtering. Leave it empty to show all.",
      value: node.listing.filter,
    });
    if (filter !== undefined) this.#services.tree.filter(node, filter);
  }

  clearFilter(node: FolderNode): void {
    this.#services.tree.filter(node, "");
  }

  /** Opens an object by its name, however many pages away it is, and shows it in the tree. */
  async goToObject(node?: FolderNode): Promise<void> {
    const start = node && "bucket" in node ? `oss://${node.bucket}/${node.prefix}` : "oss://";
    const text = await vscode.window.showInputBox({
      title: "Go to Object",
      prompt: "oss://bucket/key",
      value: start,
      valueSelection: [start.length, start.length],
      ignoreFocusOut: true,
      validateInput: (value) => problemOf(value),
    });
    if (text === undefined) return;
    const { bucket, key } = parseObjectUri(text.trim());
    const { name: account } = await this.#services.owners.find(bucket, key);
    const found = await this.#revealObject(account, { bucket, key }).catch(() => undefined);
    // What the tree cannot show, in a bucket that may not be listed for instance, may be read all the same.
    await vscode.commands.executeCommand(commandName("openPanel"), found ?? text.trim());
  }

  /** `undefined` when the folder is there and the object is not. */
  async #revealObject(
    account: string,
    { bucket, key }: ObjectAddress,
  ): Promise<ObjectNode | undefined> {
    const { tree, view } = this.#services;
    const folder = tree.folder(account, bucket, key.slice(0, key.lastIndexOf("/") + 1));
    const found = await tree.objectIn(folder, key);
    await view.reveal(found ?? folder, { select: true, focus: true, expand: !found });
    return found;
  }

  async loadMore(node: MoreNode): Promise<void> {
    await this.#services.tree.more(node.parent);
  }

  showImagesOnly(imagesOnly: boolean): void {
    this.#services.tree.imagesOnly = imagesOnly;
    void vscode.commands.executeCommand("setContext", imagesOnlyContext, imagesOnly);
  }
}

function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name);
}

function problemOf(text: string): string | undefined {
  try {
    parseObjectUri(text.trim());
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
