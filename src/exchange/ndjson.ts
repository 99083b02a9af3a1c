/** The format that loses nothing: one image a line, as JSON. docs/oss-image-labels-1.schema.json describes a line. */
import { normalizeEtag } from "../labelIndex/fingerprint.ts";
import type { Corrections, ExchangeDetection, ExchangeImage } from "../labelIndex/port.ts";
import type { Label } from "../labels/label.ts";
import { formatObjectUri } from "../oss/address.ts";
import { readDate } from "../oss/lenient.ts";

/** What each line says it is. A format that old readers would misread gets another number. */
export const exchangeSchema = "oss-image-labels/1";

/** Each line ends in LF. */
export async function* ndjsonPages(
  pages: AsyncIterable<readonly ExchangeImage[]>,
): AsyncGenerator<string> {
  for await (const images of pages) {
    yield images.map((image) => `${exchangeLine(image)}\n`).join("");
  }
}

/** One image as JSON on one line, without the line's end. What is unknown or empty is left out. */
export function exchangeLine({ object, detections, corrections }: ExchangeImage): string {
  const { account, size, storageClass, crc64 = "" } = object;
  // JSON is written in the order of the keys, which is the format's.
  return JSON.stringify({
    schema: exchangeSchema,
    account,
    object: formatObjectUri(object),
    size,
    etag: normalizeEtag(object.etag),
    crc64: isChecksum(crc64) ? crc64 : undefined,
    lastModified: object.lastModified === undefined ? undefined : isoDate(object.lastModified),
    storageClass: storageClass || undefined,
    detections: unlessEmpty(detections.map(detectionFields)),
    corrections: correctionFields(corrections),
  });
}

function detectionFields(detection: ExchangeDetection): object {
  const { threshold, detectedAt, requestId, source = "image/labels", labels } = detection;
  return {
    threshold,
    detectedAt: isoDate(detectedAt) ?? detectedAt,
    requestId: requestId || undefined,
    source,
    labels: unlessEmpty(labels.map(labelFields)),
  };
}

function labelFields(label: Label): object {
  const { name, level, parent, confidence, centricScore, language } = label;
  return { name, level, parent, confidence, centricScore, language };
}

function correctionFields(corrections: Corrections | undefined): object | undefined {
  const hidden = unlessEmpty(corrections?.hidden ?? []);
  const added = unlessEmpty(corrections?.added ?? []);
  return hidden || added ? { hidden, added } : undefined;
}

function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** A number of 64 bits, decimal. */
export function isChecksum(text: string): boolean {
  return /^\d{1,20}$/.test(text) && BigInt(text) < 2n ** 64n;
}

/** In UTC, to the millisecond; `undefined` for what is no date of four-digit years. */
export function isoDate(text: string): string | undefined {
  const date = readDate(text)?.toISOString();
  return date?.length === "2026-03-01T08:00:00.000Z".length ? date : undefined;
}
