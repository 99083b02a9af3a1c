/**
 * What a query says of one image in memory: whether it finds it, how relevant it is, and what comes before what. This is
 * the meaning of the language; whoever answers faster must answer the same.
 */

import type { Label } from "../labels/label.ts";
import { mainLabel, minSubjectScore } from "../labels/subject.ts";
import { compareKeys } from "../oss/keyOrder.ts";
import { type JudgedLabel, judgedLabels, type LabelCorrections } from "./currentLabels.ts";
import {
  type Comparison,
  type Condition,
  type DayTest,
  type ImageState,
  type LabelCondition,
  type NameCondition,
  type NamePattern,
  positiveNames,
  type Query,
  type ScoreTest,
  type Sort,
  type WordCondition,
} from "./query.ts";

/** All that is known of an image and that a query can ask for. */
export interface KnownImage {
  readonly object: {
    readonly account: string;
    readonly bucket: string;
    readonly key: string;
    /** Bytes. */
    readonly size?: number | undefined;
    /** ISO 8601. */
    readonly lastModified?: string | undefined;
    readonly storageClass?: string | undefined;
  };
  /** The newest detection of the present bytes, as it came. */
  readonly detection?:
    | { readonly labels: readonly Label[]; readonly detectedAt: string }
    | undefined;
  /** Whether the bytes have changed after a detection. */
  readonly isOutdated: boolean;
  readonly corrections?: LabelCorrections | undefined;
}

/** The same with what every query asks again: made once for an image. */
export interface JudgedImage extends KnownImage {
  readonly labels: readonly JudgedLabel[];
  /** The current label that is the main subject, with a centric score of at least 0.5. */
  readonly subject: JudgedLabel | undefined;
}

export function judgedImage(image: KnownImage): JudgedImage {
  const labels = judgedLabels(image.detection?.labels ?? [], image.corrections);
  return { ...image, labels, subject: subjectAmong(labels) };
}

/** The main subject among current labels, as the panel names it; `undefined` where its centric score is below 0.5. */
export function subjectAmong(labels: readonly JudgedLabel[]): JudgedLabel | undefined {
  const main = mainLabel(labels.map(({ label }) => label));
  if (!main || (main.centricScore ?? 0) < minSubjectScore) return undefined;
  return labels.find(({ label }) => label === main);
}

export function matches(condition: Condition, image: JudgedImage): boolean {
  const { object } = image;
  switch (condition.kind) {
    case "everything":
      return true;
    case "and":
      return condition.of.every((part) => matches(part, image));
    case "or":
      return condition.of.some((part) => matches(part, image));
    case "not":
      return !matches(condition.of, image);
    case "label":
    case "word":
      return image.labels.some((label) => matchesLabel(condition, label));
    case "subject":
      return image.subject !== undefined && isOrIsBelow(image.subject, condition.name);
    case "account":
    case "bucket":
      return object[condition.kind] === condition.text;
    case "prefix":
      return object.key.startsWith(condition.text);
    case "key":
      return "glob" in condition
        ? matchesGlob(condition.glob, object.key)
        : object.key.includes(condition.contains);
    case "format":
      return formatOf(object.key) === condition.format;
    case "class":
      return object.storageClass?.toLowerCase() === condition.storageClass;
    case "size":
      return holds(condition.test, object.size);
    case "modified":
      return holds(condition.test, timeOf(object.lastModified));
    case "detected":
      return holds(condition.test, timeOf(image.detection?.detectedAt));
    case "labels":
      return holds(condition.test, image.labels.length);
    case "is":
      return isInState(condition.state, image);
  }
}

/** Whether one label is what a condition on a label asks for. */
function matchesLabel(condition: LabelCondition | WordCondition, label: JudgedLabel): boolean {
  if (condition.kind === "word") {
    const { match, text } = condition;
    return match === "begins" ? label.name.startsWith(text) : label.name.includes(text);
  }
  const { name, reach, where } = condition;
  const isNamed = reach === "exact" ? holdsName(name, label.name) : isOrIsBelow(label, name);
  return isNamed && where.every((test) => holds(test, scoreOf(label.label, test.score)));
}

/** Whether a pattern is of this folded name. */
function holdsName({ match, text }: NamePattern, folded: string): boolean {
  return match === "equal" ? folded === text : folded.startsWith(text);
}

/** Whether a number holds a comparison; an unknown one never does. */
export function holds({ operator, value }: Comparison | DayTest, known: number | undefined) {
  if (known === undefined) return false;
  switch (operator) {
    case ">":
      return known > value;
    case ">=":
      return known >= value;
    case "<":
      return known < value;
    case "<=":
      return known <= value;
    case "=":
      return known === value;
    case "on-day":
      return known >= value && known < value + millisecondsOfDay;
  }
}

const millisecondsOfDay = 24 * 60 * 60 * 1000;

/** Whether a key, as a whole, is the parts of a glob with anything between them. */
export function matchesGlob(glob: readonly string[], key: string): boolean {
  const [first = "", ...others] = glob;
  const last = others.pop();
  if (last === undefined) return key === first;
  if (key.length < first.length + last.length) return false;
  if (!key.startsWith(first) || !key.endsWith(last)) return false;
  const end = key.length - last.length;
  let at = first.length;
  for (const part of others) {
    const found = key.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** By the ending of the key. */
export function formatOf(key: string): "jpg" | "png" | undefined {
  const ending = /\.(?:jpe?g|png)$/i.exec(key)?.[0].toLowerCase();
  if (!ending) return undefined;
  return ending === ".png" ? "png" : "jpg";
}

function isOrIsBelow({ name, above }: JudgedLabel, pattern: NamePattern): boolean {
  return holdsName(pattern, name) || above.some((higher) => holdsName(pattern, higher));
}

function scoreOf(label: Label, score: ScoreTest["score"]): number | undefined {
  return score === "centric" ? label.centricScore : label[score];
}

function isInState(state: ImageState, image: JudgedImage): boolean {
  const { detection, isOutdated, corrections } = image;
  switch (state) {
    case "labelled":
      return image.labels.length > 0;
    case "empty":
      return detection?.labels.length === 0;
    case "unlabelled":
      return detection === undefined && !isOutdated;
    case "outdated":
      return isOutdated;
    case "corrected":
      return (corrections?.hidden.length ?? 0) + (corrections?.added.length ?? 0) > 0;
  }
}

/** Milliseconds since 1970. */
function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? undefined : time;
}

/**
 * The highest confidence × centric score among the labels that positive terms on names matched, wherever in the query
 * they stand. A missing score counts as 0; without such a label it is 0.
 */
export function relevance(condition: Condition, image: JudgedImage): number {
  const found = labelsFound(positiveNames(condition), image);
  return found.reduce((best, { label }) => Math.max(best, relevanceOf(label)), 0);
}

export function relevanceOf({ confidence, centricScore }: Label): number {
  return (confidence ?? 0) * (centricScore ?? 0);
}

/** The current labels that any of the terms matched. */
export function labelsFound(
  terms: readonly NameCondition[],
  { labels, subject }: Pick<JudgedImage, "labels" | "subject">,
): JudgedLabel[] {
  return labels.filter((label) =>
    terms.some((term) =>
      term.kind === "subject"
        ? label === subject && isOrIsBelow(label, term.name)
        : matchesLabel(term, label),
    ),
  );
}

/** What a query sorts an image by: a number, or `undefined` where it is unknown or the sort is by key. */
export function sortValue({ condition, sort }: Query, image: JudgedImage): number | undefined {
  switch (sort.by) {
    case "relevance":
      return relevance(condition, image);
    case "confidence":
      return bestScore(condition, image, "confidence");
    case "centric":
      return bestScore(condition, image, "centric");
    case "modified":
      return timeOf(image.object.lastModified);
    case "detected":
      return timeOf(image.detection?.detectedAt);
    case "size":
      return image.object.size;
    case "labels":
      return image.labels.length;
    case "key":
      return undefined;
  }
}

/** Of the labels that positive terms on names matched; of all current ones where the query has no such term. */
function bestScore(
  condition: Condition,
  image: JudgedImage,
  score: "confidence" | "centric",
): number | undefined {
  const terms = positiveNames(condition);
  const labels = terms.length > 0 ? labelsFound(terms, image) : image.labels;
  const known = labels.flatMap(({ label }) => scoreOf(label, score) ?? []);
  return known.length > 0 ? known.reduce((best, value) => Math.max(best, value)) : undefined;
}

/** An image among others that a query finds. */
export interface Found {
  readonly object: Pick<KnownImage["object"], "account" | "bucket" | "key">;
  /** Of `sortValue`. */
  readonly value: number | undefined;
}

/**
 * Negative, zero or positive, as for sorting. Numbers go from high to low and keys from low to high, or the other way
 * where the sort is reversed; unknown numbers are last either way. Ties go by account, bucket and key in the order of
 * their UTF-8 bytes, which is never reversed.
 */
export function compareFound({ by, isReversed }: Sort, a: Found, b: Found): number {
  const order = by === "key" ? compareKeys(a.object.key, b.object.key) : highToLow(a, b);
  return (
    (isReversed && !isUnknown(by, a, b) ? -order : order) ||
    compareKeys(a.object.account, b.object.account) ||
    compareKeys(a.object.bucket, b.object.bucket) ||
    compareKeys(a.object.key, b.object.key)
  );
}

function isUnknown(by: Sort["by"], a: Found, b: Found): boolean {
  return by !== "key" && (a.value === undefined || b.value === undefined);
}

function highToLow({ value: a }: Found, { value: b }: Found): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return b - a;
}
