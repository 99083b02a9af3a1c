/** Writes sidecars into a folder without ever losing what somebody else wrote there. Knows no VS Code. */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ImagePages } from "../../exchange/exchangeFormat.ts";
import type { PathPrefix } from "../../exchange/relativePath.ts";
import {
  otherSidecarPath,
  sidecar,
  sidecarOwner,
  sidecarPath,
  sidecarText,
} from "../../exchange/xmp.ts";
import type { ExportedImage } from "../../labelIndex/port.ts";
import { codeOf, writeWholeFile, writing } from "./wholeFile.ts";

/** Sidecars written at the same time. */
const maxAtOnce = 8;

/**
 * Writes a sidecar for each image that has labels; returns how many were kept from it by a sidecar that another program
 * or a person has written or changed. Ours of an image that has no labels any more loses its own.
 * Throws a `Refusal` with code `file-not-written`, or what `pages` or `signal` throws; each sidecar is whole even then.
 */
export async function writeSidecars(
  folder: string,
  pages: ImagePages,
  prefix: PathPrefix,
  signal?: AbortSignal,
): Promise<number> {
  await writing(folder, () => mkdir(folder, { recursive: true }));
  let kept = 0;
  for await (const images of pages) {
    for (const group of groupsOf(images, prefix)) {
      signal?.throwIfAborted();
      const written = await Promise.all(group.map((image) => writeSidecar(folder, image, prefix)));
      kept += written.filter((isWritten) => !isWritten).length;
    }
  }
  return kept;
}

/** No two of a group may be one file on any system, or they would not see each other. */
function* groupsOf(
  images: readonly ExportedImage[],
  prefix: PathPrefix,
): Generator<readonly ExportedImage[]> {
  let group: ExportedImage[] = [];
  const paths = new Set<string>();
  for (const image of images) {
    const path = sidecarPath(image, prefix).normalize("NFKC").toLowerCase();
    if (group.length >= maxAtOnce || paths.has(path)) {
      yield group;
      group = [];
      paths.clear();
    }
    group.push(image);
    paths.add(path);
  }
  if (group.length > 0) yield group;
}

async function writeSidecar(
  folder: string,
  image: ExportedImage,
  prefix: PathPrefix,
): Promise<boolean> {
  const text = sidecar(image);
  for (const path of [sidecarPath(image, prefix), otherSidecarPath(image, prefix)]) {
    const file = join(folder, path);
    const there = await readSidecar(file);
    if (there === "unreadable") continue;
    const owner = there === undefined ? "nobody" : sidecarOwner(there, image);
    if (owner === "foreign") return text === undefined;
    if (owner === "other") continue;
    if (owner === "nobody" && text === undefined) return true;
    const next = text ?? sidecarText(image);
    if (next !== there) await writeWholeFile(file, [next]);
    return true;
  }
  return text === undefined;
}

/** `undefined` where there is none; a folder of the sidecar's name, or a file in place of a folder, cannot be read. */
async function readSidecar(file: string): Promise<string | "unreadable" | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    switch (codeOf(error)) {
      case "ENOENT":
        return undefined;
      case "EISDIR":
      case "ENOTDIR":
        return "unreadable";
      default:
        return writing(file, () => Promise.reject(error));
    }
  }
}
