/** If-Match and its three relatives (OSS help, "GetObject" and "HeadObject"). */
import type { Answer } from "./answer.ts";
import type { SampleObject } from "./bucket.ts";
import { ServiceError } from "./serviceError.ts";

/**
 * 304 when the caller has this object already, `undefined` when it is to be sent.
 * Throws 412 when the object is not the one that was asked for. Dates that are no dates are ignored.
 */
export function checkConditions(
  headers: Readonly<Record<string, string>>,
  object: SampleObject,
): Answer | undefined {
  const changedAt = Math.floor(object.lastModified.getTime() / 1000) * 1000;
  const match = headers["if-match"];
  if (match !== undefined && !names(match, object)) throw preconditionFailed("If-Match");
  const unmodifiedSince = readDate(headers["if-unmodified-since"]);
  if (unmodifiedSince !== undefined && changedAt > unmodifiedSince) {
    throw preconditionFailed("If-Unmodified-Since");
  }
  const noneMatch = headers["if-none-match"];
  if (noneMatch !== undefined) return names(noneMatch, object) ? notModified(object) : undefined;
  const modifiedSince = readDate(headers["if-modified-since"]);
  if (modifiedSince === undefined || changedAt > modifiedSince) return undefined;
  return notModified(object);
}

/** OSS compares ETags with or without their quotes. */
function names(list: string, { etag }: SampleObject): boolean {
  const bare = etag.slice(1, -1);
  return list
    .split(",")
    .map((entry) => entry.trim().replace(/^"(.*)"$/, "$1"))
    .some((entry) => entry === "*" || entry.toUpperCase() === bare);
}

function readDate(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? undefined : time;
}

function notModified(object: SampleObject): Answer {
  const headers = { ETag: object.etag, "Last-Modified": object.lastModified.toUTCString() };
  return { status: 304, headers };
}

function preconditionFailed(condition: string): ServiceError {
  const message = "At least one of the pre-conditions you specified did not hold.";
  return new ServiceError(412, "PreconditionFailed", message, {
    elements: { Condition: condition },
  });
}
