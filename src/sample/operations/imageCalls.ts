/**
 * GET ?x-oss-process of an object, and two of its operations: image/info [Image information] and
 * image/resize [Resize images].
 */
import type { SampleResponse } from "../http/response.ts";
import { ServiceError } from "../serviceError.ts";
import type { SampleObject } from "../store/bucket.ts";
import type { Thumbnail } from "../store/catalogue.ts";
import { sha256Of } from "../store/digests.ts";
import { type PictureFacts, readPicture } from "../store/picture.ts";
import { type ObjectCall, processOf } from "./call.ts";
import { imageLabels } from "./imageLabels.ts";
import { invalidProcess, type Operation, readProcess } from "./process.ts";
import { checkReadable, existingObject } from "./readObject.ts";

const maxBytes = 20 * 1024 * 1024;

export async function processImage(call: ObjectCall): Promise<SampleResponse> {
  const process = processOf(call.request) ?? "";
  const operations = readProcess(process);
  const object = existingObject(call);
  checkReadable(object, call.bucket);
  const [first, ...others] = operations;
  if (first && others.length === 0) {
    if (first.name === "labels") return imageLabels(call, object, first, process);
    if (first.name === "info") return imageInfo(object, first, process);
  }
  if (operations.some(({ name }) => name === "labels" || name === "info")) {
    throw invalidProcess("labels and info cannot be chained with other operations.", process);
  }
  return transformImage(call, object, operations, process);
}

/** Every value is a string, as the service writes them. */
async function imageInfo(
  object: SampleObject,
  { parameters }: Operation,
  process: string,
): Promise<SampleResponse> {
  if (parameters.size > 0) throw invalidProcess("image/info has no parameters.", process);
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
 * beforehand that is no larger than asked, otherwise the smallest, and the picture itself where that is
 * small enough or no copy exists.
 */
async function transformImage(
  { catalogue }: ObjectCall,
  object: SampleObject,
  operations: readonly Operation[],
  process: string,
): Promise<SampleResponse> {
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

/** Throws the errors of image processing. [Image processing errors] */
async function pictureOf(object: SampleObject): Promise<PictureFacts> {
  if (object.size > maxBytes) {
    const message = `Maximal size of image supported is ${maxBytes}.`;
    throw new ServiceError(400, "ImageTooLarge", message);
  }
  const facts = await readPicture(await object.read());
  if (facts) return facts;
  throw new ServiceError(403, "ImageDamage", "The image file may be damaged.");
}

function lastModified(object: SampleObject): Record<string, string> {
  return { "Last-Modified": object.lastModified.toUTCString() };
}

const modes = new Set(["lfit", "mfit", "fill", "pad", "fixed"]);
const sides = ["w", "h", "l", "s"];
const resizeParameters = new Set([...sides, "m", "p", "limit", "color"]);
const maxSide = 16_384;

/** The longer side that the result would have, in pixels. Throws 400 for parameters OSS refuses. */
export function resizedLongSide(
  { height, width }: PictureFacts,
  { parameters }: Operation,
  process: string,
): number {
  for (const name of parameters.keys()) {
    if (!resizeParameters.has(name))
      throw invalidProcess(`The parameter ${name} is unknown.`, process);
  }
  const mode = parameters.get("m") ?? "lfit";
  if (!modes.has(mode)) throw invalidProcess(`The mode ${mode} is unknown.`, process);
  const number = (name: string, max: number) => readNumber(parameters, name, max, process);
  const long = Math.max(width, height);
  const percent = number("p", 1000);
  if (percent !== undefined) return Math.ceil((long * percent) / 100);

  const [w, h, l, s] = sides.map((name) => number(name, maxSide));
  const ratios = [
    ratio(w, width),
    ratio(h, height),
    ratio(l, long),
    ratio(s, Math.min(width, height)),
  ];
  const given = ratios.filter((value) => value !== undefined);
  if (given.length === 0) throw invalidProcess("A resize needs w, h, l, s or p.", process);
  const scale = mode === "mfit" ? Math.max(...given) : Math.min(...given);
  return Math.ceil(long * scale);
}

function ratio(wanted: number | undefined, side: number): number | undefined {
  return wanted === undefined ? undefined : wanted / side;
}

function readNumber(
  parameters: ReadonlyMap<string, string>,
  name: string,
  max: number,
  process: string,
): number | undefined {
  const text = parameters.get(name);
  if (text === undefined) return undefined;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= max) return number;
  throw invalidProcess(`The value of ${name} must be 1 to ${max}.`, process);
}
