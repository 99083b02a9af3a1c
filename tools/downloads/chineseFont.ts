/** A font with Chinese glyphs, so that labels and keys in Chinese show in pictures. */
import { readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "../runCommand.ts";
import { ensureDownload } from "./cachedDownload.ts";
import { unpackPackage } from "./npm.ts";
import { chineseFont } from "./versions.ts";

/**
 * Resolves to a folder with such a font, or to `undefined` when the system has one. It is wanted
 * for pictures only: when it cannot be fetched a line says so and the picture shows empty boxes.
 */
export async function ensureChineseFont(): Promise<string | undefined> {
  if (process.platform !== "linux" || (await systemHasOne())) return undefined;
  const download = {
    folder: `font-${chineseFont.version}`,
    title: "Chinese font for pictures",
    install,
  };
  try {
    return await ensureDownload(download);
  } catch (error) {
    process.stderr.write(`Chinese text will show as empty boxes: ${(error as Error).message}\n`);
    return undefined;
  }
}

async function systemHasOne(): Promise<boolean> {
  const found = await runCommand("fc-list", [":lang=zh", "family"]).catch(() => "");
  return found.trim() !== "";
}

async function install(folder: string): Promise<void> {
  const unpacked = path.join(folder, "package");
  const weights = ["400Regular", "700Bold"];
  await unpackPackage(chineseFont, unpacked, { only: [...weights, "LICENSE_FONT"] });
  for (const weight of weights) {
    const fonts = await readdir(path.join(unpacked, weight));
    const font = fonts.find((name) => name.endsWith(".ttf")) ?? "";
    await rename(path.join(unpacked, weight, font), path.join(folder, font));
  }
  await rename(path.join(unpacked, "LICENSE_FONT"), path.join(folder, "LICENSE"));
  await rm(unpacked, { recursive: true });
}
