/**
 * What the sample account holds: buckets, and prepared labels found by a picture's content, so that
 * a copy of a picture has its labels too. The labels were written by hand in the documented shape;
 * nothing is recognised here.
 */
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { type Bucket, memoryBucket, type SampleObject, type UploadAllowance } from "./bucket.ts";
import { etagOf } from "./digests.ts";

/** A label as it goes over the wire: `LabelName`, `LabelConfidence` and so on. */
export type PreparedLabel = Readonly<Record<string, unknown>>;

/** What image/labels answers for a picture. */
export interface PreparedDetection {
  readonly labels: readonly PreparedLabel[];
  /** Names of fields in the order to write them; one of two usual ones when absent. */
  readonly fieldOrder?: readonly string[] | undefined;
  /** A new one for each call when absent. */
  readonly requestId?: string | undefined;
}

/** A smaller copy of a picture, made beforehand. */
export interface Thumbnail {
  /** In pixels. */
  readonly longSide: number;
  read(): Promise<Buffer>;
}

/** A bucket that every start of a server opens afresh, so that uploads end with the server. */
export interface BucketSource {
  readonly name: string;
  open(allowance: UploadAllowance): Bucket;
}

export interface Catalogue {
  /** The first one is the account's main bucket. */
  readonly buckets: readonly BucketSource[];
  /** By SHA-256 of the picture's bytes, in lower-case hexadecimal. */
  detectionFor(sha256: string): PreparedDetection | undefined;
  /** Smallest first; empty when there are none. */
  thumbnailsOf(sha256: string): readonly Thumbnail[];
}

/** `catalogue.json`, as far as it is read here. It ships with the code and is checked by a test. */
interface CatalogueFile {
  readonly bucket: string;
  readonly objects: readonly CatalogueEntry[];
  /** File names by a picture's SHA-256 and the copy's longer side. */
  readonly sizes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface CatalogueEntry {
  readonly key: string;
  readonly file: string;
  readonly contentType?: string;
  readonly sha256: string;
  /** Absent for what is no picture. */
  readonly labels?: readonly PreparedLabel[];
  readonly fieldOrder?: readonly string[];
  readonly requestId?: string;
}

const drawnOn = new Date("2025-06-01T08:00:00Z");

/**
 * Reads the catalogue that ships with the extension.
 * @param mediaFolder the folder of `catalogue.json`; files are named relative to it
 */
export async function readCatalogue(mediaFolder: string): Promise<Catalogue> {
  const text = await readFile(path.join(mediaFolder, "catalogue.json"), "utf8");
  const file = JSON.parse(text) as CatalogueFile;
  const prepared = new Map(file.objects.flatMap(preparedOf));
  const objects = await Promise.all(file.objects.map((entry) => objectOf(entry, mediaFolder)));
  return {
    buckets: [
      {
        name: file.bucket,
        open: (allowance) => memoryBucket(file.bucket, objects, allowance, drawnOn),
      },
    ],
    detectionFor: (sha256) => prepared.get(sha256),
    thumbnailsOf: (sha256) =>
      Object.entries(file.sizes[sha256] ?? {})
        .map(([longSide, name]) => thumbnail(Number(longSide), path.join(mediaFolder, name)))
        .sort((one, other) => one.longSide - other.longSide),
  };
}

function preparedOf(entry: CatalogueEntry): [string, PreparedDetection][] {
  const { fieldOrder, labels, requestId, sha256 } = entry;
  return labels === undefined ? [] : [[sha256, { labels, fieldOrder, requestId }]];
}

/** Read once for its hash, and again whenever it is asked for. */
async function objectOf(entry: CatalogueEntry, mediaFolder: string): Promise<SampleObject> {
  const { contentType, key } = entry;
  const file = path.join(mediaFolder, entry.file);
  const content = await readFile(file);
  return {
    key,
    size: content.length,
    etag: etagOf(content),
    lastModified: drawnOn,
    contentType: contentType ?? contentTypeOf(key),
    read: () => readFile(file),
  };
}

function thumbnail(longSide: number, file: string): Thumbnail {
  return { longSide, read: () => readFile(file) };
}

/** Content types by the extension of a key, as OSS and its SDKs guess them. */
const byExtension: Readonly<Record<string, string>> = {
  bmp: "image/bmp",
  csv: "text/csv",
  gif: "image/gif",
  html: "text/html",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  png: "image/png",
  tif: "image/tiff",
  tiff: "image/tiff",
  txt: "text/plain",
  webp: "image/webp",
};

/** `application/octet-stream` when the extension is unknown. */
export function contentTypeOf(key: string): string {
  const extension = key.slice(key.lastIndexOf(".") + 1).toLowerCase();
  return Object.hasOwn(byExtension, extension)
    ? (byExtension[extension] as string)
    : "application/octet-stream";
}
