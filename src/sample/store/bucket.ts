/** Buckets and their objects, as the sample account keeps them: in memory, for as long as it runs. */

import { compareKeys } from "../../oss/keyOrder.ts";
import { ServiceError } from "../serviceError.ts";
import { firstNotBelow } from "./keyOrder.ts";

export type StorageClass = "Standard" | "IA" | "Archive" | "ColdArchive" | "DeepColdArchive";

/** One object. Plain data but for `read`, so that a copy with other tags is `{ ...object, tags }`. */
export interface SampleObject {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Upper-case MD5 in double quotes. */
  readonly etag: string;
  /** In whole seconds. */
  readonly lastModified: Date;
  readonly contentType: string;
  readonly storageClass?: StorageClass;
  /** The bucket's when absent. */
  readonly acl?: "default" | "private";
  /** Sent with the object: Cache-Control, x-oss-meta-* and the like. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly tags?: ReadonlyMap<string, string>;
  readonly uploaded?: boolean;
  /** In a bucket that keeps versions. */
  readonly versionId?: string;
  read(): Promise<Buffer>;
}

/** One version of an object, or the mark of its deletion. */
export interface SampleVersion {
  readonly key: string;
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly lastModified: Date;
  /** Absent for a delete marker. */
  readonly object?: SampleObject;
}

export interface Bucket {
  readonly name: string;
  readonly creationDate: Date;
  /** Objects of the class Archive can be read without a restore. */
  readonly readsArchive?: boolean;
  find(key: string): SampleObject | undefined;
  /** In the order of keys, beginning with the first that is not below `key`. */
  from(key: string): Iterable<SampleObject>;
  /**
   * Every version of every object, in the order of keys and of each the newest first; absent where no versions are kept.
   */
  readonly versions?: () => Iterable<SampleVersion>;
  /** Adds or replaces an object; absent where nothing may be written. */
  readonly put?: (object: SampleObject) => void;
  /** Does nothing where there is no such object. */
  readonly remove?: (key: string) => void;
}

/** Without versions, each object is its one version, `null`. */
export function* versionsOf(bucket: Bucket, prefix: string): Iterable<SampleVersion> {
  if (bucket.versions) {
    for (const version of bucket.versions()) if (version.key.startsWith(prefix)) yield version;
    return;
  }
  for (const object of bucket.from(prefix)) {
    const { key, lastModified } = object;
    if (!key.startsWith(prefix)) return;
    yield { key, versionId: "null", isLatest: true, lastModified, object };
  }
}

/** How much may be uploaded in all, since uploads live in the memory of the editor. */
export class UploadAllowance {
  readonly maxBytes: number;
  readonly maxObjects: number;
  #bytes = 0;
  #objects = 0;

  constructor(maxBytes = 64 * 1024 * 1024, maxObjects = 10_000) {
    this.maxBytes = maxBytes;
    this.maxObjects = maxObjects;
  }

  /** Counts `added` in place of `removed`. Throws and changes nothing when that is too much. */
  exchange(removed: SampleObject | undefined, added: SampleObject | undefined): void {
    const bytes = this.#bytes - bytesOf(removed) + bytesOf(added);
    const objects = this.#objects - countOf(removed) + countOf(added);
    if (added && (bytes > this.maxBytes || objects > this.maxObjects)) throw this.#full();
    this.#bytes = bytes;
    this.#objects = objects;
  }

  #full(): ServiceError {
    const message = `The sample account keeps up to ${this.maxBytes >> 20} MB and ${this.maxObjects} objects of uploads in memory. Delete some, or use a real account.`;
    return new ServiceError(403, "SampleIsFull", message);
  }
}

function bytesOf(object: SampleObject | undefined): number {
  return object?.uploaded ? object.size : 0;
}

function countOf(object: SampleObject | undefined): number {
  return object?.uploaded ? 1 : 0;
}

/** A bucket that takes uploads and forgets them when the server stops. */
export function memoryBucket(
  name: string,
  objects: readonly SampleObject[],
  allowance: UploadAllowance,
  creationDate = new Date("2025-01-01T00:00:00Z"),
): Bucket {
  const byKey = new Map(objects.map((object) => [object.key, object]));
  let keys = [...byKey.keys()].sort(compareKeys);
  const indexOf = (key: string) => firstNotBelow(key, keys.length, (index) => keys[index] ?? "");

  return {
    name,
    creationDate,
    find: (key) => byKey.get(key),
    *from(key) {
      for (const found of keys.slice(indexOf(key))) {
        const object = byKey.get(found);
        if (object) yield object;
      }
    },
    put(object) {
      const replaced = byKey.get(object.key);
      allowance.exchange(replaced, object);
      if (!replaced) keys.splice(indexOf(object.key), 0, object.key);
      byKey.set(object.key, object);
    },
    remove(key) {
      allowance.exchange(byKey.get(key), undefined);
      if (byKey.delete(key)) keys = keys.filter((other) => other !== key);
    },
  };
}
