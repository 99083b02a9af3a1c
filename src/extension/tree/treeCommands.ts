/** The commands of the tree: what they ask for, and what they do to it. */

import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { grouped } from "../../labels/format.ts";
import { wordsFor } from "../../messages/explain.ts";
import type { OssClient } from "../../oss/client.ts";
import { OssError } from "../../oss/error.ts";
import { lastSegment } from "../../oss/objectRef.ts";
import type { AccountMemory } from "../accountMemory.ts";
import { askText } from "../accounts/wizard/quickInputs.ts";
import { readNode } from "../commandArgument.ts";
import { type CommandId, commandName, type Handler } from "../commandIds.ts";
import { selectionOf } from "../detect/chooseImages.ts";
import type { Images } from "../images/images.ts";
import type { LabelPanels } from "../panel/labelPanels.ts";
import { readSetting, writeAccountSettings } from "../settings.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import { type GoToObjectServices, goToObject } from "./goToObject.ts";
import { tellMenus } from "./imagesOnly.ts";
import {
  type AccountNode,
  accountOf,
  type FolderNode,
  folderOf,
  readTreeNode,
  type TreeNode,
} from "./nodes.ts";

export interface TreeCommandServices extends GoToObjectServices {
  /** Buckets that a person named, since they may not be listed. */
  readonly namedBuckets: AccountMemory<string[]>;
  /** Reads the keys of an account, or of all, anew for the next call. */
  readonly forgetKeys: (account: string | undefined) => void;
  readonly images: Images;
  readonly panels: LabelPanels;
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
    openSampleBucket: (key?: unknown) =>
      openSampleBucket(typeof key === "string" ? key : undefined, services),
    openBucket: (argument?: unknown) => {
      const node = chosen(argument);
      return openBucket((node && accountOf(node)) ?? nothingChosen("account"), services);
    },
    refresh: (argument?: unknown, selected?: unknown) => {
      const items = selectionOf(argument, selected);
      for (const item of items.length > 0 ? items : [undefined]) {
        const node = readTreeNode(item);
        services.forgetKeys(node && accountOf(node)?.setting.name);
        tree.refresh(node);
      }
    },
    filterByPrefix: (argument?: unknown) => filterByPrefix(folder(argument), services),
    clearFilter: (argument?: unknown, selected?: unknown) => {
      const items = selectionOf(argument, selected);
      const nodes = items.length > 1 ? items.map(readTreeNode) : [folder(argument)];
      for (const node of nodes) {
        const isFolder = node?.kind === "bucket" || node?.kind === "prefix";
        if (isFolder && node.listing.filter !== "") tree.filter(node, "");
      }
    },
    goToObject: (argument?: unknown) => {
      const node = chosen(argument);
      return goToObject(node && folderOf(node), services);
    },
    addFavourite: (argument?: unknown, selected?: unknown) =>
      addFavourites(selectionOf(argument, selected), view.selection, services),
    loadMore: (argument?: unknown) => loadMore(folder(argument), services),
    showAllFiles: () => showImagesOnly(false),
    showImagesOnly: () => showImagesOnly(true),
  } satisfies Partial<Record<CommandId, Handler>>;
}

/** Makes buckets, folders and objects the first that "Go to Object…" offers, all that are selected. */
async function addFavourites(
  given: readonly unknown[],
  selection: readonly TreeNode[],
  { places, ui }: TreeCommandServices,
): Promise<void> {
  const items = given.length > 0 ? given : selection;
  const chosen = items.flatMap((item) => {
    const { account, bucket, prefix, key = prefix } = readNode(item) ?? {};
    if (account === undefined || bucket === undefined || key === undefined) return [];
    return [{ account, bucket, key }];
  });
  if (chosen.length === 0) nothingChosen("folder");
  const added = await places.addFavourites(chosen);
  void ui.tell({ text: favouritesText(added, chosen.length < items.length) });
}

function favouritesText(added: number, leavesOut: boolean): string {
  const count = grouped(added);
  if (leavesOut) {
    return added === 1
      ? t(
          "Added 1 favourite. Accounts were left out: only buckets, folders and objects can be favourites.",
        )
      : t(
          "Added {0} favourites. Accounts were left out: only buckets, folders and objects can be favourites.",
          count,
        );
  }
  return added === 1
    ? t('Added 1 favourite. Favourites come first in "Go to Object…", where the star removes them.')
    : t(
        'Added {0} favourites. Favourites come first in "Go to Object…", where the star removes them.',
        count,
      );
}

/** Goes on where the person was: the first of what came is where "Load more…" was. */
async function loadMore(node: FolderNode, { tree, view }: TreeCommandServices): Promise<void> {
  const next = await tree.more(node);
  if (next && view.visible) await view.reveal(next, { select: true, focus: true, expand: false });
}

/** Shows an account in the tree, with its buckets. */
export async function revealAccount(
  { tree, view }: Pick<TreeCommandServices, "tree" | "view">,
  name: string,
): Promise<void> {
  await view.reveal(tree.account(name), { select: true, focus: true, expand: true });
}

/** Adds the sample account to the settings, unless it is there, opens its bucket, and shows a first picture's labels, or detects those of `key`. */
async function openSampleBucket(
  key: string | undefined,
  { tree, view, images, panels }: TreeCommandServices,
): Promise<void> {
  const written = readSetting("accounts");
  let name = written.find(isWrittenSample)?.name;
  if (name === undefined) {
    const { freeName } = await import("../accounts/wizard/answers.ts");
    const taken = written.map((account) => String((account as { name?: string } | null)?.name));
    name = freeName("Sample", taken);
    await writeAccountSettings([...written, { name, credentials: { source: "sample" } }]);
  }
  await vscode.commands.executeCommand("ossImageLabels.buckets.focus");
  if (key !== undefined) {
    // As a person does it with any image.
    const node = { kind: "object", account: name, bucket: "sample", object: { key } };
    await vscode.commands.executeCommand(commandName("detect"), node);
    return;
  }
  const address = { bucket: "sample", key: "example.jpg" };
  await view.reveal(tree.folder(name, address.bucket, ""), { select: true, expand: true });
  const image = await images.open({ kind: "object", account: name, address });
  // The sample account bills nothing.
  await panels.preview(image).detectAndTell(readSetting("threshold"), false);
}

/** An account in the settings may be written in any way. */
function isWrittenSample(written: unknown): written is AccountSetting {
  const { credentials } = (written ?? {}) as Partial<AccountSetting>;
  return credentials !== undefined && isSample({ credentials });
}

/** Adds a bucket that the account's keys may read but not list among others, once the service has said that it is there. */
async function openBucket(
  node: AccountNode,
  { namedBuckets, tree, view, client, ui }: TreeCommandServices,
): Promise<void> {
  const { name, bucket: only } = node.setting;
  if (only !== undefined) {
    const text = t(
      'The account "{name}" is for the bucket {only} only. Edit the account, or add another one.',
      { name, only },
    );
    await ui.tell({ text });
    return;
  }
  const answer = await askText(
    ui,
    {
      title: t("Open Bucket by Name"),
      prompt: t("For keys that may read a bucket but not list the account's buckets."),
      value: "",
      problem: (bucket) =>
        /^[^\s/]+$/.test(bucket.trim()) ? undefined : t("Write the name of a bucket."),
      check: async (bucket) => problemOfBucket(() => client(name), bucket.trim()),
    },
    { step: 1, totalSteps: 1, canGoBack: false },
  );
  if (answer.go !== "on") return;
  const bucket = answer.value.trim();
  await namedBuckets.set(name, [...new Set([...(namedBuckets.of(name) ?? []), bucket])]);
  tree.refresh(node);
  await view.reveal(tree.folder(name, bucket, ""), { select: true, focus: true, expand: true });
}

/** Why a bucket cannot be opened; a bucket that may not be listed can be. */
async function problemOfBucket(
  client: () => Promise<OssClient>,
  bucket: string,
): Promise<string | undefined> {
  try {
    await (await client()).listObjects(bucket, { maxKeys: 1 });
    return undefined;
  } catch (error) {
    const isThere = error instanceof OssError && error.code === "AccessDenied";
    return isThere ? undefined : wordsFor(error);
  }
}

async function filterByPrefix(node: FolderNode, { tree, ui }: TreeCommandServices): Promise<void> {
  const filter = await ui.ask({
    title: t("Filter {0}", node.prefix === "" ? node.bucket : lastSegment(node.prefix)),
    prompt: t(
      "Show only names that start with this. OSS does the filtering. Leave it empty to show all.",
    ),
    value: node.listing.filter,
  });
  if (filter !== undefined) tree.filter(node, filter);
}

function nothingChosen(reason: "folder" | "account"): never {
  throw new Refusal("nothing-chosen", { reason });
}
