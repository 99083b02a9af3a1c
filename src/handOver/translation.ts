/**
 * What becomes of a query where another engine is to answer it: conditions of that engine, what they only come near to,
 * and what it cannot be asked at all. A query of which anything cannot be asked is not asked.
 */
import type { Comparison, Condition, DayTest, NamePattern, Query } from "../query/query.ts";
import { writeCondition, writeSort } from "../query/write.ts";

/** Why a clause cannot be asked there. */
export type Reason =
  /** It is about what this machine knows: states, corrections, when something was detected. */
  | "known-here-only"
  /** It compares the labels of an image with each other. */
  | "compares-labels"
  /** It counts labels. */
  | "counts-labels"
  /** Scores of labels are not kept there. */
  | "no-scores"
  /** Only whole names, or their beginnings, can be asked for. */
  | "part-of-name"
  /** A star before the end of the pattern. */
  | "glob"
  /** No tag can hold the name, or the setting leaves it out. */
  | "not-in-tags"
  | "unknown-class"
  | "sort"
  /** More than 100 conditions in one place. */
  | "too-many"
  /** More than five levels of conditions. */
  | "too-deep";

/** How an answer may differ from that of the label index. */
export type Difference =
  /** A label two levels below is found only where the one between is among the image's labels, too. */
  | "two-levels"
  /** Names are compared as they are written, capitals included. */
  | "as-written"
  /** The engine's own idea of "contains". */
  | "own-contains"
  /** By the content type, not by how the key ends. */
  | "content-type"
  /** Tags hold a few labels of each image, and of each its own name alone. */
  | "few-tags"
  /** It sorts by nothing of the kind; what it gives is put in order here. */
  | "unsorted";

export interface Untranslated {
  /** The clause as it is typed. */
  readonly clause: string;
  readonly reason: Reason;
}

export interface Approximation {
  readonly clause: string;
  readonly difference: Difference;
}

export interface EngineSort {
  readonly field: string;
  readonly order: "asc" | "desc";
}

export type Translation<Node> =
  | {
      readonly kind: "translated";
      /** Absent: everything in the place. */
      readonly query?: Node;
      readonly sort?: EngineSort;
      readonly approximations: readonly Approximation[];
    }
  /** No image can be what is asked for, such as one of another account; there is nothing to ask. */
  | { readonly kind: "nothing" }
  | { readonly kind: "untranslatable"; readonly clauses: readonly Untranslated[] };

/** Where the question is asked. */
export interface Place {
  readonly account: string;
  readonly bucket: string;
  /** Empty for the whole bucket. */
  readonly prefix: string;
}

/** Spellings of a name that is folded in the query, as engines that compare to the letter need them; at least one. */
export type Spellings = (pattern: NamePattern) => readonly string[];

/** A field compared with a text. `all` and `none` are decided already. */
export type Built<Node> = Node | "all" | "none";

/** How nodes are put together; both engines write these in the same way. */
export interface Joined<Node> {
  readonly Operation: "and" | "or" | "not";
  readonly SubQueries: readonly Node[];
}

/** Fields that both engines sort by. */
const sortFields: Readonly<Partial<Record<Query["sort"]["by"], string>>> = {
  key: "Filename",
  size: "Size",
  modified: "FileModifiedTime",
};

/** Translates one query; a dialect says what becomes of a single condition. */
export abstract class Translator<Node extends { readonly Operation: string }> {
  readonly #untranslated: Untranslated[] = [];
  readonly #approximations: Approximation[] = [];
  protected readonly place: Place;

  constructor(place: Place) {
    this.place = place;
  }

  /** Conditions of the place itself, and-ed to what is asked. */
  protected abstract inPlace(): readonly Node[];
  protected abstract leaf(condition: LeafCondition): Built<Node>;
  protected abstract compare(operation: Comparing, field: string, value: string): Node;
  protected abstract join(operation: Joined<Node>["Operation"], parts: readonly Node[]): Node;
  /** Nodes that are directly in this one; none of a condition on a field. */
  protected abstract partsOf(node: Node): readonly Node[];

  translate({ condition, sort }: Query): Translation<Node> {
    const built = this.#build(condition);
    const sorted = this.#sort(sort);
    if (this.#untranslated.length > 0) {
      return { kind: "untranslatable", clauses: unlike(this.#untranslated) };
    }
    if (built === "none") return { kind: "nothing" };
    const query = this.#and(built === "all" ? this.inPlace() : [...this.inPlace(), built]);
    const reason = query === "all" || query === "none" ? undefined : this.#againstLimits(query, 1);
    if (reason) return { kind: "untranslatable", clauses: [{ clause: "", reason }] };
    return {
      kind: "translated",
      ...(query !== "all" && query !== "none" && { query }),
      ...(sorted && { sort: sorted }),
      approximations: unlike(this.#approximations),
    };
  }

  /** Says that a condition cannot be asked; what is built in its place is never sent. */
  protected refuse(condition: Condition, reason: Reason): Built<Node> {
    this.#untranslated.push({ clause: writeCondition(condition), reason });
    return "all";
  }

  protected approximate(condition: Condition, difference: Difference): void {
    this.#approximations.push({ clause: writeCondition(condition), difference });
  }

  protected or(parts: readonly Built<Node>[]): Built<Node> {
    if (parts.includes("all")) return "all";
    return this.#joined("or", parts, "none");
  }

  protected not(part: Built<Node>): Built<Node> {
    if (part === "all" || part === "none") return part === "all" ? "none" : "all";
    if (part.Operation === "not") return this.partsOf(part)[0] ?? "all";
    if (part.Operation !== "or") return this.join("not", [part]);
    // None of several: each one is negated by itself, which what is around it can take in, so that less is nested.
    return this.#and(this.partsOf(part).map((one) => this.not(one)));
  }

  #and(parts: readonly Built<Node>[]): Built<Node> {
    if (parts.includes("none")) return "none";
    return this.#joined("and", parts, "all");
  }

  /** Of one part, the part itself; parts of the same kind are taken in, since engines bound the depth. */
  #joined(
    operation: "and" | "or",
    parts: readonly Built<Node>[],
    ofNone: "all" | "none",
  ): Built<Node> {
    const nodes = parts.flatMap((part) => {
      if (part === "all" || part === "none") return [];
      return part.Operation === operation ? this.partsOf(part) : [part];
    });
    const [only] = nodes;
    if (only === undefined) return ofNone;
    return nodes.length === 1 ? only : this.join(operation, nodes);
  }

  #build(condition: Condition): Built<Node> {
    switch (condition.kind) {
      case "everything":
        return "all";
      case "and":
        return this.#and(condition.of.map((part) => this.#build(part)));
      case "or":
        return this.or(condition.of.map((part) => this.#build(part)));
      case "not":
        return this.not(this.#build(condition.of));
      case "account":
        return condition.text === this.place.account ? "all" : "none";
      case "bucket":
        return condition.text === this.place.bucket ? "all" : "none";
      case "is":
      case "detected":
        return this.refuse(condition, "known-here-only");
      case "subject":
        return this.refuse(condition, "compares-labels");
      case "prefix":
        return this.compare("prefix", "Filename", condition.text);
      case "size":
        return this.compare(
          operations[condition.test.operator],
          "Size",
          String(condition.test.value),
        );
      case "modified":
        return this.#and(
          timeBounds(condition.test).map(({ operation, time }) =>
            this.compare(operation, "FileModifiedTime", time),
          ),
        );
      case "class": {
        const known = storageClasses.get(condition.storageClass);
        if (known === undefined) return this.refuse(condition, "unknown-class");
        return this.compare("eq", "OSSStorageClass", known);
      }
      default:
        return this.leaf(condition);
    }
  }

  /** Relevance is what nobody asked for in so many words: its absence is said, and no reason not to ask. */
  #sort({ by, isReversed }: Query["sort"]): EngineSort | undefined {
    const field = sortFields[by];
    const isAscending = (by === "key") !== isReversed;
    if (field !== undefined) return { field, order: isAscending ? "asc" : "desc" };
    const clause = writeSort({ by, isReversed });
    if (by === "relevance" && !isReversed) {
      this.#approximations.push({ clause, difference: "unsorted" });
    } else {
      this.#untranslated.push({ clause, reason: "sort" });
    }
    return undefined;
  }

  #againstLimits(node: Node, depth: number): Reason | undefined {
    if (depth > maxDepth) return "too-deep";
    const parts = this.partsOf(node);
    if (parts.length > maxConditions) return "too-many";
    for (const part of parts) {
      const reason = this.#againstLimits(part, depth + 1);
      if (reason) return reason;
    }
    return undefined;
  }
}

/** Of IMM, for one level of conditions and for levels [IMM SimpleQuery]; nothing is said of the bucket's own index. */
const maxConditions = 100;
const maxDepth = 5;

type OwnKind =
  | "everything"
  | "and"
  | "or"
  | "not"
  | "account"
  | "bucket"
  | "prefix"
  | "is"
  | "subject"
  | "size"
  | "modified"
  | "class"
  | "detected";

/** Conditions that are neither put together of others nor the same for every engine. */
export type LeafCondition = Exclude<Condition, { readonly kind: OwnKind }>;

/** How both engines compare a field with a text. */
export type Comparing = "eq" | "gt" | "gte" | "lt" | "lte" | "prefix";

const operations = { ">": "gt", ">=": "gte", "<": "lt", "<=": "lte", "=": "eq" } as const;

export function operationOf({ operator }: Pick<Comparison, "operator">) {
  return operations[operator];
}

/** What a day or a comparison is in times that the engines write; two of them for a day. */
function timeBounds(
  test: Comparison | DayTest,
): readonly { readonly operation: Comparing; readonly time: string }[] {
  const text = (time: number) => new Date(time).toISOString();
  if (test.operator !== "on-day") {
    return [{ operation: operations[test.operator], time: text(test.value) }];
  }
  return [
    { operation: "gte", time: text(test.value) },
    { operation: "lt", time: text(test.value + millisecondsOfDay) },
  ];
}

const millisecondsOfDay = 86_400_000;

/** Storage classes as OSS writes them, by their lower case. */
const storageClasses: ReadonlyMap<string, string> = new Map(
  ["Standard", "IA", "Archive", "ColdArchive", "DeepColdArchive"].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

/** A glob that is a mere beginning (`a*`) or a mere part (`*a*`) of keys; `undefined` for any other. */
export function simpleGlob(
  pieces: readonly string[],
): { readonly begins: string } | { readonly contains: string } | undefined {
  const [first = "", second, third, ...more] = pieces;
  if (more.length > 0) return undefined;
  if (third === undefined) return second === "" ? { begins: first } : undefined;
  return first === "" && third === "" ? { contains: second ?? "" } : undefined;
}

/** Each once, in their order. */
function unlike<T>(list: readonly T[]): T[] {
  return [...new Map(list.map((entry) => [JSON.stringify(entry), entry])).values()];
}
