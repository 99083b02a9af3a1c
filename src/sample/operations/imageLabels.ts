/** image/labels of an object [Image label detection]: prepared labels, never a detection. */
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { SampleResponse } from "../http/response.ts";
import { immError, ServiceError } from "../serviceError.ts";
import type { SampleObject } from "../store/bucket.ts";
import type { PreparedDetection } from "../store/catalogue.ts";
import { sha256Of } from "../store/digests.ts";
import { formatOf, readPicture } from "../store/picture.ts";
import type { ObjectCall } from "./call.ts";
import { invalidProcess, type Operation } from "./process.ts";
import { identityHeaders } from "./readObject.ts";

const defaultThreshold = 0.7;
const maxBytes = 20 * 1024 * 1024;
const maxSide = 30_000;
const maxPixels = 250_000_000;

/** The labels of at least the asked confidence. Every other outcome throws and costs nothing. */
export async function imageLabels(
  { catalogue, request }: ObjectCall,
  object: SampleObject,
  operation: Operation,
  process: string,
): Promise<SampleResponse> {
  const threshold = readThreshold(operation, process);
  const content = await readLabelled(object);
  const sha256 = sha256Of(content);
  const prepared = catalogue.detectionFor(sha256);
  if (prepared === undefined) throw nothingPrepared();
  const fieldOrder = prepared.fieldOrder ?? usualOrder(sha256);
  const requestId = prepared.requestId ?? newRequestId();
  const body = labelsBody({ ...prepared, fieldOrder }, threshold, requestId);
  return labelsResponse(object, body, request.headers["accept-encoding"]);
}

/** The service's samples differ in their order of fields, and so do pictures here. */
function usualOrder(sha256: string): readonly string[] {
  return "02468ace".includes(sha256.slice(0, 1)) ? asPrepared : alphabetical;
}

const asPrepared: readonly string[] = [];
const alphabetical: readonly string[] = [
  ...["Labels", "RequestId"],
  ...["CentricScore", "LabelConfidence", "LabelLevel", "LabelName", "Language", "ParentLabelName"],
];

/**
 * A successful detection as the service sends it: chunked, in gzip only when that is accepted, and
 * with the headers that force a browser to download it.
 */
async function labelsResponse(
  object: SampleObject,
  body: string,
  acceptEncoding: string | undefined,
): Promise<SampleResponse> {
  const zipped = acceptsGzip(acceptEncoding);
  return {
    status: 200,
    headers: {
      "Content-Type": "application/json;charset=utf-8",
      Vary: "Accept-Encoding",
      ...(zipped ? { "Content-Encoding": "gzip" } : {}),
      "Last-Modified": object.lastModified.toUTCString(),
      ...(await identityHeaders(object)),
      "x-oss-ec": "0048-00000104",
      "Content-Disposition": "attachment",
      "x-oss-force-download": "true",
    },
    body: zipped ? await promisify(gzip)(body) : body,
    chunked: true,
    billable: true,
  };
}

/** `thr_<decimal>` from 0 to 1, and nothing else; 0.7 when absent. */
function readThreshold({ parameters }: Operation, process: string): number {
  const unknown = [...parameters.keys()].find((name) => name !== "thr");
  if (unknown !== undefined) {
    throw invalidProcess(`The parameter ${unknown} is unknown to image/labels.`, process);
  }
  const text = parameters.get("thr");
  if (text === undefined) return defaultThreshold;
  const threshold = /^(?:\d+(?:\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (threshold >= 0 && threshold <= 1) return threshold;
  throw invalidProcess("The value of thr must be a number from 0 to 1.", process);
}

/** The picture's bytes, once they are within the documented limits. */
async function readLabelled(object: SampleObject): Promise<Buffer> {
  if (object.size > maxBytes) {
    throw refused("The size of the image must not exceed 20 MB.", tooLarge);
  }
  const content = await object.read();
  if (formatOf(content) === undefined) {
    throw refused("The format of the image must be JPG, JPEG or PNG.");
  }
  const facts = await readPicture(content);
  if (facts === undefined) throw refused("The image file may be damaged.");
  if (Math.max(facts.width, facts.height) > maxSide) {
    throw refused("The width and height of the image must not exceed 30,000 pixels.", tooLarge);
  }
  if (facts.width * facts.height > maxPixels) {
    throw refused("The image must not exceed 250 million pixels.", tooLarge);
  }
  return content;
}

/** 0056-00000001: IMM failed on the file; 0056-00000002: the file is too large for it. [EC] */
const failedOnFile = "0056-00000001";
const tooLarge = "0056-00000002";

function refused(text: string, ec = failedOnFile): ServiceError {
  return immError("InvalidArgument", text, newRequestId(), ec);
}

function nothingPrepared(): ServiceError {
  return new ServiceError(
    400,
    "SampleHasNoAnswer",
    "The sample account has no prepared labels for this picture. Add a real account to detect its labels.",
  );
}

function acceptsGzip(acceptEncoding = ""): boolean {
  return acceptEncoding
    .split(",")
    .map((entry) => entry.replaceAll(/\s/g, "").toLowerCase())
    .some((entry) => /^(?:x-)?gzip(?:;q=(?!0(?:\.0*)?$).*)?$/.test(entry));
}

/** IMM writes its ids as upper-case UUIDs. */
function newRequestId(): string {
  return randomUUID().toUpperCase();
}

/**
 * The JSON of a detection [Image label detection] [IMM label]. Labels without a confidence are
 * always in.
 */
function labelsBody(
  { fieldOrder = [], labels }: PreparedDetection,
  threshold: number,
  requestId: string,
): string {
  const kept = labels.filter(({ LabelConfidence }) => !((LabelConfidence as number) < threshold));
  const written = kept.map((label) => writeRecord(label, fieldOrder, writeField));
  const body = { RequestId: JSON.stringify(requestId), Labels: `[${written.join(",")}]` };
  return writeRecord(body, fieldOrder, (_name, value) => value);
}

/** The service writes a whole confidence or score as `1.0`. */
function writeField(name: string, value: unknown): string {
  const isFraction = name === "LabelConfidence" || name === "CentricScore";
  if (isFraction && Number.isInteger(value)) return (value as number).toFixed(1);
  return JSON.stringify(value);
}

/** Fields in the given order, then those it does not name in their own. */
function writeRecord<Value>(
  record: Readonly<Record<string, Value>>,
  order: readonly string[],
  write: (name: string, value: Value) => string,
): string {
  const named = order.filter((name) => Object.hasOwn(record, name));
  const rest = Object.keys(record).filter((name) => !named.includes(name));
  const fields = [...named, ...rest].map(
    (name) => `${JSON.stringify(name)}:${write(name, record[name] as Value)}`,
  );
  return `{${fields.join(",")}}`;
}
