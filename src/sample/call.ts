/** One authorized request on its way through the sample account. */
import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";
import type { Bucket } from "./bucket.ts";
import type { Catalogue } from "./catalogue.ts";
import { parameter, type SampleRequest } from "./request.ts";

/** What operations may use. */
export interface Call {
  readonly request: SampleRequest;
  readonly region: string;
  /** Where this server listens, as `address:port`, whatever the request's Host header says. */
  readonly endpoint: string;
  readonly now: Date;
  /** By name, in the order of the catalogue. */
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly catalogue: Catalogue;
  /** The request's body. Rejects with a `ServiceError` when it is longer than `mostBytes`. */
  readBody(mostBytes: number): Promise<Buffer>;
}

/** A call about one bucket. */
export interface BucketCall extends Call {
  readonly bucket: Bucket;
}

/** A call about one object, which need not exist. */
export interface ObjectCall extends BucketCall {
  readonly key: string;
}

/** What an object with a `respond` of its own is given. */
export interface Exchange {
  readonly request: SampleRequest;
  /** Value of x-oss-process; `undefined` without. */
  readonly process: string | undefined;
  /** For answers that no service would give. */
  readonly response: ServerResponse;
  /** Aborts when the server closes. */
  readonly closing: AbortSignal;
  /** Counts the call as one that a real account would have been charged for. */
  charge(): void;
  /** What the service would answer; may throw a `ServiceError`. */
  proceed(): Promise<Answer>;
}

/** Resolves to `undefined` when it has taken over the response itself. */
export type Respond = (exchange: Exchange) => Promise<Answer | undefined>;

/** The value of x-oss-process; `undefined` when it is absent or empty. */
export function processOf(request: SampleRequest): string | undefined {
  return parameter(request, "x-oss-process") || undefined;
}
