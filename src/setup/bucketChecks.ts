/** Lists the buckets, then one of them: whether it exists, where it is, what the key may list, and whether an image can be read. */
import type { Failure } from "../errors/failure.ts";
import { explain } from "../messages/explain.ts";
import { formatObjectUri, type ObjectAddress } from "../oss/address.ts";
import type { ListedObject } from "../oss/calls/listObjects.ts";
import { folderPrefix } from "../oss/objectRef.ts";
import { readOssHost } from "../oss/ossHost.ts";
import { isDetectableName } from "../references/imageExtension.ts";
import type { Outcome } from "./setupItem.ts";
import { failed, found, passed, skipped, unknown } from "./setupItem.ts";
import { type Checking, isMissingRight, signedCheck } from "./signedCheck.ts";

/** Enough buckets to see that listing works. */
const bucketsListed = 100;

/**
 * Names of the first page of buckets; none where they cannot be listed.
 * @param known a bucket that will be checked in any case
 */
export async function listBuckets(
  checking: Checking,
  known: string | undefined,
): Promise<readonly string[]> {
  const { account, client, list, regions } = checking;
  if (account.bucket !== undefined) {
    const finding = `Not needed: the account is limited to the bucket ${account.bucket}.`;
    list.set("buckets", { verdict: "skipped", finding });
    return [];
  }
  const listed = await signedCheck(
    checking,
    "buckets",
    async (signal) => {
      const { buckets, nextMarker } = await client.listBuckets({ maxKeys: bucketsListed, signal });
      for (const { name, region } of buckets) regions.set(name, region);
      const outcome = passed(foundText(buckets.length, nextMarker !== undefined));
      return { outcome, value: buckets.map(({ name }) => name) };
    },
    (error) => {
      if (known === undefined || !isMissingRight(error)) return undefined;
      return found("attention", "no-list-of-buckets", { bucket: known }, checking.context);
    },
  );
  return listed ?? [];
}

function foundText(count: number, hasMore: boolean): string {
  if (count === 0) return "The key may list buckets, but the account has none.";
  if (hasMore) return `The key may list buckets: at least ${count}.`;
  return `The key may list buckets: ${count === 1 ? "1 bucket" : `${count} buckets`}.`;
}

export interface ListedImages {
  /** The first image that can be read at once, else the first one; absent where the page has none. */
  readonly image?: ListedObject;
}

/** Objects of the bucket that are looked at. */
const maxKeys = 1000;

/** Notes two outcomes: of the bucket, and of listing it. `undefined` where it cannot be listed. */
export async function listBucket(
  checking: Checking,
  bucket: string,
): Promise<ListedImages | undefined> {
  const { account, client, list } = checking;
  const prefix = account.bucket === bucket ? folderPrefix(account.prefix) : "";
  list.set("bucket", { verdict: "running", finding: "" });
  const listed = await signedCheck(
    checking,
    "objects",
    async (signal) => {
      const { objects } = await client.listObjects(bucket, { prefix, maxKeys, signal });
      const images = objects.filter(({ key, size }) => isDetectableName(key) && size > 0);
      list.set("bucket", regionOutcome(checking, bucket));
      const image = images.find(({ storageClass }) => !archived.test(storageClass)) ?? images[0];
      const value: ListedImages = image === undefined ? {} : { image };
      return {
        outcome: listedOutcome(`${bucket}/${prefix}`, objects.length, images.length),
        value,
      };
    },
    (error) => bucketOutcome(error, checking),
  );
  if (!list.isSettled("bucket")) list.set("bucket", skipped("It could not be listed."));
  return listed;
}

const archived = /archive/i;

function listedOutcome(where: string, objects: number, images: number): Outcome {
  const many = objects === maxKeys ? `the first ${objects} objects` : `${objects} objects`;
  return passed(`The key may list ${where}: ${images} images among ${many}.`);
}

/** The finding, if a failure is about the bucket or the way to it. */
function bucketOutcome(error: Failure, { list, context }: Checking): Outcome | undefined {
  const { concerns } = explain(error);
  if (concerns === "endpoint") {
    list.set("endpoint", failed(error, context));
    list.set("bucket", skipped("The endpoint may not be used for this bucket."));
    return skipped("The endpoint may not be used for this bucket.");
  }
  if (concerns === "bucket") {
    list.set("bucket", failed(error, context));
    return skipped("The bucket is not where the account says.");
  }
  if (isMissingRight(error)) {
    list.set(
      "bucket",
      unknown("OSS does not say whether it exists, or where, to a key that may not list it."),
    );
  }
  return undefined;
}

/** The region that a bucket was asked in at last, since the client follows it there; else what is said of it. */
export function regionOf({ account, requests, regions }: Checking, bucket: string): string {
  const last = requests.findLast((request) => request.bucket === bucket);
  return (last && readOssHost(last.host)?.region) ?? (regions.get(bucket) || account.region);
}

function regionOutcome(checking: Checking, bucket: string): Outcome {
  const { account } = checking;
  const region = regionOf(checking, bucket);
  if (region === account.region) return passed(`${bucket} is in ${region}, as the account says.`);
  if (account.bucket !== bucket) {
    return passed(
      `${bucket} is in ${region} and is asked there; the account says ${account.region}.`,
    );
  }
  const facts = { bucket, region, accountRegion: account.region };
  return found("attention", "bucket-elsewhere", facts, checking.context);
}

/** Reads what one image is, without its bytes: its address, when the key may read it. */
export async function readImage(
  checking: Checking,
  bucket: string,
  image: ListedObject | undefined,
): Promise<ObjectAddress | undefined> {
  const { client, list } = checking;
  if (image === undefined) {
    list.set("image", found("unknown", "no-image", { bucket }, checking.context));
    return undefined;
  }
  const address = { bucket, key: image.key };
  return signedCheck(checking, "image", async (signal) => {
    await client.headObject(address, { signal });
    return { outcome: passed(`The key may read ${formatObjectUri(address)}.`), value: address };
  });
}
