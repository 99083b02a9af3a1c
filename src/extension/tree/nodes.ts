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
}

/** Something to tell in place of children. */
export interface NoteNode {
  readonly kind: "note";
  readonly text: string;
  readonly icon: "info" | "error";
  readonly command?: {
    readonly title: string;
    readonly command: string;
    readonly arguments: unknown[];
  };
  readonly parent: AccountNode | FolderNode | undefined;
  readonly tooltip?: string;
}

export type TreeNode = AccountNode | FolderNode | ObjectNode | MoreNode | NoteNode;

/** True for whatever a menu or another extension hands over as an image of the tree. */
export function isObjectNode(value: unknown): value is ObjectNode {
  return typeof value === "object" && value !== null && (value as TreeNode).kind === "object";
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
