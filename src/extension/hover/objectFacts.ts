/** What can be said of an object without a request that costs. */
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import type { ObjectAddress } from "../../oss/address.ts";
import type { OssClient } from "../../oss/client.ts";
import type { BucketOwners } from "../accounts/bucketOwners.ts";
import { sampleNote } from "../accounts/sampleAccount.ts";
import type { LabelStore } from "../labelStore.ts";
import type { Picture, Pictures } from "../pictures.ts";

export interface ObjectFactsServices {
  readonly owners: BucketOwners;
  readonly labelStore: LabelStore;
  readonly pictures: Pictures;
  readonly client: (account: string) => Promise<OssClient>;
}

export interface KnownFacts {
  readonly picture?: Picture | undefined;
  /** Bytes. */
  readonly size?: number;
  readonly width?: number;
  readonly height?: number;
  readonly answer?: StoredDetection | undefined;
  readonly note?: string;
  /** Detecting costs nothing here. */
  readonly isFree?: boolean;
}

/**
 * The index and the pictures at hand; nothing is asked of an account that is billed. The sample
 * server is on this machine, so its picture and size are fetched.
 */
export async function objectFacts(
  address: ObjectAddress,
  services: ObjectFactsServices,
): Promise<KnownFacts> {
  const owner = services.owners.known(address.bucket, address.key);
  if (!owner) return {};
  if (owner.credentials.source === "sample") return sampleFacts(owner.name, address, services);
  const answer = await services.labelStore.latest({ account: owner.name, ...address });
  const picture = services.pictures.keptThumbnail(owner.name, address);
  return {
    ...(answer && {
      answer,
      ...(answer.object.size !== undefined && { size: answer.object.size }),
    }),
    ...(picture && { picture }),
  };
}

async function sampleFacts(
  account: string,
  address: ObjectAddress,
  { client, labelStore, pictures }: ObjectFactsServices,
): Promise<KnownFacts> {
  const sample = await client(account);
  const none = () => undefined;
  const head = await sample.headObject(address).catch(none);
  if (!head) return { note: "There is no such object in the sample account.", isFree: true };
  const source = { account, address, etag: head.etag };
  const [picture, info, answer] = await Promise.all([
    pictures.thumbnail(sample, source),
    sample.imageInfo(address).catch(none),
    labelStore.ofVersion({ account, ...address, ...head }),
  ]);
  return {
    note: sampleNote,
    isFree: true,
    size: head.size,
    ...(picture && { picture }),
    ...(info && { width: info.width, height: info.height }),
    ...(answer && { answer }),
  };
}
