/** The fields of the query language and what can stand in them. */
import type { ImageState, ScoreTest, SortField } from "./query.ts";

/** Written before a colon. */
export const textFields = [
  "label",
  "subject",
  "account",
  "bucket",
  "key",
  "prefix",
  "format",
  "class",
  "is",
  "sort",
] as const;

export type TextField = (typeof textFields)[number];

/** Written before an operator. */
export const comparedFields = ["size", "modified", "detected", "labels"] as const;

export type ComparedField = (typeof comparedFields)[number];

export const scores = ["confidence", "centric", "level"] as const satisfies ScoreTest["score"][];

/** Longer ones first, since `>` begins `>=`. */
export const operators = [">=", "<=", ">", "<", "="] as const;

export type Operator = (typeof operators)[number];

/** `jpeg` is another way to write `jpg`. */
export const formats = ["jpg", "jpeg", "png"] as const;

export const states = [
  "labelled",
  "empty",
  "unlabelled",
  "outdated",
  "corrected",
] as const satisfies ImageState[];

export const sortFields = [
  "relevance",
  "confidence",
  "centric",
  "modified",
  "detected",
  "size",
  "labels",
  "key",
] as const satisfies SortField[];

/** In bytes. Their case counts. */
export const units = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
} as const;

export type Unit = keyof typeof units;

/** The member of a list that a text is. */
export function memberOf<Member extends string>(
  list: readonly Member[],
  text: string,
): Member | undefined {
  return list.find((member) => member === text);
}
