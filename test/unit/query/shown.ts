import type { Condition, NamePattern, Query } from "../../../src/query/query.ts";

/** A query in the shape of its data, on one line: `and(label(cat), not(word(dog))) by -size`. */
export function shown({ condition, sort }: Query): string {
  const isDefault = sort.by === "relevance" && !sort.isReversed;
  const order = isDefault ? "" : ` by ${sort.isReversed ? "-" : ""}${sort.by}`;
  return shownCondition(condition) + order;
}

function shownCondition(condition: Condition): string {
  switch (condition.kind) {
    case "everything":
      return "everything";
    case "and":
    case "or":
      return `${condition.kind}(${condition.of.map(shownCondition).join(", ")})`;
    case "not":
      return `not(${shownCondition(condition.of)})`;
    case "label": {
      const tests = condition.where.map(({ score, operator, value }) => score + operator + value);
      const exact = condition.reach === "exact" ? "=" : "";
      return `label${exact}(${[shownName(condition.name), ...tests].join(", ")})`;
    }
    case "word":
      return `word(${condition.text}${condition.match === "begins" ? "…" : ""})`;
    case "subject":
      return `subject(${shownName(condition.name)})`;
    case "key":
      return "glob" in condition
        ? `glob(${condition.glob.join("⋯")})`
        : `key(${condition.contains})`;
    case "format":
      return `format(${condition.format})`;
    case "class":
      return `class(${condition.storageClass})`;
    case "is":
      return `is(${condition.state})`;
    case "size":
    case "labels":
      return `${condition.kind}(${condition.test.operator}${condition.test.value})`;
    case "modified":
    case "detected": {
      const { operator, value } = condition.test;
      return `${condition.kind}(${operator} ${new Date(value).toISOString()})`;
    }
    default:
      return `${condition.kind}(${condition.text})`;
  }
}

function shownName({ match, text }: NamePattern): string {
  return match === "begins" ? `${text}…` : text;
}
