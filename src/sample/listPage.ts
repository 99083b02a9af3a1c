/** One page of a bucket's listing: objects, and groups of them that share a prefix. */
import type { Bucket, SampleObject } from "./bucket.ts";
import { behindPrefix, compareKeys } from "./keyOrder.ts";
import type { ListQuery } from "./listQuery.ts";

export interface ListPage {
  readonly objects: readonly SampleObject[];
  readonly commonPrefixes: readonly string[];
  /** The last key or common prefix, to go on behind; `undefined` when nothing is left. */
  readonly next: string | undefined;
}

/**
 * Reads as little of the bucket as the page needs: what a common prefix groups is skipped at once.
 * @param after list only what comes behind this key or common prefix; empty for all
 */
export function listPage(bucket: Bucket, query: ListQuery, after: string): ListPage {
  const objects: SampleObject[] = [];
  const commonPrefixes: string[] = [];
  let last = "";
  let from: string | undefined = firstOf(query, after);
  while (from !== undefined) {
    const start: string = from;
    from = undefined;
    for (const object of bucket.from(start)) {
      const { key } = object;
      if (!key.startsWith(query.prefix)) break;
      if (key === after) continue;
      if (objects.length + commonPrefixes.length === query.maxKeys) {
        return { objects, commonPrefixes, next: last };
      }
      const common = commonPrefixOf(key, query);
      if (common === undefined) {
        objects.push(object);
        last = key;
        continue;
      }
      commonPrefixes.push(common);
      last = common;
      from = behindPrefix(common);
      break;
    }
  }
  return { objects, commonPrefixes, next: undefined };
}

/** Where to begin. A page that ended with a common prefix is followed from behind all it groups. */
function firstOf(query: ListQuery, after: string): string {
  const isCommonPrefix = after !== "" && commonPrefixOf(after, query) === after;
  const start = isCommonPrefix ? behindPrefix(after) : after;
  return compareKeys(start, query.prefix) > 0 ? start : query.prefix;
}

function commonPrefixOf(key: string, { delimiter, prefix }: ListQuery): string | undefined {
  if (delimiter === "" || !key.startsWith(prefix)) return undefined;
  const found = key.indexOf(delimiter, prefix.length);
  return found < 0 ? undefined : key.slice(0, found + delimiter.length);
}
