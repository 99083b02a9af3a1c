/** What a call asks, before it has a place, a time and a signature. */

import { defaultTimeouts, type Timeouts } from "../http/transport.ts";
import type { CallName } from "./error.ts";
import type { RetryMode } from "./retry.ts";
import type { Query } from "./signature.ts";

/** In milliseconds. */
export interface CallTimeouts extends Timeouts {
  /** Until the response begins: for a detection, since the service looks at a picture of up to 20 MB. */
  readonly detection: number;
  /** The same for an upload, which is sent within this time. */
  readonly upload: number;
}

export const defaultCallTimeouts: CallTimeouts = {
  ...defaultTimeouts,
  detection: 60_000,
  upload: 300_000,
};

export interface OssCall {
  readonly name: CallName;
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE";
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  readonly query: Query;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Bytes of a good answer at most, decompressed. */
  readonly maxBytes: number;
  /** Which of the timeouts bounds the wait for the answer to begin. */
  readonly timeout?: keyof Pick<CallTimeouts, "headers" | "detection" | "upload">;
  readonly retry: RetryMode;
  readonly billable?: boolean;
}
