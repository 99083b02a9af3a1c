/** The JSON of a detection (OSS help, "Image label detection"; IMM help, "Label"). */
import type { PreparedAnswer } from "./catalogue.ts";

/** Labels without a confidence are always in. */
export function labelsBody(
  { fieldOrder = [], labels }: PreparedAnswer,
  threshold: number,
  requestId: string,
): string {
  const kept = labels.filter(({ LabelConfidence }) => !((LabelConfidence as number) < threshold));
  const written = kept.map((label) => writeRecord(label, fieldOrder, writeField));
  const body = { RequestId: JSON.stringify(requestId), Labels: `[${written.join(",")}]` };
  return writeRecord(body, fieldOrder, (_name, value) => value);
}

/** The service writes a whole confidence or score as `1.0`. */
function writeField(name: string, value: unknown): string {
  const isFraction = name === "LabelConfidence" || name === "CentricScore";
  if (isFraction && Number.isInteger(value)) return (value as number).toFixed(1);
  return JSON.stringify(value);
}

/** Fields in the given order, those it does not name behind in their own. */
function writeRecord<Value>(
  record: Readonly<Record<string, Value>>,
  order: readonly string[],
  write: (name: string, value: Value) => string,
): string {
  const named = order.filter((name) => Object.hasOwn(record, name));
  const rest = Object.keys(record).filter((name) => !named.includes(name));
  const fields = [...named, ...rest].map(
    (name) => `${JSON.stringify(name)}:${write(name, record[name] as Value)}`,
  );
  return `{${fields.join(",")}}`;
}
