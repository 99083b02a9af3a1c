/** Asks what an object is, without its bytes. [HeadObject] */

import { isWebPage } from "../../http/response.ts";
import type { ObjectAddress } from "../address.ts";
import type { RequestRunner } from "../request.ts";
import { isFromOss, type ObjectFacts, readObjectFacts } from "./objectHeaders.ts";
import { failure } from "./responseBody.ts";

export interface ObjectHead extends ObjectFacts {
  /** Bytes. */
  readonly size: number;
}

export interface OfVersion {
  /** An older version than the current one, in a bucket that keeps versions. */
  readonly versionId?: string | undefined;
}

/** The parameter that names a version; none for the current one. */
export function versionQuery({ versionId }: OfVersion): [string, string][] {
  return versionId === undefined ? [] : [["versionId", versionId]];
}

export async function headObject(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  { signal, versionId }: OfVersion & { readonly signal?: AbortSignal | undefined },
): Promise<ObjectHead> {
  const result = await runner.run(
    {
      name: "headObject",
      method: "HEAD",
      bucket,
      key,
      query: versionQuery({ versionId }),
      maxBytes: 0,
      retry: "idempotent",
    },
    signal,
  );
  const { response } = result;
  const size = Number(response.headers["content-length"] ?? Number.NaN);
  // OSS always tells the length; a portal's page does not describe an object.
  if (!Number.isSafeInteger(size) || size < 0) throw failure(result, "unreadable-answer");
  if (!isFromOss(response) && isWebPage(response)) throw failure(result, "web-page");
  return { size, ...readObjectFacts(result) };
}
