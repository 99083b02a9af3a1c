/** A query as data: what `parseQuery` makes of the text that people type. docs/query-language.md describes the text. */

export interface Query {
  readonly condition: Condition;
  readonly sort: Sort;
}

/** What an image must be. */
export type Condition =
  | { readonly kind: "everything" }
  /** At least two. */
  | { readonly kind: "and" | "or"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | LabelCondition
  | { readonly kind: "subject"; readonly name: NamePattern }
  | WordCondition
  | { readonly kind: "account" | "bucket" | "prefix"; readonly text: string }
  /** A glob is over the whole key; its text has been split at each `*`. */
  | { readonly kind: "key"; readonly contains: string }
  | { readonly kind: "key"; readonly glob: readonly string[] }
  | { readonly kind: "format"; readonly format: "jpg" | "png" }
  /** The storage class, in lower case. */
  | { readonly kind: "class"; readonly storageClass: string }
  /** In bytes. */
  | { readonly kind: "size"; readonly test: Comparison }
  /** In milliseconds since 1970. A day is from its midnight in UTC. */
  | { readonly kind: "modified" | "detected"; readonly test: Comparison | DayTest }
  /** The number of current labels. */
  | { readonly kind: "labels"; readonly test: Comparison }
  | { readonly kind: "is"; readonly state: ImageState };

export interface LabelCondition {
  readonly kind: "label";
  readonly name: NamePattern;
  /** `below`: the name or a label below it; `exact`: the name itself. */
  readonly reach: "below" | "exact";
  /** One and the same label holds all of them. */
  readonly where: readonly ScoreTest[];
}

/** Some label's own name contains the text, which is folded, or begins with it. */
export interface WordCondition {
  readonly kind: "word";
  readonly match: "contains" | "begins";
  readonly text: string;
}

/** What a name is compared with, folded by `foldText`; an empty beginning is any name. */
export interface NamePattern {
  readonly match: "equal" | "begins";
  readonly text: string;
}

export interface ScoreTest extends Comparison {
  readonly score: "confidence" | "centric" | "level";
}

export interface Comparison {
  readonly operator: ">" | ">=" | "<" | "<=" | "=";
  readonly value: number;
}

/** `=` with a bare date. `value` is its midnight. */
export interface DayTest {
  readonly operator: "on-day";
  readonly value: number;
}

export type ImageState = "labelled" | "empty" | "unlabelled" | "outdated" | "corrected";

export interface Sort {
  readonly by: SortField;
  /** True turns round what the field does by itself: numbers high to low, `key` low to high. */
  readonly isReversed: boolean;
}

export type SortField =
  | "relevance"
  | "confidence"
  | "centric"
  | "modified"
  | "detected"
  | "size"
  | "labels"
  | "key";

/**
 * The conditions on label names that count for relevance: those that an even number of `NOT`s stands before, wherever
 * they are.
 */
export type NameCondition = Extract<Condition, { readonly kind: "label" | "subject" | "word" }>;

export function positiveNames(condition: Condition, isNegated = false): NameCondition[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.flatMap((part) => positiveNames(part, isNegated));
    case "not":
      return positiveNames(condition.of, !isNegated);
    case "label":
    case "subject":
    case "word":
      return isNegated ? [] : [condition];
    default:
      return [];
  }
}
