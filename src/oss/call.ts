/** What a call asks, before it has a place, a time and a signature. */
import type { CallName } from "./error.ts";
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
  /** Most bytes of a good answer, decompressed. */
  readonly maxBytes: number;
  /** Which of the timeouts bounds the wait for the answer to begin. */
  readonly patience?: keyof Pick<Timeouts, "headers" | "detection" | "upload">;
  /**
   * How often it may be repeated after the service may have carried it out: any number for what
   * changes nothing, once for a detection, which costs money, never where a repeat would fail.
   */
  readonly mostRepeats: number;
  readonly billable?: boolean;
}

/** For calls that change nothing, or the same again. */
export const harmless = Number.POSITIVE_INFINITY;
