/** PUT and DELETE of an object [PutObject] [DeleteObject]. */
import type { SampleResponse } from "../http/response.ts";
import { accessDenied, invalidArgument, notPartOfSample, ServiceError } from "../serviceError.ts";
import type { SampleObject, StorageClass } from "../store/bucket.ts";
import { contentMd5, crc64Of, etagOf } from "../store/digests.ts";
import type { ObjectCall } from "./call.ts";
import { readTaggingHeader } from "./tagging.ts";

const maxBytes = 64 * 1024 * 1024;

export async function putObject(call: ObjectCall): Promise<SampleResponse> {
  const { bucket, key, request } = call;
  const { headers } = request;
  if (!bucket.put) throw readOnly();
  if (headers["x-oss-copy-source"] !== undefined) throw notPartOfSample("CopyObject");
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) {
    const message = "You must provide the Content-Length HTTP header.";
    throw new ServiceError(411, "MissingContentLength", message);
  }
  const described = {
    contentType: toWire(headers["content-type"] ?? "application/octet-stream"),
    storageClass: readStorageClass(headers["x-oss-storage-class"]),
    headers: keptHeaders(headers),
    tags: readTaggingHeader(headers["x-oss-tagging"]),
  };
  const content = await call.readBody(maxBytes);
  const etag = etagOf(content);
  checkMd5(headers["content-md5"], etag);
  if (headers["x-oss-forbid-overwrite"] === "true" && bucket.find(key)) throw alreadyExists(key);

  const object: SampleObject = {
    key,
    size: content.length,
    etag,
    lastModified: call.now,
    ...described,
    uploaded: true,
    read: async () => content,
  };
  bucket.put(object);
  return {
    status: 200,
    headers: {
      ETag: etag,
      "Content-MD5": contentMd5(etag),
      "x-oss-hash-crc64ecma": await crc64Of(object),
    },
  };
}

/** 204 whether or not there was such an object. */
export function deleteObject({ bucket, key }: ObjectCall): SampleResponse {
  if (!bucket.remove) throw readOnly();
  bucket.remove(key);
  return { status: 204 };
}

/** OSS keeps these with the object and sends them again with it. */
function keptHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!keptNames.has(name) && !name.startsWith("x-oss-meta-")) continue;
    kept[name] = toWire(value);
  }
  return kept;
}

/** Node writes header values as Latin-1, so that this gives back the very bytes that came. */
function toWire(value: string): string {
  return Buffer.from(value).toString("latin1");
}

const keptNames = new Set([
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "expires",
]);

const storageClasses = ["Standard", "IA", "Archive", "ColdArchive", "DeepColdArchive"] as const;

function readStorageClass(text: string | undefined): StorageClass {
  if (text === undefined) return "Standard";
  const known = storageClasses.find((name) => name === text);
  if (known) return known;
  throw invalidArgument("The storage class you provided is invalid.", "x-oss-storage-class", text);
}

function checkMd5(given: string | undefined, etag: string): void {
  if (given === undefined || given === contentMd5(etag)) return;
  const isDigest = /^[A-Za-z0-9+/]{22}==$/.test(given);
  const message = isDigest
    ? "The Content-MD5 you specified did not match what we received."
    : "The Content-MD5 you specified is invalid.";
  throw new ServiceError(400, "InvalidDigest", message, {
    elements: { ExpectedDigest: given, CalculatedDigest: contentMd5(etag) },
  });
}

function alreadyExists(key: string): ServiceError {
  const message = "The object you specified already exists and can not be overwritten.";
  return new ServiceError(409, "FileAlreadyExists", message, { elements: { Key: key } });
}

function readOnly(): ServiceError {
  return accessDenied("This bucket of the sample account can only be read.");
}
