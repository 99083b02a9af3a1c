/** Which object, read with which account: the reference that everything about one image is kept by. */
import type { ObjectAddress } from "./address.ts";

/** Accounts with different endpoints may have different buckets of one name, so the account is part of it. */
export interface ObjectRef extends ObjectAddress {
  /** Name of the account. */
  readonly account: string;
}

/** The one identity of a reference, for maps, sets and the tree. */
export function refKey({ account, bucket, key }: ObjectRef): string {
  return JSON.stringify([account, bucket, key]);
}

/** `a/b/c.jpg` → `c.jpg`, `a/b/` → `b`; of a path of files, too. */
export function lastSegment(key: string): string {
  const parts = key.split("/");
  return parts.at(-1) || parts.at(-2) || "/";
}

/** Whether two references name the same object of the same account. */
export function sameRef(a: ObjectRef, b: ObjectRef): boolean {
  return a.account === b.account && a.bucket === b.bucket && a.key === b.key;
}

/** A prefix that keys are limited to, as a folder: empty for the whole bucket, else it ends in `/`. */
export function folderPrefix(prefix: string | undefined): string {
  if (prefix === undefined || prefix === "") return "";
  return prefix.endsWith("/") ? prefix : `${prefix}/`;
}
