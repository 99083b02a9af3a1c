/** Reads the tags of many objects, writes those that were agreed to, and takes the last writing back. */
import { Refusal } from "../errors/refusal.ts";
import { formatObjectUri } from "../oss/address.ts";
import type { OssClient } from "../oss/client.ts";
import { OssError } from "../oss/error.ts";
import type { ObjectRef } from "../oss/objectRef.ts";
import type { LastRun, LastRunFile } from "./lastRun.ts";
import {
  sameTags,
  type TagChange,
  type TaggedImage,
  tagChange,
  tagsTakenBack,
  type WriteBackRules,
} from "./tagChange.ts";

export interface WriteBackServices {
  readonly client: (
    account: string,
  ) => Promise<Pick<OssClient, "getObjectTagging" | "putObjectTagging">>;
  /** Objects that are asked at the same time, 1 or more. */
  readonly concurrency: number;
  readonly lastRun: LastRunFile;
  /** Told after each object, whatever came of it. */
  readonly onDone?: (object: ObjectRef) => void;
  readonly signal?: AbortSignal;
}

export interface TagFailure {
  readonly object: ObjectRef;
  readonly error: unknown;
}

/** What was done to a number of objects. What a cancelled run did not come to is in neither. */
export interface Tagged<T> {
  readonly done: readonly T[];
  readonly failed: readonly TagFailure[];
}

/** What would become of the tags: one GET-class request an object, and nothing is written. */
export async function readTagChanges(
  images: readonly TaggedImage[],
  rules: WriteBackRules,
  services: WriteBackServices,
): Promise<Tagged<TagChange>> {
  return eachObject(images, services, async (image) => {
    const client = await services.client(image.object.account);
    return tagChange(
      image,
      await client.getObjectTagging(image.object, cancellable(services)),
      rules,
    );
  });
}

/**
 * Writes changes, once they are kept for `takeBack`. An object whose tags are no longer those of the change, which a
 * person has seen, is refused with `tags-changed`. Rejects when the changes cannot be kept; nothing is written then.
 */
export async function writeTagChanges(
  changes: readonly TagChange[],
  { keyPrefix }: Pick<WriteBackRules, "keyPrefix">,
  services: WriteBackServices,
): Promise<Tagged<TagChange>> {
  await services.lastRun.keep({ writtenAt: new Date().toISOString(), keyPrefix, changes });
  return eachObject(changes, services, async (change) => {
    const { object, before, after } = change;
    const client = await services.client(object.account);
    // OSS has no conditional write of tags; to look once more keeps what others wrote in the meantime.
    const present = await client.getObjectTagging(object, cancellable(services));
    if (sameTags(present, after)) return change;
    if (!sameTags(present, before)) throw changedMeanwhile(object);
    await client.putObjectTagging(object, after, cancellable(services));
    return change;
  });
}

/**
 * Takes a run back: our tags become what they were, those of others stay as they are. What could not be taken back
 * stays kept, so that it can be tried again.
 */
export async function takeBack(
  run: LastRun,
  services: WriteBackServices,
): Promise<Tagged<LastRun["changes"][number]>> {
  const result = await eachObject(run.changes, services, async (change) => {
    const { object } = change;
    const client = await services.client(object.account);
    const present = await client.getObjectTagging(object, cancellable(services));
    const tags = tagsTakenBack(change, present, run);
    if (tags === undefined) throw changedMeanwhile(object);
    if (!sameTags(tags, present)) {
      await client.putObjectTagging(object, tags, cancellable(services));
    }
    return change;
  });
  const done = new Set(result.done);
  const left = run.changes.filter((change) => !done.has(change));
  if (left.length === 0) await services.lastRun.forget();
  else await services.lastRun.keep({ ...run, changes: left });
  return result;
}

function changedMeanwhile(object: ObjectRef): Refusal {
  return new Refusal("tags-changed", { target: formatObjectUri(object) });
}

function cancellable({ signal }: WriteBackServices): { readonly signal?: AbortSignal } {
  return signal ? { signal } : {};
}

/** Results in the order of the items. A bucket that denies one object is not asked about its others. */
async function eachObject<Item extends { readonly object: ObjectRef }, T>(
  items: readonly Item[],
  { concurrency, onDone, signal }: WriteBackServices,
  work: (item: Item) => Promise<T>,
): Promise<Tagged<T>> {
  const results: ({ readonly value: T } | TagFailure)[] = [];
  const denials = new Map<string, unknown>();
  const rest = items.entries();
  const worker = async () => {
    for (const [at, item] of rest) {
      if (signal?.aborted) return;
      const { object } = item;
      const place = JSON.stringify([object.account, object.bucket]);
      try {
        if (denials.has(place)) throw denials.get(place);
        results[at] = { value: await work(item) };
      } catch (error) {
        if (signal?.aborted) return;
        if (error instanceof OssError && error.code === "AccessDenied") denials.set(place, error);
        results[at] = { object, error };
      }
      onDone?.(object);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, worker));
  const done: T[] = [];
  const failed: TagFailure[] = [];
  // Places that a cancelled run left empty are passed over.
  results.forEach((result) => {
    if ("value" in result) done.push(result.value);
    else failed.push(result);
  });
  return { done, failed };
}
