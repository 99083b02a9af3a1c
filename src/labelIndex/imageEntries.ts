/** What an image is to be found by: the names of its labels, of those above them, of its main subject, and its traits. */
import type { Label } from "../labels/label.ts";
import { mainLabel, minSubjectScore } from "../labels/subject.ts";
import { chains, currentLabels } from "../query/currentLabels.ts";
import { formatOf, relevanceOf } from "../query/judge.ts";
import type { Corrections } from "./port.ts";

/** An image as queries judge it. */
export interface SearchedImage {
  readonly account: string;
  readonly bucket: string;
  readonly key: string;
  readonly storageClass?: string | undefined;
  /** Of the detection that judges it, as they came; absent where none is of its present bytes. */
  readonly labels?: readonly Label[] | undefined;
  /** Whether there is any detection, be it of other bytes. */
  readonly isDetected: boolean;
  /** Its bytes have changed since it was detected. */
  readonly isOutdated: boolean;
  readonly corrections?: Corrections | undefined;
}

/** What a posting is about. */
export const families = {
  /** Images whose current labels have the name. */
  self: 0,
  /** Images with a label strictly below the name. */
  under: 1,
  /** Images whose main subject has the name or is below it. */
  subject: 2,
  trait: 3,
  /** One name directly below another: is counted, and has no postings. */
  link: 4,
  /** The same images as `self`, with the scores of the label in place of its relevance. */
  scores: 5,
} as const;

export type Family = (typeof families)[keyof typeof families];

/** Numbers below it are families. */
const familyCount = 8;

/** The number of a posting, of its family and of the name, trait or link that it is about. */
export function postingOf(family: Family, id: number): number {
  return id * familyCount + family;
}

export function familyOf(posting: number): number {
  return posting % familyCount;
}

export function idOf(posting: number): number {
  return Math.floor(posting / familyCount);
}

/** Whether images of it have a relevance, or scores. */
export function hasValues(posting: number): boolean {
  const family = familyOf(posting);
  return family <= families.subject || family === families.scores;
}

/** Where names, traits and links have numbers. */
export interface Register {
  name(name: string, language?: string): number;
  trait(kind: TraitKind, text: string): number;
  /** `undefined` for the parent of a name at the top. */
  link(parent: number | undefined, child: number): number;
}

export type TraitKind = "place" | "state" | "format" | "class";

/** The text of the trait `place`. */
export function placeText(account: string, bucket: string): string {
  return JSON.stringify([account, bucket]);
}

/** The value of each posting of an image: relevance or scores, in 16 bits; 0 for what has neither. */
export type Entries = Map<number, number>;

/**
 * In 16 bits, so that an order by them never contradicts the order by relevance. 0 is exactly 0 and 65,535 exactly 1,
 * so images with either are equal.
 */
export function quantised(relevance: number): number {
  return relevance > 0 ? 1 + Math.floor(Math.min(relevance, 1) * 65_534) : 0;
}

/**
 * Confidence and centric score of a label in 8 bits each. 0 is an unknown score, 255 exactly 1, and two labels whose
 * numbers differ differ as the numbers do.
 */
export function packedScores({ confidence, centricScore }: Label): number {
  return scoreStep(confidence) * 256 + scoreStep(centricScore);
}

export function scoreStep(score: number | undefined): number {
  if (score === undefined) return 0;
  return 1 + Math.floor(Math.min(Math.max(score, 0), 1) * scoreSteps);
}

/** Between two numbers of `packedScores`. */
export const scoreSteps = 254;
/** Instead of `packedScores`: the labels themselves must be looked at. */
export const manyScores = 0;

export function entriesOf(image: SearchedImage, register: Register): Entries {
  const entries: Entries = new Map();
  const current = currentLabels(image.labels ?? [], image.corrections);
  addNames(entries, image.labels ?? [], current, register);
  const addTrait = (kind: TraitKind, text: string) =>
    entries.set(postingOf(families.trait, register.trait(kind, text)), 0);
  addTrait("place", placeText(image.account, image.bucket));
  addTrait("state", "known");
  const format = formatOf(image.key);
  if (format) addTrait("format", format);
  if (image.storageClass) addTrait("class", image.storageClass.toLowerCase());
  for (const state of statesOf(image, current)) addTrait("state", state);
  return entries;
}

function statesOf(
  { labels, isDetected, isOutdated, corrections }: SearchedImage,
  current: readonly Label[],
): string[] {
  const isCorrected = corrections && corrections.hidden.length + corrections.added.length > 0;
  return [
    ...(current.length > 0 ? ["labelled"] : []),
    ...(labels?.length === 0 ? ["empty"] : []),
    ...(isDetected ? [] : ["unlabelled"]),
    ...(isOutdated ? ["outdated"] : []),
    ...(isCorrected ? ["corrected"] : []),
    ...(isUnsure(current) ? ["unsure"] : []),
  ];
}

/** Whether its most confident label has a confidence below 0.5. */
function isUnsure(current: readonly Label[]): boolean {
  const known = current.flatMap(({ confidence }) => confidence ?? []);
  return known.length > 0 && known.every((confidence) => confidence < 0.5);
}

function addNames(
  entries: Entries,
  all: readonly Label[],
  current: readonly Label[],
  register: Register,
): void {
  const namesAbove = chains(all);
  const raise = (family: Family, id: number, relevance: number) => {
    const posting = postingOf(family, id);
    if ((entries.get(posting) ?? -1) < relevance) entries.set(posting, relevance);
  };
  const main = mainLabel(current);
  const subject = (main?.centricScore ?? 0) >= minSubjectScore ? main : undefined;
  for (const label of current) {
    const relevance = quantised(relevanceOf(label));
    let below = register.name(label.name, label.language);
    raise(families.self, below, relevance);
    const scores = postingOf(families.scores, below);
    entries.set(scores, entries.has(scores) ? manyScores : packedScores(label));
    if (label === subject) raise(families.subject, below, relevance);
    for (const name of namesAbove(label)) {
      const above = register.name(name);
      entries.set(postingOf(families.link, register.link(above, below)), 0);
      raise(families.under, above, relevance);
      if (label === subject) raise(families.subject, above, relevance);
      below = above;
    }
    entries.set(postingOf(families.link, register.link(undefined, below)), 0);
  }
}
