/**
 * A query as IMM's SimpleQuery takes it. A dataset compares names of labels as they are written, and knows of each label
 * its parent alone. [IMM SimpleQuery] [IMM query fields]
 */
import type { ImmQuery } from "../imm/datasets.ts";
import type { Condition, LabelCondition, NamePattern, Query } from "../query/query.ts";
import {
  type Built,
  type Comparing,
  type LeafCondition,
  operationOf,
  type Place,
  type Spellings,
  simpleGlob,
  type Translation,
  Translator,
} from "./translation.ts";

export function translateToImm(
  query: Query,
  place: Place,
  spellings: Spellings,
): Translation<ImmQuery> {
  return new ImmTranslator(place, spellings).translate(query);
}

const names = "Labels.LabelName";

class ImmTranslator extends Translator<ImmQuery> {
  readonly #spellings: Spellings;

  constructor(place: Place, spellings: Spellings) {
    super(place);
    this.#spellings = spellings;
  }

  /** A dataset may be bound to other buckets, too. */
  protected inPlace(): readonly ImmQuery[] {
    const { bucket, prefix } = this.place;
    return [{ Operation: "prefix", Field: "URI", Value: `oss://${bucket}/${prefix}` }];
  }

  protected join(Operation: "and" | "or" | "not", SubQueries: readonly ImmQuery[]): ImmQuery {
    return { Operation, SubQueries };
  }

  protected partsOf(node: ImmQuery): readonly ImmQuery[] {
    return "SubQueries" in node ? node.SubQueries : [];
  }

  protected compare(Operation: Comparing, Field: string, Value: string): ImmQuery {
    return { Operation, Field, Value };
  }

  protected leaf(condition: LeafCondition): Built<ImmQuery> {
    switch (condition.kind) {
      case "label":
        return this.#label(condition, condition);
      case "word":
        if (condition.match === "begins") {
          const { match, text } = condition;
          return this.#label(condition, { name: { match, text }, reach: "exact", where: [] });
        }
        this.approximate(condition, "own-contains");
        return { Operation: "match-phrase", Field: names, Value: condition.text };
      case "key":
        return this.#key(condition);
      case "format":
        this.approximate(condition, "content-type");
        return equals("ContentType", condition.format === "jpg" ? "image/jpeg" : "image/png");
      case "labels":
        return this.#count(condition);
    }
  }

  /** Whether there is any label is all that can be asked of their number. */
  #count(condition: Extract<LeafCondition, { readonly kind: "labels" }>): Built<ImmQuery> {
    const { operator, value } = condition.test;
    const any: ImmQuery = { Operation: "exist", Field: names };
    if ((operator === ">" && value === 0) || (operator === ">=" && value === 1)) return any;
    const isNone = (operator === "=" && value === 0) || (operator === "<" && value === 1);
    if (isNone || (operator === "<=" && value === 0)) return this.not(any);
    return this.refuse(condition, "counts-labels");
  }

  #key(condition: Extract<LeafCondition, { readonly kind: "key" }>): Built<ImmQuery> {
    const asked =
      "glob" in condition ? simpleGlob(condition.glob) : { contains: condition.contains };
    if (asked === undefined) return this.refuse(condition, "glob");
    if ("begins" in asked) return { Operation: "prefix", Field: "Filename", Value: asked.begins };
    this.approximate(condition, "own-contains");
    return { Operation: "match-phrase", Field: "Filename", Value: asked.contains };
  }

  #label(
    condition: Condition,
    { name, reach, where }: Pick<LabelCondition, "name" | "reach" | "where">,
  ): Built<ImmQuery> {
    if (name.text === "" && where.length === 0) return { Operation: "exist", Field: names };
    if (hasCapitals(name, this.#spellings(name))) this.approximate(condition, "as-written");
    if (reach === "below" && name.text !== "") this.approximate(condition, "two-levels");
    const scores = where.map(
      (test): ImmQuery => ({
        Operation: operationOf(test),
        Field: scoreFields[test.score],
        Value: String(test.value),
      }),
    );
    if (name.text === "") return ofOneLabel(scores);
    const fields = reach === "exact" ? [names] : [names, "Labels.ParentLabelName"];
    const Operation = name.match === "begins" ? "prefix" : "eq";
    const named = this.#spellings(name).flatMap((Value) =>
      fields.map((Field): ImmQuery => ({ Operation, Field, Value })),
    );
    if (scores.length === 0) return this.or(named);
    // One for each name, not one with all names in it: engines bound the depth more than the number.
    return this.or(named.map((one) => ofOneLabel([one, ...scores])));
  }
}

/** That one and the same label is all of it. */
function ofOneLabel(SubQueries: readonly ImmQuery[]): ImmQuery {
  return {
    Operation: "nested",
    Field: "Labels",
    SubQueries: [{ Operation: "and", SubQueries }],
  };
}

const scoreFields = {
  confidence: "Labels.LabelConfidence",
  centric: "Labels.CentricScore",
  level: "Labels.LabelLevel",
} as const;

function equals(Field: string, Value: string): ImmQuery {
  return { Operation: "eq", Field, Value };
}

/** True for letters that come in two cases, of which an engine that compares to the letter takes one. */
function hasCapitals({ text }: NamePattern, spellings: readonly string[]): boolean {
  return [text, ...spellings].some((name) => name.toLowerCase() !== name.toUpperCase());
}
