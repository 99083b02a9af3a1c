/** Where a file of an image is below a folder: its key, as far as every system can have a file of that name. */
import { createHash } from "node:crypto";
import type { ObjectRef } from "../oss/objectRef.ts";

/** What stands before the key, so that images of several buckets or accounts do not meet. */
export type PathPrefix = "" | "bucket" | "account/bucket";

/**
 * With `/` between its parts, never absolute, and never out of the folder. It is the key itself unless some system
 * cannot have a file of that name; then its name ends in `~` and eight digits that belong to the key alone.
 */
export function relativePath({ account, bucket, key }: ObjectRef, prefix: PathPrefix): string {
  const above = prefix === "" ? [] : prefix === "bucket" ? [bucket] : [safeName(account), bucket];
  const parts = key.split("/").filter((part) => part !== "");
  const safe = parts.map(safePart);
  const path = safe.join("/");
  const folders = safe.slice(0, -1);
  const name = safe.at(-1) ?? "_";
  const own = path === key ? name : markedName(name, key);
  return [...above, ...folders, own].join("/");
}

/** A name with `~` and eight digits of what it stands for, before its ending: `a~0f3c12ab.jpg`. */
export function markedName(name: string, of: string): string {
  const dot = name.lastIndexOf(".");
  const end = dot > 0 ? dot : name.length;
  return `${name.slice(0, end)}~${digitsOf(of)}${name.slice(end)}`;
}

function safeName(name: string): string {
  const safe = safePart(name.replaceAll("/", "_"));
  return safe === name ? name : `${safe}~${digitsOf(name)}`;
}

/** What Windows refuses, what ends a name or a path, and what turns the direction of a text. */
const refused = /[\p{Cc}\p{Surrogate}<>:"|?*\\\u202a-\u202e\u2066-\u2069]/gu;

/** Names of devices in Windows, with any ending. */
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;

function safePart(part: string): string {
  const safe = part
    .replace(refused, "_")
    // Windows takes dots and blanks off the end: of `..`, all of it.
    .replace(/[. ]+$/, (end) => "_".repeat(end.length));
  return shortened(device.test(safe) ? `_${safe}` : safe);
}

/** Most file systems allow 255 bytes; the rest is for what is put behind. */
const maxPartBytes = 220;

function shortened(part: string): string {
  if (part.length * 3 <= maxPartBytes) return part;
  const encoder = new TextEncoder();
  if (encoder.encode(part).length <= maxPartBytes) return part;
  const dot = part.lastIndexOf(".");
  const ending = dot > 0 && part.length - dot <= 8 ? part.slice(dot) : "";
  let room = maxPartBytes - encoder.encode(ending).length;
  let kept = "";
  for (const character of part) {
    room -= encoder.encode(character).length;
    if (room < 0) break;
    kept += character;
  }
  return kept + ending;
}

function digitsOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
