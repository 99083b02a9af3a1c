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

export async function headObject(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  signal: AbortSignal | undefined,
): Promise<ObjectHead> {
  const result = await runner.run(
    {
      name: "headObject",
      method: "HEAD",
      bucket,
      key,
      query: [],
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
