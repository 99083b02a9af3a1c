/** GET, HEAD and HEAD ?objectMeta of an object (OSS help, "GetObject", "HeadObject", "GetObjectMeta"). */
import type { Answer } from "./answer.ts";
import type { SampleObject } from "./bucket.ts";
import { readRange } from "./byteRange.ts";
import type { ObjectCall } from "./call.ts";
import { checkConditions } from "./conditions.ts";
import { crc64Of } from "./digests.ts";
import { objectHeaders, overriddenHeaders } from "./objectHeaders.ts";
import { noSuchKey, ServiceError } from "./serviceError.ts";

export async function getObject(call: ObjectCall): Promise<Answer> {
  const object = existingObject(call);
  const unchanged = checkConditions(call.request.headers, object);
  if (unchanged) return unchanged;
  checkReadable(object);
  const headers = { ...(await objectHeaders(object)), ...overriddenHeaders(call.request) };
  const range = readRange(call.request.headers, object.size);
  const body = await object.read();
  if (!range) return { status: 200, headers, body };
  const { first, last } = range;
  return {
    status: 206,
    headers: { ...headers, "Content-Range": `bytes ${first}-${last}/${object.size}` },
    body: body.subarray(first, last + 1),
  };
}

export async function headObject(call: ObjectCall): Promise<Answer> {
  const object = existingObject(call);
  const unchanged = checkConditions(call.request.headers, object);
  if (unchanged) return unchanged;
  return { status: 200, headers: await objectHeaders(object), length: object.size };
}

export async function objectMeta(call: ObjectCall): Promise<Answer> {
  const object = existingObject(call);
  const headers = {
    ETag: object.etag,
    "Last-Modified": object.lastModified.toUTCString(),
    "x-oss-hash-crc64ecma": await crc64Of(object),
  };
  return { status: 200, headers, length: object.size };
}

/** Throws NoSuchKey. */
export function existingObject({ bucket, key }: ObjectCall): SampleObject {
  const object = bucket.find(key);
  if (object === undefined) throw noSuchKey(key);
  return object;
}

/** Archived objects must be restored before they are read (OSS help, "0016-00000404"). */
export function checkReadable({ storageClass = "Standard" }: SampleObject): void {
  if (!storageClass.endsWith("Archive")) return;
  const message = "The operation is not valid for the object's state";
  throw new ServiceError(403, "InvalidObjectState", message, { ec: "0016-00000404" });
}
