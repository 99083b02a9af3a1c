/** A query that also finds what it names in another language. */
import type { Condition, Query } from "../query/query.ts";

/** All folded names of the things that a folded name means, itself left out. */
export type Meanings = (name: string) => readonly string[];

/** Each whole name of a label, and each bare word that is one, may also be any name of the same thing. */
export function withMeanings(query: Query, meanings: Meanings): Query {
  return { ...query, condition: widened(query.condition, meanings) };
}

function widened(condition: Condition, meanings: Meanings): Condition {
  switch (condition.kind) {
    case "and":
    case "or":
      return { ...condition, of: condition.of.map((each) => widened(each, meanings)) };
    case "not":
      return { ...condition, of: widened(condition.of, meanings) };
    case "label":
    case "subject": {
      const { name } = condition;
      if (name.match !== "equal") return condition;
      const others = meanings(name.text).map((text) => ({ ...condition, name: { ...name, text } }));
      return anyOf(condition, others);
    }
    case "word": {
      const others = meanings(condition.text).map(
        (text): Condition => ({
          kind: "label",
          name: { match: "equal", text },
          reach: "exact",
          where: [],
        }),
      );
      return anyOf(condition, others);
    }
    default:
      return condition;
  }
}

function anyOf(condition: Condition, others: readonly Condition[]): Condition {
  return others.length === 0 ? condition : { kind: "or", of: [condition, ...others] };
}
