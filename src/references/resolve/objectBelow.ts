/** Puts a path below the object prefix that a setting names. */
import { type ObjectAddress, parseObjectUri } from "../../oss/address.ts";

/** The object below `target` (`oss://bucket` or `oss://bucket/prefix`); `undefined` when either is no valid name. */
export function objectBelow(
  target: string,
  segments: readonly string[],
): ObjectAddress | undefined {
  const path = segments.join("/");
  if (path === "" || path.endsWith("/") || path.split("/").includes("..")) return undefined;
  return objectOf(`${target.replace(/\/+$/, "")}/${path}`);
}

/** Like `parseObjectUri`, but `undefined` for what is no object's URI. */
export function objectOf(uri: string): ObjectAddress | undefined {
  try {
    return parseObjectUri(uri);
  } catch {
    return undefined;
  }
}
