/** The border where lines of other people's files come in: what a line of `oss-image-labels/1` must be. */
import { t } from "@vscode/l10n";
import * as z from "zod/mini";
import { normalizeEtag } from "../labelIndex/fingerprint.ts";
import type { ExchangeDetection, ExchangeImage } from "../labelIndex/port.ts";
import type { Label } from "../labels/label.ts";
import { formatObjectUri, type ObjectAddress, parseObjectUri } from "../oss/address.ts";
import { isChecksum, isoDate } from "./ndjson.ts";

/** What a line may be that is not one of ours: a field of it by its path, and what belongs there, in words. */
export interface WrongField {
  readonly field: string;
  readonly expected: string;
}

/** By the last name of the path. docs/oss-image-labels-1.schema.json says the same to machines. */
const expectations: Readonly<Record<string, () => string>> = {
  account: () => t("the name of an account"),
  object: () => t("oss://bucket/key"),
  size: () => t("a whole number of bytes"),
  etag: () => t("a text that is not empty"),
  crc64: () => t("a whole number of 64 bits, as a text"),
  lastModified: () => t("a time such as 2026-03-01T08:00:00.000Z"),
  storageClass: () => t("a text that is not empty"),
  detections: () => t("a list of detections"),
  threshold: () => t("a number from 0 to 1"),
  detectedAt: () => t("a time such as 2026-03-01T08:00:00.000Z"),
  requestId: () => t("a text that is not empty"),
  source: () => t('"image/labels", "imm" or "import"'),
  labels: () => t("a list of labels"),
  name: () => t("a text that is not empty"),
  level: () => t("1, 2 or 3"),
  parent: () => t("a text"),
  confidence: () => t("a number from 0 to 1"),
  centricScore: () => t("a number from 0 to 1"),
  language: () => t("a text"),
  corrections: () => t('an object with "hidden" and "added"'),
  hidden: () => t("a list of names"),
  added: () => t("a list of names"),
};

/** Half characters cannot be kept as UTF-8. */
const text = z.pipe(
  z.string(),
  z.transform((value: string) => value.toWellFormed()),
);
const filled = z.pipe(z.string().check(z.minLength(1)), text);
const fraction = z.number().check(z.gte(0), z.lte(1));
const time = z.pipe(
  z.iso.datetime({ offset: true }).check(z.refine((value) => isoDate(value) !== undefined)),
  z.transform((value: string) => isoDate(value) ?? value),
);
const checksum = z.pipe(
  z.string().check(z.refine(isChecksum)),
  z.transform((value: string) => BigInt(value).toString()),
);
const names = z.optional(z.array(filled));

const objectUri = z.pipe(
  z.string(),
  z.transform((uri: string, { issues }): ObjectAddress => {
    const address = readAddress(uri);
    if (address) return address;
    issues.push({ code: "custom", message: "", input: uri });
    return z.NEVER;
  }),
);

const label = z.object({
  name: filled,
  level: z.optional(z.int().check(z.gte(1), z.lte(3))),
  parent: z.optional(text),
  confidence: z.optional(fraction),
  centricScore: z.optional(fraction),
  language: z.optional(text),
});

const detection = z.object({
  threshold: fraction,
  detectedAt: time,
  requestId: z.optional(filled),
  source: z.optional(z.enum(["image/labels", "imm", "import"])),
  labels: z.optional(z.array(label)),
});

const line = z.object({
  account: filled,
  object: objectUri,
  size: z.optional(z.int().check(z.gte(0))),
  etag: z.optional(filled),
  crc64: z.optional(checksum),
  lastModified: z.optional(time),
  storageClass: z.optional(filled),
  detections: z.optional(z.array(detection)),
  corrections: z.optional(z.object({ hidden: names, added: names })),
});

/** The image of a line that is JSON and of a schema that we know, or the first thing that is wrong with it. */
export function readExchangeImage(value: unknown): ExchangeImage | WrongField {
  const read = line.safeParse(value);
  if (!read.success) return wrongField(read.error.issues[0]?.path ?? []);
  const { account, object, size, etag, crc64, lastModified, storageClass } = read.data;
  const { detections = [], corrections } = read.data;
  const normalized = normalizeEtag(etag);
  const { hidden = [], added = [] } = corrections ?? {};
  return {
    object: {
      account,
      ...object,
      ...(size !== undefined && { size }),
      ...(normalized !== undefined && { etag: normalized }),
      ...(crc64 !== undefined && { crc64 }),
      ...(lastModified !== undefined && { lastModified }),
      ...(storageClass !== undefined && { storageClass }),
    },
    detections: detections.map(readDetection),
    ...(hidden.length + added.length > 0 && { corrections: { hidden, added } }),
  };
}

function readDetection(read: z.output<typeof detection>): ExchangeDetection {
  const { threshold, detectedAt, requestId, source = "import", labels = [] } = read;
  return {
    threshold,
    detectedAt,
    ...(requestId !== undefined && { requestId }),
    source,
    labels: labels.map(readLabel),
  };
}

/** Every field is there, as everywhere. */
function readLabel(read: z.output<typeof label>): Label {
  const { name, level, parent, confidence, centricScore, language } = read;
  return { name, level, parent, confidence, centricScore, language, alias: undefined };
}

function readAddress(uri: string): ObjectAddress | undefined {
  try {
    const address = parseObjectUri(uri);
    return formatObjectUri(address) === uri ? address : undefined;
  } catch {
    return undefined;
  }
}

/** `detections[0].labels[2].confidence` */
function wrongField(path: readonly PropertyKey[]): WrongField {
  const field = path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
  const lastName = path.findLast((part) => typeof part === "string") ?? "";
  const isEntry = typeof path.at(-1) === "number";
  const expected = isEntry ? entryExpectations[lastName] : expectations[lastName];
  return { field, expected: expected?.() ?? t("an object") };
}

/** Of the entries of lists. */
const entryExpectations: Readonly<Record<string, () => string>> = {
  detections: () => t("an object"),
  labels: () => t("an object"),
  hidden: () => t("a text that is not empty"),
  added: () => t("a text that is not empty"),
};
