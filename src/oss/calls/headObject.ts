/** Asks what an object is, without its bytes. [HeadObject] */

import { isWebPage } from "../../http/response.ts";
import type { ObjectAddress } from "../address.ts";
import type { Caller } from "../caller.ts";
import { isFromOss, type ObjectFacts, readObjectFacts } from "./objectHeaders.ts";
import { failure } from "./readAnswer.ts";

export interface ObjectHead extends ObjectFacts {
  /** Bytes. */
  readonly size: number;
}

export async function headObject(
  caller: Caller,
  { bucket, key }: ObjectAddress,
  signal: AbortSignal | undefined,
): Promise<ObjectHead> {
  const called = await caller.call(
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
  const { answer } = called;
  const size = Number(answer.headers["content-length"] ?? Number.NaN);
  // OSS always tells the length; a portal's page does not describe an object.
  if (!Number.isSafeInteger(size) || size < 0) throw failure(called, "unreadable-answer");
  if (!isFromOss(answer) && isWebPage(answer)) throw failure(called, "web-page");
  return { size, ...readObjectFacts(answer) };
}
