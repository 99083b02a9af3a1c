/** One condition as it is typed, to name it to a person. */
import type { Comparison, Condition, DayTest, NamePattern } from "../query/query.ts";

export function clauseText(condition: Condition): string {
  switch (condition.kind) {
    case "everything":
      return "";
    case "and":
      return condition.of.map(clauseText).join(" ");
    case "or":
      return `(${condition.of.map(clauseText).join(" OR ")})`;
    case "not":
      return `-${clauseText(condition.of)}`;
    case "label": {
      const { name, reach, where } = condition;
      const tests = where.map((test) => `${test.score}${test.operator}${test.value}`);
      const brackets = tests.length === 0 ? "" : `[${tests.join(", ")}]`;
      return `label:${reach === "exact" ? "=" : ""}${patternText(name)}${brackets}`;
    }
    case "subject":
      return `subject:${patternText(condition.name)}`;
    case "word":
      return quoted(condition.text);
    case "account":
    case "bucket":
    case "prefix":
      return `${condition.kind}:${quoted(condition.text)}`;
    case "key":
      return `key:${"glob" in condition ? condition.glob.join("*") : quoted(condition.contains)}`;
    case "format":
      return `format:${condition.format}`;
    case "class":
      return `class:${quoted(condition.storageClass)}`;
    case "size":
    case "labels":
      return `${condition.kind}${condition.test.operator}${condition.test.value}`;
    case "modified":
    case "detected":
      return `${condition.kind}${timeText(condition.test)}`;
    case "is":
      return `is:${condition.state}`;
  }
}

function patternText({ match, text }: NamePattern): string {
  if (match === "equal") return quoted(text);
  return `${text === "" ? "" : quoted(text)}*`;
}

function timeText({ operator, value }: Comparison | DayTest): string {
  const iso = new Date(value).toISOString();
  if (operator === "on-day") return `=${iso.slice(0, 10)}`;
  return `${operator}${iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso}`;
}

function quoted(text: string): string {
  const isPlain =
    /^[^\s"()[\]\\*:<>=-][^\s"()[\]\\*]*$/.test(text) && !/^(?:AND|OR|NOT)$/.test(text);
  return isPlain ? text : `"${text.replace(/["\\]/g, "\\$&")}"`;
}
