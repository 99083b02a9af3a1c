/** When a call is tried again, and after how long. Money first: a detection that may have run is never repeated. */
import type { NetworkError } from "../http/networkError.ts";
import type { ServiceError } from "./serviceError.ts";

/** Times in milliseconds. */
export interface RetryPolicy {
  /** In all, the first one included. */
  readonly attempts: number;
  readonly firstDelay: number;
  readonly maxDelay: number;
  /** A service that wants a longer pause than this is not waited for. */
  readonly maxRetryAfter: number;
}

/** As the official SDKs: three attempts, full jitter from 0.2 s up to 20 s. */
export const defaultRetryPolicy: RetryPolicy = {
  attempts: 3,
  firstDelay: 200,
  maxDelay: 20_000,
  maxRetryAfter: 30_000,
};

/**
 * How a call may be repeated after the service may have carried it out: at will for what changes nothing, or the
 * same again (RFC 9110, 9.2.2); never for a detection, which costs money, nor where a repeat would fail.
 */
export type RetryMode = "idempotent" | "never";

export interface Attempts {
  /** Made so far. */
  readonly made: number;
  /** Of these, failed ones that the service may have carried out. */
  readonly doubtful: number;
  readonly retry: RetryMode;
}

/** How an attempt failed. */
export interface FailedAttempt {
  readonly serviceError?: ServiceError;
  readonly networkError?: NetworkError;
  /** Value of the response's Retry-After. */
  readonly retryAfter?: string | undefined;
}

/** True when the service may have done what was asked although no good response came. */
export function mayHaveRun({ serviceError, networkError }: FailedAttempt): boolean {
  if (networkError !== undefined) return networkError.mayHaveArrived;
  return serviceError !== undefined && serviceError.status >= 500 && !isThrottled(serviceError);
}

/** Milliseconds until the next attempt; `undefined` when there must be none. */
export function delayBeforeRetry(
  failed: FailedAttempt,
  { made, doubtful, retry }: Attempts,
  policy: RetryPolicy,
  now: Date,
): number | undefined {
  if (made >= policy.attempts || (doubtful > 0 && retry === "never") || !isTransient(failed))
    return undefined;
  const wanted = readRetryAfter(failed.retryAfter, now);
  if (wanted !== undefined) return wanted > policy.maxRetryAfter ? undefined : wanted;
  const ceiling = Math.min(policy.firstDelay * 2 ** (made - 1), policy.maxDelay);
  return Math.random() * ceiling;
}

function isTransient({ serviceError, networkError }: FailedAttempt): boolean {
  if (networkError !== undefined) return transientFailures.has(networkError.code);
  return serviceError !== undefined && (serviceError.status >= 500 || isThrottled(serviceError));
}

/** Too much at once: refused, and so never carried out. */
export function isThrottled({ status, code = "" }: Pick<ServiceError, "status" | "code">): boolean {
  return status === 429 || throttlingCode.test(code);
}

/** Codes of OSS [503 error], and IMM's for the same. */
const throttlingCode =
  /^(?:(?:Total|MetaOperation)?QpsLimitExceeded|(?:Cpu|ActiveRequest)LimitExceeded|(?:Download|Upload)TrafficRateLimitExceeded|Throttling(?:\..*)?)$/;

const transientFailures = new Set([
  "connection-refused",
  "connection-reset",
  "connect-timed-out",
  "name-lookup-failed",
  "network-unreachable",
  "timed-out",
  "stalled",
  "truncated-answer",
  "network-failed",
]);

/** As servers write it today; `Date.parse` alone would take `-5` and `1.5` for dates. (RFC 9110, 5.6.7.) */
const httpDate = /^\s*[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT\s*$/;

/** Seconds or an HTTP date, as milliseconds from now; `undefined` for anything else. */
export function readRetryAfter(text: string | undefined, now: Date): number | undefined {
  if (text === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(text)) return Number(text) * 1000;
  if (!httpDate.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now.getTime());
}
