/** Headers that describe an object in answers to GET and HEAD (OSS help, "GetObject", "HeadObject"). */
import type { SampleObject } from "./bucket.ts";
import { contentMd5, crc64Of } from "./digests.ts";
import { parameter, type SampleRequest } from "./request.ts";
import { invalidArgument } from "./serviceError.ts";

/** Everything but the length, which depends on what is sent. */
export async function objectHeaders(object: SampleObject): Promise<Record<string, string>> {
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

/** Headers that the caller asked for by `response-*` parameters (OSS help, "GetObject"). */
export function overriddenHeaders(request: SampleRequest): Record<string, string> {
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
