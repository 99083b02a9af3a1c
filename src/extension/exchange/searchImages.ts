/** The command `ossImageLabels.search`, for programs: images that a query finds, from the index alone. */
import { createHash } from "node:crypto";
import { Refusal } from "../../errors/refusal.ts";
import type { FoundImage, LabelIndexPort } from "../../labelIndex/port.ts";
import type { Label } from "../../labels/label.ts";
import { sortLabels } from "../../labels/order.ts";
import { formatObjectUri } from "../../oss/address.ts";
import { parseQuery } from "../../query/parse.ts";
import type { Query } from "../../query/query.ts";
import type { ProgramOptions } from "../programOptions.ts";

/** One page. */
export interface SearchResult {
  /** Exactly, of all pages. */
  readonly total: number;
  readonly images: readonly SearchedImage[];
  /** For the option of that name; absent on the last page. */
  readonly after?: string;
}

/** What is unknown is absent. */
export interface SearchedImage {
  /** `oss://bucket/key` */
  readonly object: string;
  readonly account: string;
  /** Bytes. */
  readonly size?: number;
  /** ISO 8601, UTC. */
  readonly lastModified?: string;
  readonly storageClass?: string;
  /** ISO 8601, UTC; absent, as the threshold, where no detection is of the image's present bytes. */
  readonly detectedAt?: string;
  /** 0–1 */
  readonly threshold?: number;
  /** Corrected; by confidence, then centric score, then name. */
  readonly labels: readonly Label[];
}

const maxLimit = 1000;
const defaultLimit = 100;

/** No request is made. Throws a `Refusal` with code `query-syntax` or `wrong-options`. */
export async function searchImages(
  given: unknown,
  options: ProgramOptions,
  index: Pick<LabelIndexPort, "search">,
): Promise<SearchResult> {
  const query = readQuery(given);
  const limit = options.integer("limit", 1, maxLimit) ?? defaultLimit;
  const mark = options.text("after");
  const after = mark === undefined ? undefined : readMark(mark);
  const page = await index.search(query, { limit, after });
  return {
    total: page.total,
    images: page.images.map(searchedImage),
    ...(page.after !== undefined && { after: writeMark(page.after) }),
  };
}

/**
 * What programs are given to go on with: what the index wants to hear again, behind a checksum, since whatever else comes
 * is not guessed at.
 */
function writeMark(after: string): string {
  return `${digest(after)}.${after}`;
}

function readMark(mark: string): string {
  const after = mark.slice(mark.indexOf(".") + 1);
  if (mark === writeMark(after)) return after;
  throw new Refusal("wrong-options", { reason: "no-page" });
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 8);
}

/** What a program gave as a query. */
export function readQuery(given: unknown): Query {
  if (typeof given !== "string") throw new Refusal("wrong-options", { reason: "no-query" });
  return parseQuery(given);
}

function searchedImage({ object, detection, labels }: FoundImage): SearchedImage {
  const { account, size, lastModified, storageClass } = object;
  return {
    object: formatObjectUri(object),
    account,
    ...(size !== undefined && { size }),
    ...(lastModified !== undefined && { lastModified }),
    ...(storageClass !== undefined && { storageClass }),
    ...(detection && { detectedAt: detection.detectedAt, threshold: detection.threshold }),
    labels: sortLabels(labels),
  };
}
