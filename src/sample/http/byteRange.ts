/** The Range header. [HTTP ranges] */
import { invalidArgument, ServiceError } from "../serviceError.ts";

/** Both ends belong to it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The part to send; `undefined` for all of it, which is also what OSS answers to a range that is
 * malformed or reaches beyond the object. With `x-oss-range-behavior: standard` a range is cut to the
 * object instead, and one outside of it is refused with 416. Of several ranges the first counts.
 */
export function readRange(
  headers: Readonly<Record<string, string>>,
  size: number,
): ByteRange | undefined {
  const isStandard = asksForStandard(headers["x-oss-range-behavior"]);
  const match = /^bytes=(\d*)-(\d*)(?:,.*)?$/.exec(headers["range"] ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return undefined;
  const wanted = match[1] === "" ? suffix(Number(match[2]), size) : span(match, size);
  if (wanted.last < wanted.first && match[1] !== "" && match[2] !== "") return undefined;
  const isInside = wanted.first >= 0 && wanted.first <= wanted.last && wanted.last < size;
  if (isInside) return wanted;
  if (!isStandard) return undefined;
  const first = Math.max(wanted.first, 0);
  const last = Math.min(wanted.last, size - 1);
  if (first > last) throw invalidRange(headers["range"] ?? "", size);
  return { first, last };
}

function asksForStandard(behavior: string | undefined): boolean {
  if (behavior === undefined || behavior === "standard") return behavior !== undefined;
  const message = "The value of x-oss-range-behavior must be standard.";
  throw invalidArgument(message, "x-oss-range-behavior", behavior);
}

function suffix(length: number, size: number): ByteRange {
  return { first: length === 0 ? size : size - length, last: size - 1 };
}

function span([, first, last]: RegExpExecArray, size: number): ByteRange {
  return { first: Number(first), last: last === "" ? size - 1 : Number(last) };
}

function invalidRange(range: string, size: number): ServiceError {
  return new ServiceError(416, "InvalidRange", "The requested range cannot be satisfied.", {
    elements: { ActualObjectSize: String(size), RangeRequested: range.slice(0, 256) },
  });
}
