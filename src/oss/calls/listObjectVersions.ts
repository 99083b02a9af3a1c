/** Lists the versions of one object. [ListObjectVersions] */

import type { ObjectAddress } from "../address.ts";
import { readDate } from "../lenient.ts";
import { decodePercent } from "../percentEncoding.ts";
import type { RequestRunner } from "../request.ts";
import { elementsOf, textsOf, type XmlElement } from "../xml.ts";
import { xmlOf } from "./responseBody.ts";

export interface ListVersionsOptions {
  /** 1 to 1,000; 1,000 when absent. */
  readonly maxKeys?: number;
  readonly signal?: AbortSignal;
}

export interface ObjectVersion {
  /** `null` for what was stored while its bucket kept no versions. */
  readonly versionId: string;
  /** True for the one that a request without a version gets. */
  readonly isLatest: boolean;
  /** True where the object was deleted: there are no bytes, and nothing is known but the time. */
  readonly isDeleteMarker: boolean;
  readonly lastModified: Date | undefined;
  /** Bytes; 0 for a delete marker. */
  readonly size: number;
  readonly storageClass: string;
}

export interface ObjectVersions {
  /** The newest first; none where there is no such object and never was. */
  readonly versions: readonly ObjectVersion[];
  /** False where there are older ones that were not listed. */
  readonly isWhole: boolean;
}

/** A thousand keys of 1,023 bytes, each byte written as `%XX`, and what stands around them. */
const maxBytes = 8_000_000;

/** One request, of the PUT class. Of all keys that begin with the object's, its own come first. */
export async function listObjectVersions(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  { maxKeys = 1000, signal }: ListVersionsOptions,
): Promise<ObjectVersions> {
  const query: [string, string][] = [
    ["versions", ""],
    ["encoding-type", "url"],
    ["max-keys", String(maxKeys)],
    ["prefix", key],
  ];
  const result = await runner.run(
    {
      name: "listObjectVersions",
      method: "GET",
      bucket,
      query,
      headers: { "accept-encoding": "gzip" },
      maxBytes,
      retry: "idempotent",
    },
    signal,
  );
  const list = xmlOf(result, "ListVersionsResult");
  const texts = textsOf(list);
  const isEncoded = texts.get("EncodingType")?.toLowerCase() === "url";
  const keyOf = (entry: XmlElement) => {
    const written = textsOf(entry).get("Key") ?? "";
    return isEncoded ? (decodePercent(written) ?? written) : written;
  };
  const entries = (["Version", "DeleteMarker"] as const).flatMap((kind) =>
    elementsOf(list, kind).map((entry) => ({ kind, entry, key: keyOf(entry) })),
  );
  const own = entries.filter((entry) => entry.key === key);
  const hasOthers = own.length < entries.length;
  return {
    versions: own.map(({ kind, entry }) => readVersion(entry, kind)).sort(newestFirst),
    isWhole: texts.get("IsTruncated") !== "true" || hasOthers,
  };
}

function readVersion(entry: XmlElement, kind: "Version" | "DeleteMarker"): ObjectVersion {
  const texts = textsOf(entry);
  const size = Number(texts.get("Size"));
  return {
    versionId: texts.get("VersionId") || "null",
    isLatest: texts.get("IsLatest") === "true",
    isDeleteMarker: kind === "DeleteMarker",
    lastModified: readDate(texts.get("LastModified")),
    size: Number.isSafeInteger(size) && size >= 0 ? size : 0,
    storageClass: texts.get("StorageClass") ?? "Standard",
  };
}

/** Versions and delete markers come in lists of their own; within each, the newest is the first. */
function newestFirst(a: ObjectVersion, b: ObjectVersion): number {
  if (a.isLatest !== b.isLatest) return a.isLatest ? -1 : 1;
  return (b.lastModified?.getTime() ?? 0) - (a.lastModified?.getTime() ?? 0);
}
