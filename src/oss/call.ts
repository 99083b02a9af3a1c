/** What a call asks, before it has a place, a time and a signature. */
import type { CallName } from "./error.ts";
import type { RetryMode } from "./retry.ts";
import type { Query } from "./signature.ts";
import type { Timeouts } from "./transport.ts";

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
  readonly timeout?: keyof Pick<Timeouts, "headers" | "detection" | "upload">;
  readonly retry: RetryMode;
  readonly billable?: boolean;
}
