/**
 * Queries as JSON, as the bucket's own index and IMM's datasets take them: a node is a condition on a field, or holds
 * others. Read strictly: what is unknown, too many or too deep is refused by name. [MetaQuery fields]
 * [IMM query fields]
 */

/** A text, or the number or time that it stands for; a list of records for a field such as `Labels`. */
export type FieldValue = string | number | Date | readonly FieldRecord[];
/** By field; absent ones hold no condition. */
export type FieldRecord = ReadonlyMap<string, FieldValue>;

export type FieldType = "text" | "number" | "time";

export interface KnownField {
  readonly type: FieldType;
  readonly operations: readonly string[];
  /** False where results cannot be sorted by it. */
  readonly isSortable?: boolean;
}

export interface QueryRules {
  /** `undefined` for a field that there is none of. */
  fieldOf(name: string): KnownField | undefined;
  /** Fields that are lists, of one element of which `nested` can ask. */
  readonly lists: readonly string[];
}

/** What is wrong with a query; the caller puts it into its own service's error. */
export class QueryRefused extends Error {
  override readonly name = "QueryRefused";
}

export interface FieldQuery {
  readonly operation: string;
  readonly field?: string;
  readonly value?: FieldValue;
  readonly parts: readonly FieldQuery[];
}

const maxConditions = 100;
const maxDepth = 5;

/** Throws `QueryRefused`. */
export function readFieldQuery(text: string, rules: QueryRules): FieldQuery {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new QueryRefused("The query is not JSON.");
  }
  return readNode(json, rules, 1, undefined);
}

function readNode(
  json: unknown,
  rules: QueryRules,
  depth: number,
  list: string | undefined,
): FieldQuery {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new QueryRefused("A condition of the query is no object.");
  }
  if (depth > maxDepth) throw new QueryRefused(`The query is nested more than ${maxDepth} deep.`);
  const { Operation, Field, Value, SubQueries, ...others } = json as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new QueryRefused(`The query holds an unknown ${unknown}.`);
  if (typeof Operation !== "string") throw new QueryRefused("A condition has no Operation.");
  if (["and", "or", "not", "nested"].includes(Operation)) {
    return readInner({ Operation, Field, Value, SubQueries }, rules, depth, list);
  }
  return readLeaf({ Operation, Field, Value, SubQueries }, rules, list);
}

type Node = Readonly<Record<"Field" | "Value" | "SubQueries", unknown>> & {
  readonly Operation: string;
};

function readInner(
  { Operation, Field, Value, SubQueries }: Node,
  rules: QueryRules,
  depth: number,
  list: string | undefined,
): FieldQuery {
  if (Value !== undefined) throw new QueryRefused(`${Operation} takes no Value.`);
  if (!Array.isArray(SubQueries) || SubQueries.length === 0) {
    throw new QueryRefused(`${Operation} needs SubQueries.`);
  }
  if (SubQueries.length > maxConditions) {
    throw new QueryRefused(`${Operation} holds more than ${maxConditions} conditions.`);
  }
  if (Operation !== "nested") {
    if (Field !== undefined) throw new QueryRefused(`${Operation} takes no Field.`);
    const parts = SubQueries.map((part) => readNode(part, rules, depth + 1, list));
    return { operation: Operation, parts };
  }
  if (list !== undefined || typeof Field !== "string" || !rules.lists.includes(Field)) {
    throw new QueryRefused(`nested does not take the field ${String(Field)}.`);
  }
  const parts = SubQueries.map((part) => readNode(part, rules, depth + 1, Field));
  if (parts.some(({ operation }) => !["and", "or", "not"].includes(operation))) {
    throw new QueryRefused("Below nested there must be and, or or not.");
  }
  return { operation: "nested", field: Field, parts };
}

function readLeaf(
  { Operation, Field, Value, SubQueries }: Node,
  rules: QueryRules,
  list: string | undefined,
): FieldQuery {
  if (SubQueries !== undefined) throw new QueryRefused(`${Operation} takes no SubQueries.`);
  if (typeof Field !== "string") throw new QueryRefused(`${Operation} needs a Field.`);
  const known = rules.fieldOf(Field);
  if (known === undefined) throw new QueryRefused(`The field ${Field} does not exist.`);
  if (list !== undefined && !Field.startsWith(`${list}.`)) {
    throw new QueryRefused(`The field ${Field} is not one of ${list}.`);
  }
  if (!known.operations.includes(Operation)) {
    throw new QueryRefused(`The field ${Field} does not support ${Operation}.`);
  }
  if (Operation === "exist") {
    if (Value !== undefined) throw new QueryRefused("exist takes no Value.");
    return { operation: Operation, field: Field, parts: [] };
  }
  if (typeof Value !== "string") throw new QueryRefused(`The Value of ${Field} is no text.`);
  return { operation: Operation, field: Field, value: typed(Value, known.type, Field), parts: [] };
}

function typed(text: string, type: FieldType, field: string): string | number | Date {
  if (type === "text") return text;
  const value = type === "number" ? Number(text) : new Date(text);
  if (text.trim() === "" || Number.isNaN(value.valueOf())) {
    throw new QueryRefused(`The Value of ${field} is no ${type}.`);
  }
  return value;
}

/** Whether a record is what a query asks for. */
export function matchesQuery(record: FieldRecord, query: FieldQuery): boolean {
  const { operation, field = "", value, parts } = query;
  switch (operation) {
    case "and":
      return parts.every((part) => matchesQuery(record, part));
    case "or":
      return parts.some((part) => matchesQuery(record, part));
    case "not":
      return !parts.some((part) => matchesQuery(record, part));
    case "nested": {
      const elements = record.get(field);
      if (!isList(elements)) return false;
      return elements.some((element) => parts.every((part) => matchesQuery(element, part)));
    }
    default:
      return valuesOf(record, field).some((found) => holds(operation, found, value));
  }
}

/** Of a list's field (`Labels.LabelName`), those of all its elements; they stand under their whole name. */
export function valuesOf(record: FieldRecord, field: string): readonly FieldValue[] {
  const own = record.get(field);
  if (own !== undefined) return [own];
  const elements = record.get(field.split(".", 1)[0] ?? "");
  return isList(elements) ? elements.map((element) => element.get(field)).filter(isKnown) : [];
}

function isList(value: FieldValue | undefined): value is readonly FieldRecord[] {
  return Array.isArray(value);
}

function isKnown(value: FieldValue | undefined): value is FieldValue {
  return value !== undefined;
}

function holds(operation: string, found: FieldValue, value: FieldValue | undefined): boolean {
  if (operation === "exist") return true;
  if (value === undefined) return false;
  if (operation === "prefix") return String(found).startsWith(String(value));
  if (operation === "match" || operation === "match-phrase") {
    return String(found).toLowerCase().includes(String(value).toLowerCase());
  }
  const order = compareValues(found, value);
  switch (operation) {
    case "eq":
      return order === 0;
    case "gt":
      return order > 0;
    case "gte":
      return order >= 0;
    case "lt":
      return order < 0;
    default:
      return order <= 0;
  }
}

/** Texts by their UTF-8 bytes. */
export function compareValues(one: FieldValue, other: FieldValue): number {
  if (typeof one === "string" && typeof other === "string") {
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
  }
  return Number(one) - Number(other);
}
