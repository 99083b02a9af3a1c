/**
 * What the sample account holds: buckets, and prepared answers found by a picture's content, so that
 * a copy of a picture has its labels too. The answers were written by hand in the documented shape;
 * nothing is recognised here.
 */
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { type Bucket, memoryBucket, type SampleObject, type UploadAllowance } from "./bucket.ts";
import { contentTypeOf } from "./contentType.ts";
import { etagOf } from "./digests.ts";

/** A label as it goes over the wire: `LabelName`, `LabelConfidence` and so on. */
export type PreparedLabel = Readonly<Record<string, unknown>>;

export interface PreparedAnswer {
  readonly labels: readonly PreparedLabel[];
  /** Names of fields in the order to write them; the service is not consistent there. */
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

/** A bucket to be; each start of a server opens it anew. */
export interface BucketSource {
  readonly name: string;
  open(allowance: UploadAllowance): Bucket;
}

export interface Catalogue {
  /** The first one is the account's main bucket. */
  readonly buckets: readonly BucketSource[];
  /** By SHA-256 of the picture's bytes, in lower-case hexadecimal. */
  answerFor(sha256: string): PreparedAnswer | undefined;
  /** Smallest first; empty when there are none. */
  thumbnailsOf(sha256: string): readonly Thumbnail[];
}

/** `catalogue.json`, as far as it is read here. */
interface CatalogueFile {
  readonly bucket: string;
  readonly objects: readonly {
    readonly key: string;
    readonly file: string;
    readonly sha256: string;
    readonly labels: readonly PreparedLabel[];
    readonly fieldOrder?: readonly string[];
    readonly requestId?: string;
  }[];
  readonly sizes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const drawnOn = new Date("2025-06-01T08:00:00Z");

/**
 * Reads the catalogue that ships with the extension.
 * @param mediaFolder the folder of `catalogue.json`; files are named relative to it
 */
export async function readCatalogue(mediaFolder: string): Promise<Catalogue> {
  const text = await readFile(path.join(mediaFolder, "catalogue.json"), "utf8");
  const file = JSON.parse(text) as CatalogueFile;
  const answers = new Map(file.objects.map((object) => [object.sha256, object]));
  const objects = await Promise.all(
    file.objects.map(({ key, file: name }) => objectOfFile(key, path.join(mediaFolder, name))),
  );
  return {
    buckets: [
      {
        name: file.bucket,
        open: (allowance) => memoryBucket(file.bucket, objects, allowance, drawnOn),
      },
    ],
    answerFor: (sha256) => answers.get(sha256),
    thumbnailsOf: (sha256) =>
      Object.entries(file.sizes[sha256] ?? {})
        .map(([longSide, name]) => thumbnail(Number(longSide), path.join(mediaFolder, name)))
        .sort((one, other) => one.longSide - other.longSide),
  };
}

/** Read once for its hash, and again whenever it is asked for. */
async function objectOfFile(key: string, file: string): Promise<SampleObject> {
  const content = await readFile(file);
  return {
    key,
    size: content.length,
    etag: etagOf(content),
    lastModified: drawnOn,
    contentType: contentTypeOf(key),
    read: () => readFile(file),
  };
}

function thumbnail(longSide: number, file: string): Thumbnail {
  return { longSide, read: () => readFile(file) };
}
