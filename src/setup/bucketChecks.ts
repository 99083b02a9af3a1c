/** Lists the buckets, then one of them: whether it exists, where it is, what the key may list, and whether an image can be read. */
import { t } from "@vscode/l10n";
import type { Failure } from "../errors/failure.ts";
import { grouped } from "../labels/format.ts";
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
    const finding = t("Not needed: the account is limited to the bucket {bucket}.", {
      bucket: account.bucket,
    });
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
  if (count === 0) return t("The key may list buckets, but the account has none.");
  if (hasMore) return t("The key may list buckets: at least {0}.", grouped(count));
  if (count === 1) return t("The key may list buckets: 1 bucket.");
  return t("The key may list buckets: {0} buckets.", grouped(count));
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
      const text = listedText(`${bucket}/${prefix}`, objects.length, images.length);
      return { outcome: passed(text), value };
    },
    (error) => bucketOutcome(error, checking),
  );
  if (!list.isSettled("bucket")) list.set("bucket", skipped(t("It could not be listed.")));
  return listed;
}

const archived = /archive/i;

function listedText(where: string, listed: number, found: number): string {
  const facts = { where, objects: grouped(listed), images: grouped(found) };
  if (listed === maxKeys) {
    return found === 1
      ? t("The key may list {where}: 1 image among the first {objects} objects.", facts)
      : t("The key may list {where}: {images} images among the first {objects} objects.", facts);
  }
  if (listed === 1) {
    return found === 1
      ? t("The key may list {where}: 1 object, which is an image.", { where })
      : t("The key may list {where}: 1 object, which is not an image.", { where });
  }
  return found === 1
    ? t("The key may list {where}: 1 image among {objects} objects.", facts)
    : t("The key may list {where}: {images} images among {objects} objects.", facts);
}

/** The finding, if a failure is about the bucket or the way to it. */
function bucketOutcome(error: Failure, { list, context }: Checking): Outcome | undefined {
  const { concerns } = explain(error);
  if (concerns === "endpoint") {
    list.set("endpoint", failed(error, context));
    const outcome = skipped(t("The endpoint may not be used for this bucket."));
    list.set("bucket", outcome);
    return outcome;
  }
  if (concerns === "bucket") {
    list.set("bucket", failed(error, context));
    return skipped(t("The bucket is not where the account says."));
  }
  if (isMissingRight(error)) {
    list.set(
      "bucket",
      unknown(t("OSS does not say whether it exists, or where, to a key that may not list it.")),
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
  if (region === account.region) {
    return passed(t("{bucket} is in {region}, as the account says.", { bucket, region }));
  }
  if (account.bucket !== bucket) {
    return passed(
      t("{bucket} is in {region} and is asked there; the account says {accountRegion}.", {
        bucket,
        region,
        accountRegion: account.region,
      }),
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
    const text = t("The key may read {image}.", { image: formatObjectUri(address) });
    return { outcome: passed(text), value: address };
  });
}
