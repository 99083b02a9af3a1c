/** How a node looks and what is read out of it: label, icon, description, the click; and what its menus depend on. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { grouped, joined, plainLine, sizeText } from "../../labels/format.ts";
import type { Label } from "../../labels/label.ts";
import { topLabels } from "../../labels/report.ts";
import { asTheyCame, bothNames, type Namer, shownText } from "../../labels/shownNames.ts";
import type { ListedObject } from "../../oss/calls/listObjects.ts";
import { lastSegment } from "../../oss/objectRef.ts";
import { isDetectableName, mayBeDetectable } from "../../references/imageExtension.ts";
import { sourceText } from "../accounts/sourceText.ts";
import { commandName } from "../commandIds.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import {
  type FolderNode,
  type MessageNode,
  type MoreNode,
  nodeId,
  type TreeNode,
} from "./nodes.ts";
import { isArchived, isLink, storageText } from "./storageText.ts";

/** What a node does not know of itself. */
export interface NodeFacts {
  /** Labels that are stored of an object's present version. */
  readonly labels?: readonly Label[] | undefined;
  /** What labels are called in the reader's language. */
  readonly namer?: Namer;
  /** Names of all accounts, in their order. */
  readonly accounts?: readonly string[];
}

export function treeItem(node: TreeNode, facts: NodeFacts = {}): vscode.TreeItem {
  const item = itemOf(node, facts);
  const id = nodeId(node);
  if (id !== undefined) item.id = id;
  return item;
}

function itemOf(node: TreeNode, { labels, namer, accounts = [] }: NodeFacts): vscode.TreeItem {
  switch (node.kind) {
    case "account":
      return accountItem(node.setting, accounts);
    case "bucket":
    case "prefix":
      return folderItem(node);
    case "object":
      return objectItem(node.object, labels, node, namer);
    case "more":
      return moreItem(node);
    case "note":
      return messageItem(node);
  }
}

/** Menus go by the words of the context value: whether it can move, and whether it is for one bucket. */
function accountItem(setting: AccountSetting, accounts: readonly string[]): vscode.TreeItem {
  const { name, region } = setting;
  const sample = isSample(setting);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.iconPath = new vscode.ThemeIcon(sample ? "beaker" : "account");
  const at = accounts.indexOf(name);
  const words = [
    sample ? "sampleAccount" : "account",
    at > 0 && "up",
    at < accounts.length - 1 && "down",
    setting.bucket !== undefined && "oneBucket",
  ];
  item.contextValue = words.filter(Boolean).join(".");
  item.description = sample ? t("labels written by hand") : (region ?? "");
  item.tooltip = sample
    ? t(
        "The sample account: an OSS-compatible server inside the extension, on this machine only. Its labels were written by hand; nothing is recognised or billed.",
      )
    : accountTooltip(setting);
  const kind = sample ? t("sample account") : t("account");
  item.accessibilityInformation = spoken(name, kind, item.description);
  return item;
}

/** Where it is and where its keys come from, a line each. */
function accountTooltip(setting: AccountSetting): string {
  const { endpoint, region, bucket, prefix = "", credentials } = setting;
  const lines = [
    endpoint !== undefined && t("Endpoint: {0}", plainLine(endpoint)),
    region !== undefined && t("Region: {0}", plainLine(region)),
    bucket !== undefined && t("Only {0}", `oss://${plainLine(`${bucket}/${prefix}`)}`),
    t("Keys: {0}", plainLine(sourceText(credentials))),
  ];
  return lines.filter(Boolean).join("\n");
}

function folderItem(node: FolderNode): vscode.TreeItem {
  const isBucket = node.kind === "bucket";
  const name = isBucket ? node.bucket : lastSegment(node.prefix);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  item.iconPath = new vscode.ThemeIcon(isBucket ? "database" : "folder");
  const { filter } = node.listing;
  item.contextValue = filter === "" ? node.kind : `${node.kind}.filtered`;
  item.tooltip = `oss://${node.bucket}/${node.prefix}`;
  const region = isBucket ? node.region : undefined;
  item.description = [filter === "" ? "" : `${filter}*`, region].filter(Boolean).join(" · ");
  const shown = filter === "" ? undefined : t("shows names that start with {0}", filter);
  item.accessibilityInformation = spoken(name, isBucket ? t("bucket") : t("folder"), region, shown);
  return item;
}

/** What is told of an object. */
type ObjectFacts = Pick<ListedObject, "key"> &
  Partial<Pick<ListedObject, "size" | "storageClass" | "restore" | "type">>;

/**
 * An object, in whatever tree; `argument` is what a click and the menus hand to commands. Menus go by the kind that the name tells (`image`, `object` where it does not tell, `file`) and by what is known.
 */
export function objectItem(
  object: ObjectFacts,
  labels: NodeFacts["labels"],
  argument: unknown,
  namer: Namer = asTheyCame,
): vscode.TreeItem {
  const { key, size, storageClass = "Standard", ...others } = object;
  const stored = { storageClass, ...others };
  const name = lastSegment(key);
  const kind = kindOf(key);
  const item = new vscode.TreeItem(name);
  item.iconPath = new vscode.ThemeIcon(iconOf(kind, stored));
  item.contextValue = labels ? `${kind}.known` : kind;
  const best = labels && topLabels(labels, 1)[0]?.name;
  const top = best === undefined ? undefined : shownText(best, namer);
  const sized = size === undefined ? undefined : sizeText(size);
  const kept = storageText(stored);
  item.description = [top, sized, kept].filter(Boolean).join(" · ");
  const known =
    labels &&
    (top === undefined
      ? t("known to have no labels")
      : t("mostly {0}", bothNames(best ?? "", namer)));
  const hint = kind === "file" ? t("labels are of JPEG and PNG images only") : undefined;
  const spokenKind = kind === "image" ? t("image") : t("file");
  item.accessibilityInformation = spoken(name, spokenKind, known ?? hint, sized, kept);
  item.command = {
    title: t("Preview Labels"),
    command: commandName("preview"),
    arguments: [argument],
  };
  return item;
}

function iconOf(kind: string, stored: Parameters<typeof storageText>[0]): string {
  if (isLink(stored)) return "file-symlink-file";
  if (isArchived(stored)) return "archive";
  return kind === "image" ? "file-media" : "file";
}

function kindOf(key: string): "image" | "object" | "file" {
  if (isDetectableName(key)) return "image";
  return mayBeDetectable(key) ? "object" : "file";
}

function moreItem(node: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(t("Load more…"));
  item.description = t("{0} shown", grouped(node.shown));
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  item.contextValue = "more";
  item.command = { title: t("Load more"), command: commandName("loadMore"), arguments: [node] };
  item.accessibilityInformation = spoken(t("Load more"), item.description);
  return item;
}

function messageItem({ text, title, icon, command, tooltip = text }: MessageNode): vscode.TreeItem {
  const item = new vscode.TreeItem(title ?? text);
  item.iconPath =
    icon === "error"
      ? new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"))
      : new vscode.ThemeIcon("info");
  item.tooltip = tooltip;
  item.contextValue = "note";
  if (command) {
    item.command = command;
    item.description = command.title;
  }
  // Sentences already end in a full stop.
  const click = command ? ` ${command.title}` : "";
  item.accessibilityInformation = { label: plainLine(`${text}${click}`) };
  return item;
}

/** One line that a screen reader says in place of the tooltip. */
function spoken(...parts: readonly (string | undefined)[]): vscode.AccessibilityInformation {
  return { label: plainLine(joined(parts.flatMap((part) => part || []))) };
}
