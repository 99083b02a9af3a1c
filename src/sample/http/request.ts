/** A request as it came, decoded once: what was signed must be found again to the byte. */
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { decodePercent } from "../../oss/percentEncoding.ts";
import type { Query } from "../../oss/signature.ts";
import { ServiceError } from "../serviceError.ts";
import { type Address, bucketOfHost, readAddresses } from "./addressing.ts";

export interface SampleRequest {
  readonly method: string;
  /** All readings of host and path, most likely first; at least one. */
  readonly addresses: readonly Address[];
  readonly query: Query;
  /** True when a parameter without a value was sent as `name=`, which some SDKs sign as well. */
  readonly hasBareEquals: boolean;
  /** By lower-case name; repeated ones joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Throws a `ServiceError` for a host that is refused or a target that cannot be decoded. */
export function readRequest(message: IncomingMessage, buckets: Iterable<string>): SampleRequest {
  const target = fromWire(message.url ?? "");
  if (!target.startsWith("/")) throw invalidUri();
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  const parameters = mark < 0 ? [] : target.slice(mark + 1).split("&");
  const headers = readHeaders(message.rawHeaders);
  return {
    method: message.method ?? "",
    addresses: readAddresses(bucketOfHost(headers["host"]), path, buckets),
    query: parameters.filter((text) => text !== "").map(readParameter),
    hasBareEquals: parameters.some((text) => text.endsWith("=")),
    headers,
  };
}

/** The first value of a query parameter; `undefined` when it is absent. */
export function parameter(request: SampleRequest, name: string): string | undefined {
  return request.query.find(([other]) => other === name)?.[1];
}

export function hasParameter(request: SampleRequest, name: string): boolean {
  return request.query.some(([other]) => other === name);
}

/** Reads `Tue, 20 Dec 2022 08:48:18 GMT` (as the page of 0002-00000502 [EC] has it); `undefined` for all else. */
export function readHttpDate(text: string): Date | undefined {
  const date = new Date(text);
  const isWritten = !Number.isNaN(date.getTime()) && date.toUTCString() === text;
  return isWritten ? date : undefined;
}

function readParameter(text: string): readonly [string, string] {
  const equals = text.indexOf("=");
  const name = decode(equals < 0 ? text : text.slice(0, equals));
  return [name, equals < 0 ? "" : decode(text.slice(equals + 1))];
}

function decode(text: string): string {
  const decoded = decodePercent(text.replaceAll("+", " "));
  if (decoded === undefined) throw invalidUri();
  return decoded;
}

function invalidUri(): ServiceError {
  return new ServiceError(400, "InvalidURI", "Couldn't parse the specified URI.");
}

/** Repeated headers are joined by a bare comma, as V4 signs them; Node itself would write `, `. */
function readHeaders(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] as string).toLowerCase();
    const value = fromWire(raw[index + 1] as string);
    headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  return headers;
}

/** Node gives bytes as Latin-1; SDKs write and sign UTF-8. */
function fromWire(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: every character but ASCII is meant
  return /^[\u0000-\u007f]*$/.test(text) ? text : Buffer.from(text, "latin1").toString();
}

/**
 * Reads the request's body. The returned function rejects with a `ServiceError` when the body is too
 * long, breaks off, or is not what Content-MD5 says.
 */
export function bodyReader(message: IncomingMessage): (maxBytes: number) => Promise<Buffer> {
  return async (maxBytes) => {
    if (Number(message.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes);
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of message as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes <= maxBytes) chunks.push(chunk);
      }
    } catch {
      const message = "The request body broke off before the length it was announced with.";
      throw new ServiceError(400, "IncompleteBody", message);
    }
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    const body = Buffer.concat(chunks, bytes);
    checkMd5(body, message.headers["content-md5"]);
    return body;
  };
}

function tooLarge(maxBytes: number): ServiceError {
  const message = `Your proposed upload exceeds the maximum of ${maxBytes} bytes in the sample account.`;
  return new ServiceError(400, "EntityTooLarge", message);
}

function checkMd5(body: Buffer, given: string | string[] | undefined): void {
  if (given === undefined) return;
  const expected = String(given);
  const calculated = createHash("md5").update(body).digest("base64");
  if (expected === calculated) return;
  const isDigest = /^[A-Za-z0-9+/]{22}==$/.test(expected);
  const message = isDigest
    ? "The Content-MD5 you specified did not match what we received."
    : "The Content-MD5 you specified is invalid.";
  throw new ServiceError(400, "InvalidDigest", message, {
    elements: { ExpectedDigest: expected, CalculatedDigest: calculated },
  });
}
