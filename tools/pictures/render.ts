/**
 * Draws the sample bucket from its sources, so that the set can be made again:
 * `node tools/pictures/render.ts` on Node 24, with a browser of Chromium's family installed.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { chromium, type Page } from "playwright-core";
import { findInstalledBrowser } from "../downloads/installedBrowser.ts";
import { HumanError } from "../humanError.ts";
import { repository } from "../repository.ts";
import { runMain } from "../runMain.ts";
import { type Drawing, drawIcon, drawScene, shrink } from "./drawing.ts";
import { contentTypeOf, extensionOf, isPng, type Picture } from "./picture.ts";
import { pictures, type TextObject, texts } from "./pictures.ts";

const sources = path.join(repository, "tools", "pictures");
const sample = path.join(repository, "media", "sample");
/** The smaller copies: longer side, and how much of the picture they keep. */
const copies = [
  { longSide: 320, jpeg: { quality: 64 }, png: { colours: 64 } },
  { longSide: 800, jpeg: { quality: 58 }, png: { colours: 64 } },
];
const iconSide = 128;

await runMain(async () => {
  const executablePath = findInstalledBrowser();
  if (!executablePath) {
    throw new HumanError("No browser was found. Install Chromium, or set CHROME_PATH to one.");
  }
  const browser = await chromium.launch({ executablePath, args: ["--force-color-profile=srgb"] });
  try {
    const page = await browser.newPage();
    await drawAll(page);
    const icon = await readFile(path.join(sources, "icon.svg"), "utf8");
    await save(path.join(repository, "media", "icon.png"), await drawIcon(page, icon, iconSide));
  } finally {
    await browser.close();
  }
  return 0;
});

async function drawAll(page: Page): Promise<void> {
  const thumbnails = path.join(sample, "thumbnails");
  await rm(thumbnails, { recursive: true, force: true });
  await mkdir(thumbnails, { recursive: true });
  const entries = [];
  const sizes: Record<string, Record<string, string>> = {};
  for (const picture of pictures) {
    const drawing = await draw(page, picture);
    const object = objectOf(picture, drawing);
    entries.push(object);
    if (picture.publishedAs) entries.push({ ...object, key: picture.publishedAs });
    sizes[object.sha256] = await drawCopies(page, picture, drawing);
  }
  for (const text of texts) entries.push(await textObjectOf(text));
  const objects = entries.sort((one, other) =>
    Buffer.compare(bytesOf(one.key), bytesOf(other.key)),
  );
  const catalogue = JSON.stringify({ bucket: "sample", objects, sizes }, undefined, 2);
  await save(path.join(sample, "catalogue.json"), Buffer.from(`${catalogue}\n`));
}

async function draw(page: Page, picture: Picture): Promise<Drawing> {
  const svg = await readFile(path.join(sources, "scenes", `${picture.scene}.svg`), "utf8");
  const drawing = await drawScene(page, svg, picture.format);
  await save(path.join(sample, fileOf(picture)), drawing.content);
  if (picture.copy) await save(path.join(repository, picture.copy), drawing.content);
  return drawing;
}

/** Name of the copy of each size; the picture itself where that is no larger. */
async function drawCopies(page: Page, picture: Picture, drawing: Drawing) {
  const names: Record<string, string> = {};
  for (const { longSide, jpeg, png } of copies) {
    const isSmallEnough = longSide >= Math.max(drawing.width, drawing.height);
    const format = isPng(picture.format) ? png : jpeg;
    const name = `thumbnails/${picture.scene}-${longSide}.${extensionOf(format)}`;
    names[longSide] = isSmallEnough ? fileOf(picture) : name;
    if (isSmallEnough) continue;
    const copy = await shrink(page, drawing, longSide, format);
    await save(path.join(sample, name), copy.content);
  }
  return names;
}

function objectOf(picture: Picture, { content, width, height }: Drawing) {
  return {
    key: picture.key,
    file: fileOf(picture),
    contentType: contentTypeOf(picture.format),
    sha256: sha256Of(content),
    width,
    height,
    labels: picture.labels,
  };
}

async function textObjectOf(text: TextObject) {
  return { ...text, sha256: sha256Of(await readFile(path.join(sample, text.file))) };
}

function fileOf({ format, scene }: Picture): string {
  return `${scene}.${extensionOf(format)}`;
}

/** Listings order keys by their bytes. */
function bytesOf(key: string): Buffer {
  return Buffer.from(key, "utf8");
}

function sha256Of(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

async function save(file: string, content: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  const size = (content.length / 1000).toFixed(1).padStart(7);
  process.stdout.write(`${size} kB  ${path.relative(repository, file)}\n`);
}
