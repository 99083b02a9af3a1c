/**
 * Checks whether OSS answers at an address, and what time it is there, with one unsigned request that reveals nothing
 * of the account and reads nothing.
 */

import { t } from "@vscode/l10n";
import { NetworkError } from "../http/networkError.ts";
import type { HttpResponse } from "../http/response.ts";
import type { Transport } from "../http/transport.ts";
import type { Account } from "../oss/account.ts";
import { BucketEndpoints } from "../oss/bucketEndpoints.ts";
import { isLoopback } from "../oss/endpoint.ts";
import type { Checked } from "./checklist.ts";
import type { Outcome } from "./setupItem.ts";
import { broken, type CheckContext, found, passed } from "./setupItem.ts";

/** Something answers at the endpoint. */
export interface Reached {
  /** True when it answers as OSS does. */
  readonly isOss: boolean;
  /** Milliseconds that the service's clock is ahead of this machine's, to about a second. */
  readonly clockOffset: number | undefined;
}

export interface Reach {
  readonly account: Account;
  /** Asked through its own domain where it has one. */
  readonly bucket: string | undefined;
  readonly checksCertificates: boolean;
  readonly transport: Transport;
  readonly now: () => Date;
  readonly context: CheckContext;
  /** Milliseconds until the response must begin. */
  readonly limit: number;
}

export async function reachEndpoint(reach: Reach, signal: AbortSignal): Promise<Checked<Reached>> {
  const { account, bucket, transport, now, context, limit } = reach;
  const origin = new BucketEndpoints(account).endpointOf(bucket).endpoint;
  const host = origin.replace(/^[a-z]+:\/\//, "");
  const started = now().getTime();
  let response: HttpResponse;
  try {
    const request = { method: "HEAD", origin, path: "/", headers: {}, maxBytes: 0 } as const;
    response = await transport.send({ ...request, headersTimeout: limit, signal });
  } catch (error) {
    if (error instanceof NetworkError) return { outcome: broken(error, host, context) };
    throw error;
  }
  const isOss = response.headers["x-oss-request-id"] !== undefined;
  const foreign = isOss ? undefined : foreignCode(response);
  if (foreign) return { outcome: broken(new NetworkError(foreign, true), host, context) };
  const middle = (started + now().getTime()) / 2;
  const clockOffset = isOss ? offsetOf(response.headers["date"], middle) : undefined;
  const outcome = isOss
    ? reached(origin, host, reach)
    : found("attention", "not-as-oss", { host }, context);
  return { outcome, value: { isOss, clockOffset } };
}

/** A portal or a proxy that answers in the service's place. */
function foreignCode({ status, headers }: HttpResponse): string | undefined {
  if (status >= 300 && status < 400) return "redirected";
  return /^\s*text\/html/i.test(headers["content-type"] ?? "") ? "web-page" : undefined;
}

/** The header has whole seconds, so that it is half a second late on average. */
function offsetOf(date: string | undefined, now: number): number | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? undefined : time + 500 - now;
}

function reached(
  origin: string,
  host: string,
  { account, checksCertificates, context }: Reach,
): Outcome {
  if (origin.startsWith("https://")) {
    if (checksCertificates) return passed(t("{host} answers as OSS, over HTTPS.", { host }));
    return found("attention", "certificate-unchecked", { host }, context);
  }
  if (isLoopback(host)) return passed(t("{host} answers as OSS, on this machine.", { host }));
  if (account.endpoint.includes("-internal.")) {
    return passed(
      t("{host} answers as OSS, unencrypted inside Alibaba Cloud's network.", { host }),
    );
  }
  return found("attention", "unencrypted", { host }, context);
}
