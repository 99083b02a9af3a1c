/** What the tree is made of. Nodes are plain data; a folder's pages are in its listing. */
import type { ListedObject } from "../../oss/calls/listObjects.ts";
import { refKey } from "../../oss/objectRef.ts";
import type { AccountSetting } from "../settingsSchema.ts";
import type { Listing } from "./listing.ts";

export interface AccountNode {
  readonly kind: "account";
  readonly setting: AccountSetting;
}

/** A bucket or a prefix: whatever has objects beneath it. */
export interface FolderNode {
  readonly kind: "bucket" | "prefix";
  readonly account: string;
  readonly bucket: string;
  /** Empty for a bucket, else ends in `/`. */
  readonly prefix: string;
  /** Replaced when the folder is refreshed or filtered. */
  listing: Listing;
  readonly parent: AccountNode | FolderNode;
  /** Where the bucket is; known from the list of buckets. */
  readonly region?: string;
}

export interface ObjectNode {
  readonly kind: "object";
  readonly account: string;
  readonly bucket: string;
  readonly object: ListedObject;
  readonly parent: FolderNode;
}

export interface MoreNode {
  readonly kind: "more";
  readonly parent: FolderNode;
  /** Entries that are shown above it. */
  readonly shown: number;
}

/** A message in place of children. */
export interface MessageNode {
  readonly kind: "note";
  /** One or more sentences. */
  readonly text: string;
  /** A few words in place of the sentences, which then are in the tooltip. */
  readonly title?: string;
  readonly icon: "info" | "error";
  readonly command?: {
    readonly title: string;
    readonly command: string;
    readonly arguments: unknown[];
  };
  readonly parent: AccountNode | FolderNode | undefined;
  readonly tooltip?: string;
}

export type TreeNode = AccountNode | FolderNode | ObjectNode | MoreNode | MessageNode;

/** Nodes to redraw; `undefined` for all. */
export type TreeChange = TreeNode | TreeNode[] | undefined;

const kinds: readonly unknown[] = ["account", "bucket", "prefix", "object", "more", "note"];

/** A node as VS Code hands it to the tree's own commands; `undefined` for anything else. */
export function readTreeNode(argument: unknown): TreeNode | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  return kinds.includes((argument as TreeNode).kind) ? (argument as TreeNode) : undefined;
}

/** The bucket or prefix that a node is or lies in; `undefined` for an account. */
export function folderOf(node: TreeNode): FolderNode | undefined {
  if (node.kind === "bucket" || node.kind === "prefix") return node;
  return node.kind === "account" || !node.parent ? undefined : folderOf(node.parent);
}

/** The account that a node is or lies in; `undefined` for a problem of the settings. */
export function accountOf(node: TreeNode): AccountNode | undefined {
  if (node.kind === "account") return node;
  return node.parent && accountOf(node.parent);
}

/**
 * A stable id, so that VS Code keeps what is open and selected over a refresh. A prefix ends in `/` and an object of
 * the tree does not, so that no two nodes have the same.
 */
export function nodeId(node: TreeNode): string | undefined {
  switch (node.kind) {
    case "account":
      return JSON.stringify([node.setting.name]);
    case "bucket":
    case "prefix":
      return refKey({ account: node.account, bucket: node.bucket, key: node.prefix });
    case "object":
      return refKey({ account: node.account, bucket: node.bucket, key: node.object.key });
    default:
      return undefined;
  }
}
