/** The shipped catalogue of the sample bucket, for the tests of its files and of its answers. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { WireLabel } from "../../../tools/pictures/picture.ts";
import { root } from "../structure/sources.ts";

export interface CatalogueObject {
  readonly key: string;
  readonly file: string;
  readonly contentType: string;
  readonly sha256: string;
  readonly width?: number;
  readonly height?: number;
  readonly labels?: readonly WireLabel[];
}

interface Catalogue {
  readonly bucket: string;
  readonly objects: readonly CatalogueObject[];
  readonly sizes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const sampleFolder = path.join(root, "media", "sample");

/** A file of the sample bucket, named from its folder. */
export function readSample(file: string): Buffer {
  return readFileSync(path.join(sampleFolder, file));
}

export const catalogue = JSON.parse(readSample("catalogue.json").toString("utf8")) as Catalogue;

export const drawn = catalogue.objects.filter(({ contentType }) =>
  contentType.startsWith("image/"),
);
