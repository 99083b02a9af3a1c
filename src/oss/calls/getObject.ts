/** Reads an object, or a picture the service makes of it. [GetObject] [Image processing] */

import { type HttpResponse, isWebPage } from "../../http/response.ts";
import type { ObjectAddress } from "../address.ts";
import { crc64 } from "../crc64.ts";
import type { RequestRunner } from "../request.ts";
import { isFromOss, readObjectFacts } from "./objectHeaders.ts";
import { failure } from "./responseBody.ts";

export interface GetObjectOptions {
  /** Value of x-oss-process, such as `image/resize,w_200`. */
  readonly process?: string;
  /** More ends in `answer-too-large`; 32 MB when absent. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

export interface ObjectContent {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly etag?: string;
  /** Of the object, in decimal digits. */
  readonly crc64?: string;
}

const defaultMaxBytes = 32 * 1024 * 1024;

/** The bytes; those of an object itself are checked against its checksum (`checksum-mismatch`). */
export async function getObject(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  { process, maxBytes = defaultMaxBytes, signal }: GetObjectOptions,
): Promise<ObjectContent> {
  const query: [string, string][] = process === undefined ? [] : [["x-oss-process", process]];
  const result = await runner.run(
    { name: "getObject", method: "GET", bucket, key, query, maxBytes, retry: "idempotent" },
    signal,
  );
  const { response } = result;
  // An object may be a web page itself.
  if (!isFromOss(response) && isWebPage(response)) throw failure(result, "web-page");
  if (response.status === 204) throw failure(result, "empty-answer");
  const { contentType, etag, crc64 } = readObjectFacts(result);
  // What the service makes of an object has not the object's checksum.
  if (process === undefined && !isWhole(response)) throw failure(result, "checksum-mismatch");
  return {
    bytes: response.body,
    ...(contentType !== undefined && { contentType }),
    ...(etag !== undefined && { etag }),
    ...(crc64 !== undefined && { crc64 }),
  };
}

/** True unless the checksum says otherwise; it is of the bytes as they are stored. */
function isWhole({ headers, body }: HttpResponse): boolean {
  const expected = headers["x-oss-hash-crc64ecma"];
  if (expected === undefined || headers["content-encoding"] !== undefined) return true;
  return expected === crc64(body);
}
