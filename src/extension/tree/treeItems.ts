/** How a node looks: label, icon, description, the click. */
import * as vscode from "vscode";
import { sizeText } from "../../labels/format.ts";
import { lastSegment } from "../../oss/objectRef.ts";
import { isDetectableName } from "../../references/imageExtension.ts";
import { commandName } from "../commandIds.ts";
import { isSample } from "../settingsSchema.ts";
import { type FolderNode, nodeId, type ObjectNode, type TreeNode } from "./nodes.ts";

/** `topLabel` is what the index knows of the object's present version. */
export function treeItem(node: TreeNode, topLabel: string | undefined): vscode.TreeItem {
  const item = itemOf(node, topLabel);
  const id = nodeId(node);
  if (id !== undefined) item.id = id;
  return item;
}

function itemOf(node: TreeNode, topLabel: string | undefined): vscode.TreeItem {
  switch (node.kind) {
    case "account":
      return accountItem(node.setting.name, isSample(node.setting), node.setting.region);
    case "bucket":
    case "prefix":
      return folderItem(node);
    case "object":
      return objectItem(node, topLabel);
    case "more": {
      const item = new vscode.TreeItem("Load more…");
      item.iconPath = new vscode.ThemeIcon("ellipsis");
      item.contextValue = "more";
      item.command = { title: "Load more", command: commandName("loadMore"), arguments: [node] };
      return item;
    }
    case "note": {
      const item = new vscode.TreeItem(node.text);
      item.iconPath =
        node.icon === "error"
          ? new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"))
          : new vscode.ThemeIcon("info");
      item.tooltip = node.tooltip ?? node.text;
      item.contextValue = "note";
      if (node.command) item.command = node.command;
      return item;
    }
  }
}

function accountItem(name: string, sample: boolean, region: string | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.iconPath = new vscode.ThemeIcon(sample ? "beaker" : "account");
  item.contextValue = sample ? "sampleAccount" : "account";
  item.description = sample ? "labels written by hand" : (region ?? "");
  item.tooltip = sample
    ? "The sample account: an OSS-compatible server inside the extension, on this machine only. Its labels were written by hand; nothing is recognised or billed."
    : `Account ${name}`;
  return item;
}

function folderItem(node: FolderNode): vscode.TreeItem {
  const isBucket = node.kind === "bucket";
  const name = isBucket ? node.bucket : lastSegment(node.prefix);
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  item.iconPath = new vscode.ThemeIcon(isBucket ? "database" : "folder");
  item.contextValue = node.listing.filter === "" ? node.kind : `${node.kind}.filtered`;
  item.tooltip = `oss://${node.bucket}/${node.prefix}`;
  const filtered = node.listing.filter === "" ? "" : `begins with "${node.listing.filter}"`;
  item.description = [isBucket ? node.region : "", filtered].filter(Boolean).join(" · ");
  return item;
}

function objectItem(node: ObjectNode, topLabel: string | undefined): vscode.TreeItem {
  const { key, size } = node.object;
  const image = isDetectableName(key);
  const item = new vscode.TreeItem(lastSegment(key));
  item.iconPath = new vscode.ThemeIcon(image ? "file-media" : "file");
  item.contextValue = image ? "image" : "object";
  item.description = [sizeText(size), topLabel].filter(Boolean).join(" · ");
  item.command = { title: "Preview Labels", command: commandName("preview"), arguments: [node] };
  return item;
}
