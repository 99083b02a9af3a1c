/** What one call of the service found out, as commands and copies give it to others. */
import type { Label } from "./label.ts";

/** One answer of the service about one object, and how it was obtained. The command's result. */
export interface Detection {
  /** `oss://bucket/key` */
  readonly object: string;
  /** Name of the account that asked. */
  readonly account: string;
  /** 0–1: labels below it were not asked for (or are filtered out of a known answer). */
  readonly threshold: number;
  /** By confidence, then centric score, then name. */
  readonly labels: readonly Label[];
  /** IMM's request id from the body, else OSS's from the header; `undefined` when neither came. */
  readonly requestId: string | undefined;
  /** ISO 8601, UTC. */
  readonly detectedAt: string;
  /** True when nothing was asked of the service this time. */
  readonly fromCache: boolean;
}
