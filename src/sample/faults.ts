/** How a server can be told to fail, or to misbehave, for single objects. Tests use it. */
import type { ServerResponse } from "node:http";
import type { SampleRequest } from "./http/request.ts";
import type { SampleResponse } from "./http/response.ts";

/** By `bucket/key`. What stands here answers every authorized request about that object. */
export type Faults = ReadonlyMap<string, Respond>;

/** Resolves to `undefined` when it has taken over the response itself. */
export type Respond = (exchange: Exchange) => Promise<SampleResponse | undefined>;

export interface Exchange {
  readonly request: SampleRequest;
  /** Value of x-oss-process; `undefined` without. */
  readonly process: string | undefined;
  /** For responses that no service would send. */
  readonly response: ServerResponse;
  /** Aborts when the server closes. */
  readonly closing: AbortSignal;
  /** Counts the call as one that a real account would have been charged for. */
  charge(): void;
  /** What the service would send; may throw a `ServiceError`. */
  proceed(): Promise<SampleResponse>;
}
