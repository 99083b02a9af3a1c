/** Which tags an image gets for its labels, beside those of others. Pure. */
import type { Label } from "../labels/label.ts";
import { topLabels } from "../labels/report.ts";
import type { ObjectTag } from "../oss/calls/objectTagging.ts";
import type { ObjectRef } from "../oss/objectRef.ts";
import { fitsTag, tagValue } from "./tagText.ts";

/** The setting `writeBack`. */
export interface WriteBackRules {
  /** Our tags have these keys: the prefix and a number from 1 to 10. */
  readonly keyPrefix: string;
  /** 1–10 tags of an object are ours at most. */
  readonly maxTags: number;
  /** Names that a tag cannot hold as they are: spelled (see `tagValue`), or left out. */
  readonly otherNames: "spell" | "leaveOut";
}

/** Tags that an object may have, of ours and of others. [PutObjectTagging] */
const maxTagsOfObject = 10;

/** An image with its labels as people corrected them. */
export interface TaggedImage {
  readonly object: ObjectRef;
  readonly labels: readonly Label[];
  /** Names that a person added: they come first. */
  readonly added?: readonly string[];
}

export interface TagChange {
  readonly object: ObjectRef;
  readonly before: readonly ObjectTag[];
  readonly after: readonly ObjectTag[];
  readonly leftOut: readonly LeftOut[];
}

/** A label that would have been written. `room`: tags of others take its place. `form`: no tag can hold its name. */
export interface LeftOut {
  readonly name: string;
  readonly reason: "room" | "form";
}

/** The keys that are ours, in the order of the labels: the most important first. */
export function tagKeys({ keyPrefix, maxTags }: WriteBackRules): string[] {
  return Array.from({ length: maxTags }, (_, at) => `${keyPrefix}${at + 1}`);
}

/** Whether a key is one that these rules, or the same with another number of tags, write. */
export function isOurs(key: string, { keyPrefix }: Pick<WriteBackRules, "keyPrefix">): boolean {
  return key.startsWith(keyPrefix) && /^(?:[1-9]|10)$/.test(key.slice(keyPrefix.length));
}

/**
 * What becomes of the tags of an image: those of others stay, in their order; ours are replaced by its labels, first
 * those that a person added, then what the picture is of, then by confidence.
 */
export function tagChange(
  { object, labels, added = [] }: TaggedImage,
  before: readonly ObjectTag[],
  rules: WriteBackRules,
): TagChange {
  const foreign = before.filter(({ key }) => !isOurs(key, rules));
  const room = Math.max(0, maxTagsOfObject - foreign.length);
  const keys = tagKeys(rules).slice(0, room);
  const wanted = [
    ...new Set([...added, ...topLabels(labels, labels.length).map(({ name }) => name)]),
  ];
  const values: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const name of wanted) {
    if (values.length + leftOut.filter(({ reason }) => reason === "room").length >= rules.maxTags)
      break;
    const value = rules.otherNames === "spell" || fitsTag(name) ? tagValue(name) : undefined;
    if (value === undefined) leftOut.push({ name, reason: "form" });
    else if (values.length >= keys.length) leftOut.push({ name, reason: "room" });
    else values.push(value);
  }
  const ours = values.map((value, at) => ({ key: keys[at] ?? "", value }));
  return { object, before, after: [...foreign, ...ours], leftOut };
}

/**
 * What takes a change back: our tags as they were before, those of others as they are now. `undefined` when our tags
 * are no longer those that the change wrote, or when there is no room for them any more.
 */
export function tagsTakenBack(
  { before, after }: Pick<TagChange, "before" | "after">,
  present: readonly ObjectTag[],
  rules: Pick<WriteBackRules, "keyPrefix">,
): ObjectTag[] | undefined {
  const ours = (tags: readonly ObjectTag[]) => tags.filter(({ key }) => isOurs(key, rules));
  if (!sameTags(ours(present), ours(after)) && !sameTags(ours(present), ours(before))) {
    return undefined;
  }
  const foreign = present.filter(({ key }) => !isOurs(key, rules));
  const tags = [...foreign, ...ours(before)];
  return tags.length > maxTagsOfObject ? undefined : tags;
}

/** Whether two sets of tags are the same; their order means nothing. */
export function sameTags(some: readonly ObjectTag[], others: readonly ObjectTag[]): boolean {
  const values = new Map(others.map(({ key, value }) => [key, value]));
  return some.length === others.length && some.every(({ key, value }) => values.get(key) === value);
}
