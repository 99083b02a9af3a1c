/**
 * GET, GET ?acl, HEAD and HEAD ?objectMeta of an object. [GetObject] [GetObjectACL] [HeadObject]
 * [GetObjectMeta]
 */
import { readRange } from "../http/byteRange.ts";
import { parameter, readHttpDate, type SampleRequest } from "../http/request.ts";
import { type SampleResponse, xmlResponse } from "../http/response.ts";
import { element, ownerElement, textElement } from "../http/xml.ts";
import { invalidArgument, noSuchKey, noSuchVersion, ServiceError } from "../serviceError.ts";
import type { Bucket, SampleObject, SampleVersion } from "../store/bucket.ts";
import { contentMd5, crc64Of } from "../store/digests.ts";
import type { ObjectCall } from "./call.ts";

export async function getObject(call: ObjectCall): Promise<SampleResponse> {
  const object = existingObject(call);
  const unchanged = checkConditions(call.request.headers, object);
  if (unchanged) return unchanged;
  checkReadable(object, call.bucket);
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

export async function headObject(call: ObjectCall): Promise<SampleResponse> {
  const object = existingObject(call);
  const unchanged = checkConditions(call.request.headers, object);
  if (unchanged) return unchanged;
  return { status: 200, headers: await objectHeaders(object), length: object.size };
}

export async function objectMeta(call: ObjectCall): Promise<SampleResponse> {
  const object = existingObject(call);
  const headers = {
    ETag: object.etag,
    "Last-Modified": object.lastModified.toUTCString(),
    "x-oss-hash-crc64ecma": await crc64Of(object),
  };
  return { status: 200, headers, length: object.size };
}

/** Nothing is public here: `default` stands for the bucket's ACL, which is private. */
export function objectAcl(call: ObjectCall): SampleResponse {
  const { acl = "default" } = existingObject(call);
  const list = element("AccessControlList", textElement("Grant", acl));
  return xmlResponse(element("AccessControlPolicy", ownerElement, list));
}

/** The version that is asked for, else the current one. Throws NoSuchKey and NoSuchVersion. */
export function existingObject({ bucket, key, request }: ObjectCall): SampleObject {
  const versionId = parameter(request, "versionId");
  if (versionId && bucket.versions) return existingVersion([...bucket.versions()], key, versionId);
  const object = bucket.find(key);
  if (object === undefined) throw noSuchKey(key);
  return object;
}

function existingVersion(
  versions: readonly SampleVersion[],
  key: string,
  versionId: string,
): SampleObject {
  const version = versions.find((one) => one.key === key && one.versionId === versionId);
  if (!version) throw noSuchVersion();
  if (version.object) return version.object;
  throw new ServiceError(405, "MethodNotAllowed", "The version is a delete marker.");
}

/** Archived objects must be restored before they are read [EC], but those that the bucket lets be read at once. */
export function checkReadable(
  { storageClass = "Standard" }: SampleObject,
  { readsArchive = false }: Bucket,
): void {
  if (!storageClass.endsWith("Archive") || (storageClass === "Archive" && readsArchive)) return;
  const message = "The operation is not valid for the object's state";
  throw new ServiceError(403, "InvalidObjectState", message, { ec: "0016-00000404" });
}

/** Headers that describe an object: everything but the length, which depends on what is sent. */
async function objectHeaders(object: SampleObject): Promise<Record<string, string>> {
  return {
    "Accept-Ranges": "bytes",
    "Content-Type": object.contentType,
    "Content-MD5": contentMd5(object.etag),
    ETag: object.etag,
    "Last-Modified": object.lastModified.toUTCString(),
    ...(await identityHeaders(object)),
    ...taggingCount(object),
    ...object.headers,
  };
}

/** Those that go with an object's labels as well. */
export async function identityHeaders(object: SampleObject): Promise<Record<string, string>> {
  return {
    "x-oss-object-type": "Normal",
    "x-oss-hash-crc64ecma": await crc64Of(object),
    "x-oss-storage-class": object.storageClass ?? "Standard",
    ...(object.versionId !== undefined && { "x-oss-version-id": object.versionId }),
  };
}

function taggingCount({ tags }: SampleObject): Record<string, string> {
  return tags && tags.size > 0 ? { "x-oss-tagging-count": String(tags.size) } : {};
}

const overrides: Readonly<Record<string, string>> = {
  "response-cache-control": "Cache-Control",
  "response-content-disposition": "Content-Disposition",
  "response-content-encoding": "Content-Encoding",
  "response-content-language": "Content-Language",
  "response-content-type": "Content-Type",
  "response-expires": "Expires",
};

export const overridingParameters = Object.keys(overrides);

/** Headers that the caller asked for by `response-*` parameters [GetObject]. */
function overriddenHeaders(request: SampleRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, header] of Object.entries(overrides)) {
    const value = parameter(request, name);
    if (value === undefined) continue;
    if (!/^[\t\x20-\x7e]*$/.test(value)) {
      throw invalidArgument(`The value of ${name} cannot be a header.`, name, value);
    }
    headers[header] = value;
  }
  return headers;
}

/**
 * Checks If-Match and its three relatives.
 * Throws 412 when the object is not the one that was asked for. What is no HTTP date is ignored.
 * @returns 304 when the caller has this object already, `undefined` when it must be sent
 */
function checkConditions(
  headers: Readonly<Record<string, string>>,
  object: SampleObject,
): SampleResponse | undefined {
  const changedAt = object.lastModified.getTime();
  const match = headers["if-match"];
  if (match !== undefined && !names(match, object)) throw preconditionFailed("If-Match");
  const unmodifiedSince = readDate(headers["if-unmodified-since"]);
  if (unmodifiedSince !== undefined && changedAt > unmodifiedSince) {
    throw preconditionFailed("If-Unmodified-Since");
  }
  const noneMatch = headers["if-none-match"];
  if (noneMatch !== undefined) return names(noneMatch, object) ? notModified(object) : undefined;
  const modifiedSince = readDate(headers["if-modified-since"]);
  if (modifiedSince === undefined || changedAt > modifiedSince) return undefined;
  return notModified(object);
}

/** OSS compares ETags with or without their quotes. */
function names(list: string, { etag }: SampleObject): boolean {
  const bare = etag.slice(1, -1);
  return list
    .split(",")
    .map((entry) => entry.trim().replace(/^"(.*)"$/, "$1"))
    .some((entry) => entry === "*" || entry.toUpperCase() === bare);
}

function readDate(text: string | undefined): number | undefined {
  return readHttpDate(text ?? "")?.getTime();
}

function notModified(object: SampleObject): SampleResponse {
  const headers = { ETag: object.etag, "Last-Modified": object.lastModified.toUTCString() };
  return { status: 304, headers };
}

function preconditionFailed(condition: string): ServiceError {
  const message = "At least one of the pre-conditions you specified did not hold.";
  return new ServiceError(412, "PreconditionFailed", message, {
    elements: { Condition: condition },
  });
}
