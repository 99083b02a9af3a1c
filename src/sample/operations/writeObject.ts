/** PUT and DELETE of an object [PutObject] [DeleteObject]. */
import type { SampleResponse } from "../http/response.ts";
import { accessDenied, invalidArgument, notImplemented, ServiceError } from "../serviceError.ts";
import type { SampleObject, StorageClass } from "../store/bucket.ts";
import { contentMd5, crc64Of, etagOf } from "../store/digests.ts";
import type { ObjectCall } from "./call.ts";
import { readTaggingHeader } from "./tagging.ts";

const maxBytes = 64 * 1024 * 1024;

export async function putObject(call: ObjectCall): Promise<SampleResponse> {
  const { bucket, key, request } = call;
  const { headers } = request;
  if (!bucket.put) throw readOnly();
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) {
    const message = "You must provide the Content-Length HTTP header.";
    throw new ServiceError(411, "MissingContentLength", message);
  }
  const described = {
    contentType: toWire(headers["content-type"] ?? "application/octet-stream"),
    storageClass: readStorageClass(headers["x-oss-storage-class"]),
    acl: readAcl(headers["x-oss-object-acl"]),
    headers: keptHeaders(headers),
    tags: readTaggingHeader(headers["x-oss-tagging"]),
  };
  const mayOverwrite = !readForbidOverwrite(headers["x-oss-forbid-overwrite"]);
  const content = await call.readBody(maxBytes);
  const etag = etagOf(content);
  if (!mayOverwrite && bucket.find(key)) throw alreadyExists(key);

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

/** Nothing can be made public here. */
function readAcl(text: string | undefined): "default" | "private" {
  switch (text) {
    case undefined:
    case "default":
      return "default";
    case "private":
      return "private";
    case "public-read":
    case "public-read-write":
      throw notImplemented(`the ACL ${text}`, { Header: "x-oss-object-acl" });
    default: {
      const ec = text === "" ? "0017-00000105" : "0017-00000104";
      throw invalidArgument("The ACL you provided is invalid.", "x-oss-object-acl", text, ec);
    }
  }
}

function readForbidOverwrite(text: string | undefined): boolean {
  if (text === undefined || text === "false") return false;
  if (text === "true") return true;
  const message = "The value of x-oss-forbid-overwrite must be true or false.";
  throw invalidArgument(message, "x-oss-forbid-overwrite", text, "0017-00000279");
}

function alreadyExists(key: string): ServiceError {
  const message = "The object you specified already exists and can not be overwritten.";
  return new ServiceError(409, "FileAlreadyExists", message, { elements: { Key: key } });
}

function readOnly(): ServiceError {
  return accessDenied("This bucket of the sample account can only be read.");
}
