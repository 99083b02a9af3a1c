/** The commands of the tree: what they ask for, and what they do to it. */

import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { problemOf } from "../../messages/explain.ts";
import { isBucketName, type ObjectAddress, parseObjectUri } from "../../oss/address.ts";
import { lastSegment } from "../../oss/objectRef.ts";
import type { AccountMemory } from "../accountMemory.ts";
import type { BucketAccounts } from "../accounts/bucketAccounts.ts";
import { type CommandId, commandName, type Handler } from "../commandIds.ts";
import type { Log } from "../log.ts";
import { logError } from "../present.ts";
import { readSetting, writeAccountSettings } from "../settings.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import type { Ui } from "../ui.ts";
import type { BucketTree } from "./bucketTree.ts";
import { tellMenus } from "./imagesOnly.ts";
import {
  type AccountNode,
  accountOf,
  type FolderNode,
  folderOf,
  type ObjectNode,
  readTreeNode,
  type TreeNode,
} from "./nodes.ts";

export interface TreeCommandServices {
  readonly tree: BucketTree;
  readonly view: vscode.TreeView<TreeNode>;
  readonly bucketAccounts: BucketAccounts;
  /** Buckets that a person named, since they may not be listed. */
  readonly namedBuckets: AccountMemory<string[]>;
  readonly ui: Ui;
  readonly log: Log;
  /** Reads the keys of an account, or of all, anew for the next call. */
  readonly forgetKeys: (account: string | undefined) => void;
  /** Shows what the product does on a picture of the sample account, which bills nothing. */
  readonly showFirstLabels: (account: string) => Promise<void>;
}

export function treeCommands(services: TreeCommandServices) {
  const { tree, view } = services;
  // A key binding gives no node: then the one that is selected is meant.
  const chosen = (argument: unknown) => readTreeNode(argument) ?? view.selection[0];
  const folder = (argument: unknown): FolderNode => {
    const node = chosen(argument);
    return (node && folderOf(node)) ?? nothingChosen("folder");
  };
  const showImagesOnly = (imagesOnly: boolean) => {
    tree.imagesOnly = imagesOnly;
    tellMenus(imagesOnly);
  };
  return {
    openSampleBucket: () => openSampleBucket(services),
    openBucket: (argument?: unknown) => {
      const node = chosen(argument);
      return openBucket((node && accountOf(node)) ?? nothingChosen("account"), services);
    },
    refresh: (argument?: unknown) => {
      const node = readTreeNode(argument);
      services.forgetKeys(node && accountOf(node)?.setting.name);
      tree.refresh(node);
    },
    filterByPrefix: (argument?: unknown) => filterByPrefix(folder(argument), services),
    clearFilter: (argument?: unknown) => tree.filter(folder(argument), ""),
    goToObject: (argument?: unknown) => {
      const node = chosen(argument);
      return goToObject(node && folderOf(node), services);
    },
    loadMore: (argument?: unknown) => tree.more(folder(argument)),
    showAllFiles: () => showImagesOnly(false),
    showImagesOnly: () => showImagesOnly(true),
  } satisfies Partial<Record<CommandId, Handler>>;
}

/** Shows an account in the tree, with its buckets. */
export async function revealAccount(
  { tree, view }: Pick<TreeCommandServices, "tree" | "view">,
  name: string,
): Promise<void> {
  await view.reveal(tree.account(name), { select: true, focus: true, expand: true });
}

/** Adds the sample account to the settings, unless it is there, opens its bucket, and shows a first picture's labels. */
async function openSampleBucket({
  tree,
  view,
  showFirstLabels,
}: TreeCommandServices): Promise<void> {
  const written = readSetting("accounts");
  let name = written.find(isWrittenSample)?.name;
  if (name === undefined) {
    const { freeName } = await import("../accounts/wizard/answers.ts");
    const taken = written.map((account) => String((account as { name?: string } | null)?.name));
    name = freeName("Sample", taken);
    await writeAccountSettings([...written, { name, credentials: { source: "sample" } }]);
  }
  await vscode.commands.executeCommand("ossImageLabels.buckets.focus");
  await view.reveal(tree.folder(name, "sample", ""), { select: true, expand: true });
  await showFirstLabels(name);
}

/** An account in the settings may be written in any way. */
function isWrittenSample(written: unknown): written is AccountSetting {
  const { credentials } = (written ?? {}) as Partial<AccountSetting>;
  return credentials !== undefined && isSample({ credentials });
}

/** Adds a bucket that the account's keys may read but not list among others. */
async function openBucket(
  node: AccountNode,
  { namedBuckets, tree, ui }: TreeCommandServices,
): Promise<void> {
  const bucket = await ui.ask({
    title: "Open Bucket by Name",
    prompt: "For keys that may read a bucket but not list the account's buckets.",
    problem: (name) =>
      isBucketName(name) ? undefined : "A bucket name has 3 to 63 characters: a–z, 0–9, - and _.",
  });
  if (bucket === undefined) return;
  const { name } = node.setting;
  await namedBuckets.set(name, [...new Set([...(namedBuckets.of(name) ?? []), bucket])]);
  tree.refresh(node);
}

async function filterByPrefix(node: FolderNode, { tree, ui }: TreeCommandServices): Promise<void> {
  const filter = await ui.ask({
    title: `Filter ${node.prefix === "" ? node.bucket : lastSegment(node.prefix)}`,
    prompt:
      "Show only names that start with this. OSS does the filtering. Leave it empty to show all.",
    value: node.listing.filter,
  });
  if (filter !== undefined) tree.filter(node, filter);
}

/** Opens an object by its name, however many pages away it is, and shows it in the tree. */
async function goToObject(
  folder: FolderNode | undefined,
  services: TreeCommandServices,
): Promise<void> {
  const start = folder ? `oss://${folder.bucket}/${folder.prefix}` : "oss://";
  const text = await services.ui.ask({
    title: "Go to Object",
    prompt: "oss://bucket/key",
    value: start,
    selection: [start.length, start.length],
    keepOpen: true,
    problem: (value) => problemOf(() => parseObjectUri(value.trim())),
  });
  if (text === undefined) return;
  const { bucket, key } = parseObjectUri(text.trim());
  const { name: account } = await services.bucketAccounts.accountFor(bucket, key);
  const found = await revealObject(account, { bucket, key }, services).catch((error: unknown) => {
    // The tree may be unable to show an object that can be read, for instance in a bucket that may not be listed.
    logError(error, services.log);
    return undefined;
  });
  await vscode.commands.executeCommand(commandName("openPanel"), found ?? text.trim());
}

/** `undefined` when the folder exists and the object does not. */
async function revealObject(
  account: string,
  { bucket, key }: ObjectAddress,
  { tree, view }: TreeCommandServices,
): Promise<ObjectNode | undefined> {
  const folder = tree.folder(account, bucket, key.slice(0, key.lastIndexOf("/") + 1));
  const found = await tree.objectIn(folder, key);
  await view.reveal(found ?? folder, { select: true, focus: true, expand: !found });
  return found;
}

function nothingChosen(reason: "folder" | "account"): never {
  throw new Refusal("nothing-chosen", { reason });
}
