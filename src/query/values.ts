/** Numbers, sizes and dates as queries write them. */
import { type Unit, units } from "./fields.ts";

/** Digits, perhaps with a decimal point; `undefined` for any other text, and for what no number holds. */
export function numberOf(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** What a size is, or where in its text the part begins that is none. */
export type ReadSize =
  | { readonly bytes: number }
  | { readonly wrong: "number" }
  | { readonly wrong: "unit"; readonly at: number };

/** A number of bytes, or of a unit that follows it directly. */
export function sizeOf(text: string): ReadSize {
  const [digits = ""] = /^[\d.]*/.exec(text) ?? [];
  const number = numberOf(digits);
  if (number === undefined) return { wrong: "number" };
  const unit = text.slice(digits.length);
  const bytes = unit === "" ? 1 : Object.hasOwn(units, unit) ? units[unit as Unit] : undefined;
  if (bytes === undefined) return { wrong: "unit", at: digits.length };
  // Of 1.1 GB, a product in binary is more than 1,100,000,000 bytes.
  const size = Number((number * bytes).toPrecision(15));
  return Number.isFinite(size) ? { bytes: size } : { wrong: "number" };
}

/** The time that a text names, in milliseconds since 1970. */
export type ReadTime =
  | { readonly time: number; readonly isDay: boolean }
  | { readonly wrong: "zone" | "date" };

const datePattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** `2026-01-31`, which is its midnight in UTC, or `2026-01-31T08:00` with perhaps seconds and always a time zone. */
export function timeOf(text: string): ReadTime {
  const wrong: ReadTime = { wrong: "date" };
  const found = datePattern.exec(text);
  if (!found) return wrong;
  const [, year, month, day, hour, minute, second = "0", fraction = "", zone] = found;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return wrong;
  if (hour === undefined) return { time: date.getTime(), isDay: true };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return wrong;
  if (zone === undefined) return { wrong: "zone" };
  const offset = minutesOf(zone);
  if (offset === undefined) return wrong;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, "0"));
  date.setUTCHours(Number(hour), Number(minute) - offset, Number(second), milliseconds);
  const isWritable = date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999;
  return isWritable ? { time: date.getTime(), isDay: false } : wrong;
}

/** Minutes ahead of UTC. */
function minutesOf(zone: string): number | undefined {
  if (zone === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
