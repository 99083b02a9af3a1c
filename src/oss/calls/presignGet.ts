/** Makes a URL that reads an object without further credentials. [V4 URL] */
import { Refusal } from "../../errors/refusal.ts";
import type { ObjectAddress } from "../address.ts";
import { originOf, pathOf } from "../bucketEndpoints.ts";
import type { RequestRunner } from "../request.ts";
import { maxExpiry, presignedQuery } from "../signature.ts";

export interface PresignOptions {
  /** Seconds, 1 to 604,800. The URL ends earlier when a security token ends. */
  readonly expires: number;
  /** Value of x-oss-process; the URL is good for that one only. */
  readonly process?: string;
  readonly signal?: AbortSignal;
}

/** Anyone with the URL can read the object until it expires, so it is a secret. Makes no request. */
export async function presignGet(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  { expires, process, signal }: PresignOptions,
): Promise<string> {
  if (!Number.isInteger(expires) || expires < 1 || expires > maxExpiry) {
    throw new Refusal("wrong-expiry", {});
  }
  const query: [string, string][] = process === undefined ? [] : [["x-oss-process", process]];
  if (runner.account.requesterPays) query.push(["x-oss-request-payer", "requester"]);
  const call = {
    name: "getObject",
    method: "GET",
    bucket,
    key,
    query,
    maxBytes: 0,
    retry: "idempotent",
  } as const;
  const { endpoint, ...signer } = await runner.signer(call, signal);
  const search = presignedQuery(
    { method: "GET", bucket, key, query, headers: {} },
    signer,
    expires,
  );
  return `${originOf(endpoint, bucket)}${pathOf(endpoint, bucket, key)}?${search}`;
}
