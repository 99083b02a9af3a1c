/** One authorized request, with what operations may use to answer it. */
import { parameter, type SampleRequest } from "../http/request.ts";
import type { Bucket } from "../store/bucket.ts";
import type { Catalogue } from "../store/catalogue.ts";
import type { BucketIndexes } from "../store/preparedIndexes.ts";

/** A call to the service itself. */
export interface Call {
  readonly request: SampleRequest;
  readonly region: string;
  /** Where this server listens, as `address:port`, whatever the request's Host header says. */
  readonly endpoint: string;
  readonly now: Date;
  /** By name, in the order of the catalogue. */
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly catalogue: Catalogue;
  readonly indexes: BucketIndexes;
  /** Throws `AccessDenied` where the account's key lacks an action, such as `oss:OpenMetaQuery`. */
  allows(ramAction: string): void;
  /** The request's body. Rejects with a `ServiceError` when it is longer than `maxBytes`. */
  readBody(maxBytes: number): Promise<Buffer>;
}

/** A call about one bucket. */
export interface BucketCall extends Call {
  readonly bucket: Bucket;
}

/** A call about one object, which need not exist. */
export interface ObjectCall extends BucketCall {
  readonly key: string;
}

/** The value of x-oss-process; `undefined` when it is absent or empty. */
export function processOf(request: SampleRequest): string | undefined {
  return parameter(request, "x-oss-process") || undefined;
}
