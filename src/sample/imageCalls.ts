/** image/info and image/resize of an object (OSS help, "Query image information", "Resize images"). */
import type { Answer } from "./answer.ts";
import type { SampleObject } from "./bucket.ts";
import type { ObjectCall } from "./call.ts";
import type { Thumbnail } from "./catalogue.ts";
import { sha256Of } from "./digests.ts";
import { type PictureFacts, readPicture } from "./picture.ts";
import { invalidProcess, type Operation } from "./processing.ts";
import { resizedLongSide } from "./resize.ts";
import { ServiceError } from "./serviceError.ts";

const mostBytes = 20 * 1024 * 1024;

/** Every value is a string, as the service writes them. */
export async function imageInfo(object: SampleObject): Promise<Answer> {
  const { format, height, width } = await pictureOf(object);
  const info = {
    FileSize: { value: String(object.size) },
    Format: { value: format },
    ImageHeight: { value: String(height) },
    ImageWidth: { value: String(width) },
  };
  return {
    status: 200,
    headers: { "Content-Type": "application/json", ...lastModified(object) },
    body: JSON.stringify(info),
  };
}

/** May stand before or after a resize; the prepared copies need nothing of it. */
const tolerated = new Set(["auto-orient", "format", "interlace", "quality"]);

/**
 * The sample account does not scale pictures. Whatever the mode, it sends the largest copy prepared
 * beforehand that is no larger than asked, else the smallest, and the picture itself where that is
 * small enough or no copy exists.
 */
export async function transformImage(
  { catalogue }: ObjectCall,
  object: SampleObject,
  operations: readonly Operation[],
  process: string,
): Promise<Answer> {
  const facts = await pictureOf(object);
  let longSide = Math.max(facts.width, facts.height);
  for (const operation of operations) {
    if (operation.name === "resize") {
      longSide = Math.min(longSide, resizedLongSide(facts, operation, process));
    } else if (!tolerated.has(operation.name)) {
      throw invalidProcess(`The sample account has no ${operation.name} for images.`, process);
    }
  }
  const content = await object.read();
  const isSmallEnough = longSide >= Math.max(facts.width, facts.height);
  const copies = isSmallEnough ? [] : catalogue.thumbnailsOf(sha256Of(content));
  const body = (await bestCopy(copies, longSide)?.read()) ?? content;
  const format = (await readPicture(body))?.format ?? facts.format;
  return {
    status: 200,
    headers: {
      "Content-Type": `image/${format === "jpg" ? "jpeg" : format}`,
      ...lastModified(object),
    },
    body,
  };
}

function bestCopy(copies: readonly Thumbnail[], longSide: number): Thumbnail | undefined {
  return copies.findLast((copy) => copy.longSide <= longSide) ?? copies[0];
}

/** Errors as of image processing (OSS help, "Image processing: error codes"). */
async function pictureOf(object: SampleObject): Promise<PictureFacts> {
  if (object.size > mostBytes) {
    const message = `Maximal size of image supported is ${mostBytes}.`;
    throw new ServiceError(400, "ImageTooLarge", message);
  }
  const facts = await readPicture(await object.read());
  if (facts) return facts;
  throw new ServiceError(403, "ImageDamage", "The image file may be damaged.");
}

function lastModified(object: SampleObject): Record<string, string> {
  return { "Last-Modified": object.lastModified.toUTCString() };
}
