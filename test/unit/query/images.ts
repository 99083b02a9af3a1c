/** Images for queries, written briefly. */
import type { Label } from "../../../src/labels/label.ts";
import {
  compareFound,
  type JudgedImage,
  judgedImage,
  type KnownImage,
  matches,
  sortValue,
} from "../../../src/query/judge.ts";
import { parseQuery } from "../../../src/query/parse.ts";
import { label } from "../labels/label.ts";

export interface ImageFacts extends Partial<Omit<KnownImage["object"], "key">> {
  /** `Dog/2<Animal 0.9 0.8`: name, level, parent, confidence and centric score; each may be absent (`-` for a score). */
  readonly labels?: readonly string[];
  readonly detectedAt?: string;
  readonly hidden?: readonly string[];
  readonly added?: readonly string[];
  readonly isOutdated?: true;
}

/** Without labels it was never detected. */
export function image(key: string, facts: ImageFacts = {}): JudgedImage {
  const { labels, detectedAt = "2026-03-01T08:00:00.000Z", hidden = [], added = [] } = facts;
  const { account = "a", bucket = "b", size, lastModified, storageClass } = facts;
  return judgedImage({
    object: { account, bucket, key, size, lastModified, storageClass },
    ...(labels && { detection: { labels: labels.map(labelOf), detectedAt } }),
    isOutdated: facts.isOutdated ?? false,
    ...((facts.hidden || facts.added) && { corrections: { hidden, added } }),
  });
}

export function labelOf(text: string): Label {
  const pattern = /^(.*?)(?:\/(\d))?(?:<(.*?))?(?: (-|[\d.]+))?(?: (-|[\d.]+))?$/;
  const [, name = "", level, parent, confidence, centric] = pattern.exec(text) ?? [];
  const numberOf = (digits: string | undefined) =>
    digits === undefined || digits === "-" ? undefined : Number(digits);
  return label(name, {
    level: numberOf(level),
    parent,
    confidence: numberOf(confidence),
    centricScore: numberOf(centric),
  });
}

/** The keys of the images that a query finds, in its order. */
export function foundKeys(text: string, images: readonly JudgedImage[]): string[] {
  const query = parseQuery(text);
  return images
    .filter((one) => matches(query.condition, one))
    .map((one) => ({ object: one.object, value: sortValue(query, one) }))
    .sort((a, b) => compareFound(query.sort, a, b))
    .map(({ object }) => object.key);
}
