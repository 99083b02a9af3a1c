/** Where the images of a run come from, a thousand at a time: none of them holds more in memory. */

import { Refusal } from "../errors/refusal.ts";
import type { ImageVersion } from "../labelIndex/storedDetection.ts";
import type { ListedObject, ObjectPage } from "../oss/calls/listObjects.ts";
import type { OssClient } from "../oss/client.ts";
import { compareKeys } from "../oss/keyOrder.ts";
import type { ObjectRef } from "../oss/objectRef.ts";
import { isDetectableName } from "../references/imageExtension.ts";
import type { ItemProblem } from "./item.ts";

/** An image that somebody named, with what is known of it so far. */
export type SourceItem =
  | {
      readonly kind: "object";
      readonly object: ObjectRef;
      readonly version?: SourceVersion;
    }
  /** On this side, by its URI. */
  | { readonly kind: "file"; readonly uri: string }
  /** Text that names no image. */
  | { readonly kind: "unreadable"; readonly text: string; readonly problem: ItemProblem };

/** As a listing, a report or the index tells. */
export interface SourceVersion
  extends Pick<ImageVersion, "size" | "etag" | "crc64" | "lastModified" | "storageClass"> {
  /** Of an archived object, such as `ongoing-request="true"`. */
  readonly restore?: string;
}

export type Source = AsyncIterable<readonly SourceItem[]>;

/** Images of a batch; a page of a listing, too. */
const batchSize = 1000;

/** All images below a prefix, with those of its folders. Objects of other formats are no images. */
export async function* imagesBelow(
  client: Pick<OssClient, "listObjects">,
  { account, bucket, prefix }: { account: string; bucket: string; prefix: string },
  signal: AbortSignal,
): AsyncGenerator<SourceItem[], void, undefined> {
  for await (const page of pagesOf(client, { bucket, prefix }, signal)) {
    yield page.objects
      .filter(({ key }) => isDetectableName(key))
      .map((listed) => ({
        kind: "object",
        object: { account, bucket, key: listed.key },
        version: versionOf(listed),
      }));
  }
}

async function* pagesOf(
  client: Pick<OssClient, "listObjects">,
  { bucket, prefix }: { bucket: string; prefix: string },
  signal: AbortSignal,
): AsyncGenerator<ObjectPage, void, undefined> {
  let token: string | undefined;
  let last = "";
  do {
    const page = await client.listObjects(bucket, {
      prefix,
      maxKeys: batchSize,
      continuationToken: token,
      signal,
    });
    const [first] = page.objects;
    // Keys only ever rise; a service that begins anew would be listed for ever.
    if (first && last !== "" && compareKeys(first.key, last) <= 0) {
      throw new Refusal("listing-repeats", { target: `oss://${bucket}/${prefix}` });
    }
    last = page.objects.at(-1)?.key ?? last;
    yield page;
    token = page.nextContinuationToken;
  } while (token !== undefined);
}

function versionOf({ size, etag, lastModified, storageClass, restore }: ListedObject) {
  return {
    size,
    storageClass,
    ...(etag !== "" && { etag }),
    ...(lastModified && { lastModified: lastModified.toISOString() }),
    ...(restore !== undefined && { restore }),
  };
}

/** One page of what a query finds. */
export type FindPage = (after: string | undefined) => Promise<{
  readonly images: readonly { readonly object: ImageVersion }[];
  readonly after?: string;
}>;

/** What a query finds in the index, as the index has it. */
export async function* imagesFound(
  find: FindPage,
  signal: AbortSignal,
): AsyncGenerator<SourceItem[], void, undefined> {
  let after: string | undefined;
  do {
    signal.throwIfAborted();
    const page = await find(after);
    yield page.images.map(({ object: { account, bucket, key, ...version } }) => ({
      kind: "object",
      object: { account, bucket, key },
      version,
    }));
    after = page.after;
  } while (after !== undefined);
}

/** Items that come one by one, a thousand at a time. */
export async function* inBatches(
  items: AsyncIterable<SourceItem> | Iterable<SourceItem>,
  signal: AbortSignal,
): AsyncGenerator<SourceItem[], void, undefined> {
  let batch: SourceItem[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < batchSize) continue;
    signal.throwIfAborted();
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
