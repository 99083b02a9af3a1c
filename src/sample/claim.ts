/**
 * Who a request says it is from, in either form of signature version 4: the Authorization header or
 * the x-oss-* parameters of a presigned URL. Reads only; whether the signature is right is
 * `authorization.ts`'s to say. Each EC is that of its page of the OSS help.
 */
import { longestExpiry, type Query, signatureVersion } from "../oss/signature.ts";
import {
  type Credential,
  headerCredential,
  queryCredential,
  readCredential,
} from "./credential.ts";
import { parameter, type SampleRequest } from "./request.ts";
import { accessDenied, ServiceError } from "./serviceError.ts";
import { readHttpDate, readTimestamp } from "./signingTime.ts";

export interface Claim extends Credential {
  readonly form: "header" | "query";
  /** Second line of the string to sign, to the letter. */
  readonly timestamp: string;
  readonly signedAt: Date;
  /** Seconds that a presigned URL lives. */
  readonly expires?: number;
  readonly additionalHeaders: readonly string[];
  readonly securityToken: string | undefined;
  readonly signature: string;
  /** What was signed: the request's parameters without the signature itself. */
  readonly query: Query;
}

/** `undefined` for an anonymous request; throws a `ServiceError` for a claim that cannot be read. */
export function readClaim(request: SampleRequest): Claim | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined) return fromHeader(request, authorization);
  const names = new Set(request.query.map(([name]) => name));
  if (presignedNames.some((name) => names.has(name))) return fromQuery(request);
  if (names.has("OSSAccessKeyId") || names.has("Signature")) throw onlyVersion4();
  return undefined;
}

const presignedNames = ["x-oss-signature-version", "x-oss-signature", "x-oss-credential"];

function fromHeader(request: SampleRequest, authorization: string): Claim {
  const [version, rest] = splitAt(authorization, " ");
  if (version !== signatureVersion) throw onlyVersion4();
  const fields = readFields(rest ?? "");
  const credential = fields.get("Credential");
  const signature = fields.get("Signature");
  const additional = fields.get("AdditionalHeaders");
  if (credential === undefined) throw malformed("Credential is missing.", "0002-00000205");
  if (!signature) throw malformed("Signature is missing.", "0002-00000202");
  if (additional === "") throw malformed("AdditionalHeaders is empty.", "0002-00000209");
  const time = timeOfHeaders(request);
  return {
    form: "header",
    ...readCredential(credential, time.signedAt, headerCredential),
    ...time,
    additionalHeaders: additional?.split(";") ?? [],
    securityToken: request.headers["x-oss-security-token"],
    signature,
    query: request.query,
  };
}

const fieldNames = new Set(["Credential", "AdditionalHeaders", "Signature"]);

/** `Name=value` pairs in any order, with or without blanks behind the commas. */
function readFields(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const part of text.split(",")) {
    const [name, value] = splitAt(part.trim(), "=");
    if (value === undefined) throw malformed("A field has no equal sign.", "0002-00000203");
    if (!fieldNames.has(name) || fields.has(name)) {
      throw malformed("A field is unknown or repeated.", "0002-00000204");
    }
    fields.set(name, value);
  }
  return fields;
}

/** x-oss-date wins; without it Date counts, and is signed as it is written (Go SDK 3.0.2). */
function timeOfHeaders({ headers }: SampleRequest): { timestamp: string; signedAt: Date } {
  const own = headers["x-oss-date"];
  return timeOf(own ?? headers["date"], own === undefined ? readHttpDate : readTimestamp);
}

function fromQuery(request: SampleRequest): Claim {
  const given = (name: string) => parameter(request, name);
  if (given("x-oss-signature-version") !== signatureVersion) {
    throw refused("The parameter x-oss-signature-version is invalid.", "0002-00000066");
  }
  const credential = given("x-oss-credential");
  if (credential === undefined) throw missing("x-oss-credential", "0002-00000217");
  if (credential === "") throw refused("The x-oss-credential is empty.", "0002-00000218");
  const signature = given("x-oss-signature");
  if (!signature) throw missing("x-oss-signature");
  const expires = readExpires(given("x-oss-expires"));
  const time = timeOf(given("x-oss-date"), readTimestamp);
  return {
    form: "query",
    ...readCredential(credential, time.signedAt, queryCredential),
    ...time,
    expires,
    additionalHeaders: given("x-oss-additional-headers")?.split(";") ?? [],
    securityToken: given("x-oss-security-token"),
    signature,
    query: request.query.filter(([name]) => name !== "x-oss-signature"),
  };
}

function readExpires(text: string | undefined): number {
  if (!text) throw missing("x-oss-expires", "0002-00000215");
  const expires = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (expires >= 1 && expires <= longestExpiry) return expires;
  throw refused("The x-oss-expires must be 1 to 604800 seconds.", "0002-00000232");
}

function timeOf(timestamp: string | undefined, read: (text: string) => Date | undefined) {
  const message = "OSS authentication requires a valid Date.";
  if (timestamp === undefined) throw accessDenied(message, "0002-00000503");
  const signedAt = read(timestamp);
  if (signedAt === undefined) throw accessDenied(message, "0002-00000502");
  return { timestamp, signedAt };
}

function splitAt(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function onlyVersion4(): ServiceError {
  const message = `The sample account takes signature version 4 (${signatureVersion}) only.`;
  return refused(message, "0002-00000034");
}

function malformed(what: string, ec: string): ServiceError {
  return refused(`The Authorization header is malformed: ${what}`, ec);
}

function missing(name: string, ec?: string): ServiceError {
  return refused(`The parameter ${name} is missing.`, ec);
}

function refused(message: string, ec?: string): ServiceError {
  return new ServiceError(400, "InvalidArgument", message, { ec });
}
