/** Writes sidecars into a folder without ever losing what somebody else wrote there. Knows no VS Code. */
import { mkdir, readFile, realpath } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
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

/** Images with labels that got no sidecar. */
export interface Unwritten {
  /** Another program or a person has written or changed the one that is there. */
  readonly kept: number;
  /** It would be behind a link that leads out of the folder. */
  readonly outside: number;
}

/**
 * Writes a sidecar for each image that has labels. Ours of an image that has no labels any more loses its own. Links
 * are followed within the folder.
 * Throws a `Refusal` with code `file-not-written`, or what `pages` or `signal` throws; each sidecar is whole even then.
 */
export async function writeSidecars(
  folder: string,
  pages: ImagePages,
  prefix: PathPrefix,
  signal?: AbortSignal,
): Promise<Unwritten> {
  await writing(folder, () => mkdir(folder, { recursive: true }));
  const inside = new RealFolder(await writing(folder, () => realpath(folder)));
  let kept = 0;
  let outside = 0;
  for await (const images of pages) {
    for (const group of groupsOf(images, prefix)) {
      signal?.throwIfAborted();
      const outcomes = await Promise.all(
        group.map((image) => writeSidecar(folder, image, prefix, inside)),
      );
      kept += outcomes.filter((outcome) => outcome === "kept").length;
      outside += outcomes.filter((outcome) => outcome === "outside").length;
    }
  }
  return { kept, outside };
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
  inside: RealFolder,
): Promise<"done" | "kept" | "outside"> {
  const text = sidecar(image);
  const unless = (outcome: "kept" | "outside") => (text === undefined ? "done" : outcome);
  for (const path of [sidecarPath(image, prefix), otherSidecarPath(image, prefix)]) {
    const file = join(folder, path);
    if (!(await inside.holds(file))) return unless("outside");
    const there = await readSidecar(file);
    if (there === "unreadable") continue;
    const owner = there === undefined ? "nobody" : sidecarOwner(there, image);
    if (owner === "foreign") return unless("kept");
    if (owner === "other") continue;
    if (owner === "nobody" && text === undefined) return "done";
    const next = text ?? sidecarText(image);
    if (next !== there) await writeWholeFile(file, [next]);
    return "done";
  }
  return unless("kept");
}

/** Tells which files are below a folder, wherever links lead. */
class RealFolder {
  readonly #root: string;
  /** Where folders really are. */
  readonly #folders = new Map<string, Promise<string>>();

  /** @param root without links in it */
  constructor(root: string) {
    this.#root = root.endsWith(sep) ? root : root + sep;
  }

  /** Also of a file that is not there yet. */
  async holds(file: string): Promise<boolean> {
    const real = await writing(file, () => this.#realOf(file));
    return real.startsWith(this.#root);
  }

  async #realOf(path: string): Promise<string> {
    try {
      return await realpath(path);
    } catch (error) {
      // A link that leads nowhere is replaced where it is a file's, and in the way where it is a folder's.
      if (!missing.has(codeOf(error) ?? "")) throw error;
      return join(await this.#realFolder(dirname(path)), basename(path));
    }
  }

  #realFolder(path: string): Promise<string> {
    const known = this.#folders.get(path) ?? this.#realOf(path);
    this.#folders.set(path, known);
    return known;
  }
}

const missing: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR"]);

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
