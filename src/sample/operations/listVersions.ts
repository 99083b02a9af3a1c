/** `GET ?versions` of a bucket [ListObjectVersions]. */

import { encodeQuery } from "../../oss/signature.ts";
import { parameter, type SampleRequest } from "../http/request.ts";
import { type SampleResponse, xmlResponse } from "../http/response.ts";
import { element, optionalElement, ownerElement, textElement } from "../http/xml.ts";
import { invalidArgument } from "../serviceError.ts";
import { type SampleVersion, versionsOf } from "../store/bucket.ts";
import type { BucketCall } from "./call.ts";
import { readEncodingType, readMaxKeys, readName } from "./listObjects.ts";

/** `delimiter` is not read here. */
export const versionParameters = [
  ...["encoding-type", "key-marker", "max-keys", "prefix", "version-id-marker"],
];

export function listVersions({ bucket, request }: BucketCall): SampleResponse {
  const encodingType = readEncodingType(request);
  const encode = encodingType === "url" ? encodeQuery : (key: string) => key;
  const prefix = readName(request, "prefix");
  const maxKeys = readMaxKeys(request);
  const after = readMarker(request);
  const rest = afterMarker([...versionsOf(bucket, prefix)], after);
  const page = rest.slice(0, maxKeys);
  const isTruncated = rest.length > page.length;
  const last = isTruncated ? page.at(-1) : undefined;
  return xmlResponse(
    element(
      "ListVersionsResult",
      textElement("Name", bucket.name),
      textElement("Prefix", encode(prefix)),
      textElement("KeyMarker", encode(after.key)),
      textElement("VersionIdMarker", after.versionId),
      textElement("MaxKeys", maxKeys),
      optionalElement("EncodingType", encodingType),
      textElement("IsTruncated", isTruncated),
      optionalElement("NextKeyMarker", last && encode(last.key)),
      optionalElement("NextVersionIdMarker", last?.versionId),
      ...page.map((version) => entryOf(version, encode)),
    ),
  );
}

interface Marker {
  readonly key: string;
  readonly versionId: string;
}

function readMarker(request: SampleRequest): Marker {
  const key = readName(request, "key-marker");
  const versionId = parameter(request, "version-id-marker") ?? "";
  if (versionId === "" || key !== "") return { key, versionId };
  const message = "A version-id marker cannot be specified without a key marker.";
  throw invalidArgument(message, "version-id-marker", versionId, "0012-00000106");
}

/** What comes after all versions of the key, or after one of them where that is named. */
function afterMarker(versions: readonly SampleVersion[], marker: Marker): readonly SampleVersion[] {
  if (marker.key === "") return versions;
  const at = versions.findLastIndex(
    ({ key, versionId }) =>
      key === marker.key && (marker.versionId === "" || versionId === marker.versionId),
  );
  return versions.slice(at + 1);
}

function entryOf(version: SampleVersion, encode: (key: string) => string): string {
  const { key, versionId, isLatest, lastModified, object } = version;
  const shared = [
    textElement("Key", encode(key)),
    textElement("VersionId", versionId),
    textElement("IsLatest", isLatest),
    textElement("LastModified", lastModified.toISOString()),
  ];
  if (!object) return element("DeleteMarker", ...shared, ownerElement);
  return element(
    "Version",
    ...shared,
    textElement("ETag", object.etag),
    textElement("Type", "Normal"),
    textElement("Size", object.size),
    textElement("StorageClass", object.storageClass ?? "Standard"),
    ownerElement,
  );
}
