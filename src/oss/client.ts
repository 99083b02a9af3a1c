/** The OSS client: one account, version 4 signatures, pooled connections. */
import type { Dispatcher } from "undici";
import { Refusal } from "../errors/refusal.ts";
import { Transport } from "../http/transport.ts";
import type { Account } from "./account.ts";
import { checkBucketName, checkKey, checkNewKey, type ObjectAddress } from "./address.ts";
import type { BucketEndpoint } from "./bucketEndpoints.ts";
import { deleteObject } from "./calls/deleteObject.ts";
import {
  type DetectedLabels,
  type DetectLabelsOptions,
  detectLabels,
} from "./calls/detectLabels.ts";
import {
  type GetObjectOptions,
  getObject,
  getObjectIfChanged,
  type ObjectContent,
  type ObjectIfChangedOptions,
} from "./calls/getObject.ts";
import { headObject, type ObjectHead, type OfVersion } from "./calls/headObject.ts";
import { type ImageInfo, imageInfo } from "./calls/imageInfo.ts";
import { type BucketPage, type ListBucketsOptions, listBuckets } from "./calls/listBuckets.ts";
import { type ListObjectsOptions, listObjects, type ObjectPage } from "./calls/listObjects.ts";
import {
  type ListVersionsOptions,
  listObjectVersions,
  type ObjectVersions,
} from "./calls/listObjectVersions.ts";
import {
  closeMetaQuery,
  type IndexedPage,
  type MetaQueryQuestion,
  type MetaQueryStatus,
  metaQueryStatus,
  openMetaQuery,
  queryMetadata,
} from "./calls/metaQuery.ts";
import { type ObjectPartsOptions, objectParts } from "./calls/objectParts.ts";
import { getObjectTagging, type ObjectTag, putObjectTagging } from "./calls/objectTagging.ts";
import { type PresignOptions, presignGet } from "./calls/presignGet.ts";
import { type PutObjectOptions, type PutResult, putObject } from "./calls/putObject.ts";
import { type CallTimeouts, defaultCallTimeouts, RequestRunner } from "./request.ts";
import type { RequestLogLine } from "./requestLog.ts";
import { defaultRetryPolicy, type RetryPolicy } from "./retry.ts";

export type { RequestLogLine } from "./requestLog.ts";

export interface OssClientOptions {
  /** How requests leave the machine, with proxy and certificates (see src/http/network.ts). The client does not close it. */
  readonly dispatcher?: Dispatcher;
  readonly now?: () => Date;
  /** Told of every request that was sent. */
  readonly log?: (line: RequestLogLine) => void;
  /** In milliseconds. */
  readonly timeouts?: Partial<CallTimeouts>;
  readonly retries?: Partial<RetryPolicy>;
}

interface Cancellable {
  readonly signal?: AbortSignal;
}

/**
 * All methods reject with an `OssError`, or with a `Refusal` of what is not even asked; with code `cancelled` as soon as their signal says so.
 */
export class OssClient {
  readonly #runner: RequestRunner;
  readonly #transport: Transport;

  constructor(account: Account, options: OssClientOptions = {}) {
    const timeouts = { ...defaultCallTimeouts, ...options.timeouts };
    this.#transport = new Transport(timeouts, options.dispatcher);
    this.#runner = new RequestRunner(account, {
      transport: this.#transport,
      timeouts,
      retries: { ...defaultRetryPolicy, ...options.retries },
      now: options.now ?? (() => new Date()),
      log: options.log ?? (() => undefined),
    });
  }

  /** Whether its account pays for what it asks of requester-pays buckets. */
  get requesterPays(): boolean {
    return this.#runner.account.requesterPays === true;
  }

  /** The endpoint of a bucket, as far as it is known; makes no request. */
  endpointOf(bucket: string): BucketEndpoint {
    this.#checkBucket(bucket);
    return this.#runner.endpoints.endpointOf(bucket);
  }

  /** One page of the account's buckets, of all regions. */
  async listBuckets(options: ListBucketsOptions = {}): Promise<BucketPage> {
    return listBuckets(this.#runner, options);
  }

  /** One page of a bucket, in the byte order of the keys. */
  async listObjects(bucket: string, options: ListObjectsOptions = {}): Promise<ObjectPage> {
    this.#checkBucket(bucket);
    return listObjects(this.#runner, bucket, options);
  }

  /** The versions of one object, of which the newest are listed. */
  async listObjectVersions(
    address: ObjectAddress,
    options: ListVersionsOptions = {},
  ): Promise<ObjectVersions> {
    this.#check(address);
    return listObjectVersions(this.#runner, address, options);
  }

  async headObject(
    address: ObjectAddress,
    options: Cancellable & OfVersion = {},
  ): Promise<ObjectHead> {
    this.#check(address);
    return headObject(this.#runner, address, options);
  }

  async getObject(address: ObjectAddress, options: GetObjectOptions = {}): Promise<ObjectContent> {
    this.#check(address);
    return getObject(this.#runner, address, options);
  }

  /** `undefined` where the object still has that ETag. */
  async getObjectIfChanged(
    address: ObjectAddress,
    options: ObjectIfChangedOptions,
  ): Promise<ObjectContent | undefined> {
    this.#check(address);
    return getObjectIfChanged(this.#runner, address, options);
  }

  /** The bytes as they are stored, part by part and in order; for objects of any size. */
  async *objectParts(
    address: ObjectAddress,
    options: ObjectPartsOptions,
  ): AsyncGenerator<Uint8Array, void> {
    this.#check(address);
    yield* objectParts(this.#runner, address, options);
  }

  async imageInfo(address: ObjectAddress, { signal }: Cancellable = {}): Promise<ImageInfo> {
    this.#check(address);
    return imageInfo(this.#runner, address, signal);
  }

  /** Costs money. Never repeated after an attempt that may have been billed. */
  async detectLabels(
    address: ObjectAddress,
    options: DetectLabelsOptions,
  ): Promise<DetectedLabels> {
    this.#check(address);
    return detectLabels(this.#runner, address, options);
  }

  async putObject(
    address: ObjectAddress,
    bytes: Uint8Array,
    options: PutObjectOptions = {},
  ): Promise<PutResult> {
    this.#check(address);
    checkNewKey(address.key);
    return putObject(this.#runner, address, bytes, options);
  }

  /** An object that is not there counts as deleted. */
  async deleteObject(address: ObjectAddress, { signal }: Cancellable = {}): Promise<void> {
    this.#check(address);
    return deleteObject(this.#runner, address, signal);
  }

  async getObjectTagging(
    address: ObjectAddress,
    { signal }: Cancellable = {},
  ): Promise<ObjectTag[]> {
    this.#check(address);
    return getObjectTagging(this.#runner, address, signal);
  }

  /** Replaces all tags of the object. */
  async putObjectTagging(
    address: ObjectAddress,
    tags: readonly ObjectTag[],
    { signal }: Cancellable = {},
  ): Promise<void> {
    this.#check(address);
    return putObjectTagging(this.#runner, address, tags, signal);
  }

  /** A URL that reads the object until it expires, and so is a secret. */
  async presignGet(address: ObjectAddress, options: PresignOptions): Promise<string> {
    this.#check(address);
    return presignGet(this.#runner, address, options);
  }

  /** The state of the bucket's own index; `undefined` where it has none. */
  async metaQueryStatus(
    bucket: string,
    { signal }: Cancellable = {},
  ): Promise<MetaQueryStatus | undefined> {
    this.#checkBucket(bucket);
    return metaQueryStatus(this.#runner, bucket, signal);
  }

  /** May cost money. Opens the bucket's own index, which OSS prepares in the background. */
  async openMetaQuery(bucket: string, { signal }: Cancellable = {}): Promise<void> {
    this.#checkBucket(bucket);
    return openMetaQuery(this.#runner, bucket, signal);
  }

  /** May cost money. One page of what the bucket's own index finds. */
  async queryMetadata(bucket: string, question: MetaQueryQuestion): Promise<IndexedPage> {
    this.#checkBucket(bucket);
    return queryMetadata(this.#runner, bucket, question);
  }

  async closeMetaQuery(bucket: string, { signal }: Cancellable = {}): Promise<void> {
    this.#checkBucket(bucket);
    return closeMetaQuery(this.#runner, bucket, signal);
  }

  /** Lets the calls under way end, since they may have been billed, and closes then. */
  async closeWhenIdle(): Promise<void> {
    await this.#runner.idle();
    await this.close();
  }

  /** Ends all calls with code `closed`, and the connections that are the client's own. */
  async close(): Promise<void> {
    this.#runner.close();
    await this.#transport.close();
  }

  #check({ bucket, key }: ObjectAddress): void {
    this.#checkBucket(bucket);
    checkKey(key);
  }

  #checkBucket(bucket: string): void {
    checkBucketName(bucket);
    const { name: account, addressing, bucket: only } = this.#runner.account;
    if (addressing !== "custom-domain" || only === undefined || only === bucket) return;
    throw new Refusal("bucket-behind-other-domain", { account, bucket, domainBucket: only });
  }
}
