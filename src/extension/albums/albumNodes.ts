/** What the tree of albums is made of, and how each of its rows looks and is read out. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import type { FoundImage } from "../../labelIndex/port.ts";
import { grouped, imagesText, joined, plainLine } from "../../labels/format.ts";
import { bothNames, type Namer, shownText } from "../../labels/shownNames.ts";
import { refKey } from "../../oss/objectRef.ts";
import { commandName } from "../commandIds.ts";
import { objectItem } from "../tree/treeItems.ts";
import type { AlbumEntry } from "./albumList.ts";
import { placeText } from "./albumList.ts";

export interface AlbumNode {
  readonly kind: "album";
  readonly entry: AlbumEntry;
}

/** Above the categories that the labels themselves make. */
export interface CategoriesNode {
  readonly kind: "categories";
}

/** A label that is no other's child, or one below another. */
export interface CategoryNode {
  readonly kind: "category";
  readonly name: string;
  /** Images that have it or a label below it. */
  readonly images: number;
  readonly parent: CategoriesNode | CategoryNode;
}

/** Whatever has images below it. */
export type ImagesNode = AlbumNode | CategoryNode;

/** Has the fields by which commands know an object of the tree. */
export interface ImageNode {
  readonly kind: "object";
  readonly account: string;
  readonly bucket: string;
  readonly object: { readonly key: string; readonly size?: number; readonly etag?: string };
  readonly image: FoundImage;
  readonly parent: ImagesNode;
}

export interface MoreImagesNode {
  readonly kind: "moreImages";
  readonly parent: ImagesNode;
  readonly shown: number;
  readonly total: number;
}

/** A sentence in place of what is missing. */
export interface AlbumNoteNode {
  readonly kind: "albumNote";
  readonly text: string;
  readonly icon: "info" | "error";
  readonly command?: vscode.Command;
  readonly parent: ImagesNode | undefined;
}

export type AlbumTreeNode =
  | AlbumNode
  | CategoriesNode
  | CategoryNode
  | ImageNode
  | MoreImagesNode
  | AlbumNoteNode;

export function imageNode(image: FoundImage, parent: ImagesNode): ImageNode {
  const { account, bucket, key, size, etag } = image.object;
  const object = {
    key,
    ...(size !== undefined && { size }),
    ...(etag !== undefined && { etag }),
  };
  return { kind: "object", account, bucket, object, image, parent };
}

/** Stable over a redraw; an image that is in several albums has one for each. */
export function albumNodeId(node: AlbumTreeNode): string {
  switch (node.kind) {
    case "album": {
      const { place, at, album } = node.entry;
      return JSON.stringify(["album", place, at, album?.name]);
    }
    case "categories":
      return "categories";
    case "category":
      return JSON.stringify([albumNodeId(node.parent), node.name]);
    case "object":
      return `${albumNodeId(node.parent)} ${refKey({ ...node.image.object })}`;
    case "moreImages":
      return `${albumNodeId(node.parent)} more`;
    case "albumNote":
      return `${node.parent ? albumNodeId(node.parent) : ""} note ${node.text}`;
  }
}

/** What an album's row says beside its name. */
export type AlbumState =
  | { readonly kind: "counted"; readonly images: number }
  /** Why its query cannot be read, as a sentence. */
  | { readonly kind: "wrong"; readonly problem: string };

export function albumItem({ entry }: AlbumNode, state: AlbumState): vscode.TreeItem {
  const name = plainLine(entry.album?.name ?? "") || t("Album without a name");
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  const problem = state.kind === "wrong" ? state.problem : entry.problem;
  const icon = state.kind === "wrong" ? "error" : entry.problem ? "warning" : "bookmark";
  item.iconPath = new vscode.ThemeIcon(icon);
  item.description = state.kind === "wrong" ? t("query cannot be read") : imagesText(state.images);
  const query = entry.album?.query ?? "";
  const lines = [
    query === "" ? t("All images") : plainLine(query),
    t("In the {0}", placeText(entry.place)),
    problem,
  ];
  item.tooltip = lines.filter(Boolean).join("\n");
  item.contextValue = `album.${entry.place.kind}`;
  item.accessibilityInformation = spoken(name, t("album"), item.description, problem);
  return item;
}

export function categoriesItem(): vscode.TreeItem {
  const item = new vscode.TreeItem(t("Categories"), vscode.TreeItemCollapsibleState.Collapsed);
  item.iconPath = new vscode.ThemeIcon("symbol-class");
  item.tooltip = t("What the known labels name, from the general to the exact.");
  item.contextValue = "categories";
  return item;
}

export function categoryItem({ name, images }: CategoryNode, namer: Namer): vscode.TreeItem {
  const label = shownText(name, namer);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.iconPath = new vscode.ThemeIcon("tag");
  item.description = imagesText(images);
  if (namer(name)) item.tooltip = bothNames(name, namer);
  item.contextValue = "category";
  item.accessibilityInformation = spoken(bothNames(name, namer), t("label"), item.description);
  return item;
}

export function imageItem(node: ImageNode, namer: Namer): vscode.TreeItem {
  const { detection, labels, isOutdated } = node.image;
  const known = detection !== undefined || labels.length > 0 ? labels : undefined;
  const item = objectItem(node.object, known, node, namer);
  if (isOutdated) {
    item.description = [item.description, t("changed since")].filter(Boolean).join(" · ");
  }
  return item;
}

export function moreImagesItem(node: MoreImagesNode): vscode.TreeItem {
  const item = new vscode.TreeItem(t("Load more…"));
  item.description = t("{0} of {1} shown", grouped(node.shown), grouped(node.total));
  item.iconPath = new vscode.ThemeIcon("ellipsis");
  const command = commandName("loadMoreOfAlbum");
  item.command = { title: t("Load more"), command, arguments: [node] };
  item.accessibilityInformation = spoken(t("Load more"), item.description);
  return item;
}

export function albumNoteItem({ text, icon, command }: AlbumNoteNode): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  item.iconPath =
    icon === "error"
      ? new vscode.ThemeIcon("error", new vscode.ThemeColor("list.errorForeground"))
      : new vscode.ThemeIcon("info");
  item.tooltip = command ? `${text}\n\n${t("Click: {0}", command.title)}` : text;
  item.contextValue = "albumNote";
  if (command) {
    item.command = command;
    item.description = command.title;
  }
  item.accessibilityInformation = spoken(text, command?.title);
  return item;
}

function spoken(
  ...parts: readonly (string | boolean | undefined)[]
): vscode.AccessibilityInformation {
  const said = parts.filter((part): part is string => Boolean(part));
  return { label: plainLine(joined(said)) };
}
