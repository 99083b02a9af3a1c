/** Reads an object, or a picture the service makes of it. [GetObject] [Image processing] */

import { type HttpResponse, isWebPage } from "../../http/response.ts";
import type { ObjectAddress } from "../address.ts";
import { crc64 } from "../crc64.ts";
import { OssError } from "../error.ts";
import type { RequestRunner } from "../request.ts";
import { type OfVersion, versionQuery } from "./headObject.ts";
import { isFromOss, readObjectFacts } from "./objectHeaders.ts";
import { failure } from "./responseBody.ts";

export interface GetObjectOptions extends OfVersion {
  /** Value of x-oss-process, such as `image/resize,w_200`. */
  readonly process?: string;
  /** More ends in `answer-too-large`; 32 MB when absent. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

export interface ObjectIfChangedOptions extends OfVersion {
  /** ETag of the bytes that the caller has. */
  readonly etag: string;
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
  address: ObjectAddress,
  { process, maxBytes, versionId, signal }: GetObjectOptions,
): Promise<ObjectContent> {
  return readObject(runner, address, { process, maxBytes, versionId, headers: {} }, signal);
}

/** The same where the object has another ETag than the caller's; `undefined` where it has not. */
export async function getObjectIfChanged(
  runner: RequestRunner,
  address: ObjectAddress,
  { etag, maxBytes, versionId, signal }: ObjectIfChangedOptions,
): Promise<ObjectContent | undefined> {
  try {
    const headers = { "if-none-match": etag };
    return await readObject(runner, address, { maxBytes, versionId, headers }, signal);
  } catch (error) {
    if (error instanceof OssError && error.status === 304) return undefined;
    throw error;
  }
}

interface Reading extends OfVersion {
  readonly process?: string | undefined;
  readonly maxBytes?: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

async function readObject(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  { process, maxBytes = defaultMaxBytes, versionId, headers }: Reading,
  signal: AbortSignal | undefined,
): Promise<ObjectContent> {
  const query = versionQuery({ versionId });
  if (process !== undefined) query.push(["x-oss-process", process]);
  const call = { name: "getObject", method: "GET", retry: "idempotent" } as const;
  const result = await runner.run({ ...call, bucket, key, query, headers, maxBytes }, signal);
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
