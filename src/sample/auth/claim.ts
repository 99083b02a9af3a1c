/**
 * Who a request says it is from, in either form of signature version 4: the Authorization header or
 * the x-oss-* parameters of a presigned URL. Reads only; `authorization.ts` checks the signature.
 * Each EC is that of its page. [EC]
 */
import { maxExpiry, type Query, signatureVersion } from "../../oss/signature.ts";
import { hasParameter, parameter, readHttpDate, type SampleRequest } from "../http/request.ts";
import { accessDenied, invalidArgument, ServiceError } from "../serviceError.ts";

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
  const isPresigned = presignedNames.some((name) => hasParameter(request, name));
  if (authorization !== undefined && isPresigned) {
    throw refused("A request is signed in its Authorization header or in its URL, not in both.");
  }
  if (authorization !== undefined) return fromHeader(request, authorization);
  if (isPresigned) return fromQuery(request);
  if (version1Names.some((name) => hasParameter(request, name))) throw onlyVersion4();
  return undefined;
}

/** Parameters of URLs that are signed with version 1 or 2. */
const version1Names = ["OSSAccessKeyId", "Signature", "x-oss-access-key-id"];

const presignedNames = [
  ...["x-oss-additional-headers", "x-oss-credential", "x-oss-date", "x-oss-expires"],
  ...["x-oss-security-token", "x-oss-signature", "x-oss-signature-version"],
];

function fromHeader(request: SampleRequest, authorization: string): Claim {
  const [version, rest] = splitAt(authorization, " ");
  if (version === "OSS" || version === "OSS2") throw onlyVersion4();
  if (version !== signatureVersion) {
    throw malformed("The signature version is unknown.", "0002-00000061");
  }
  const fields = readFields(rest ?? "");
  const credential = fields.get("Credential");
  const signature = fields.get("Signature");
  const additional = fields.get("AdditionalHeaders");
  if (credential === undefined) throw malformed("Credential is missing.", "0002-00000205");
  if (signature === undefined) throw malformed("Signature is missing.", "0002-00000202");
  if (signature === "") throw malformed("Signature is empty.", "0002-00000208");
  if (additional === "") throw malformed("AdditionalHeaders is empty.", "0002-00000209");
  checkPayload(request);
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

/** `Name=value` pairs in any order, with or without spaces after the commas. */
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
  checkPayload(request);
  const given = (name: string) => parameter(request, name);
  if (given("x-oss-signature-version") !== signatureVersion) {
    throw refused("The parameter x-oss-signature-version is invalid.", "0002-00000066");
  }
  const credential = given("x-oss-credential");
  if (credential === undefined) throw missing("x-oss-credential", "0002-00000217");
  if (credential === "") throw refused("The x-oss-credential is empty.", "0002-00000218");
  const signature = given("x-oss-signature");
  if (!signature) throw missing("x-oss-signature", "0002-00000219");
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

/** Throws unless the body is unsigned, which is the one value OSS takes (0002-00000214 [EC]) and the default. */
function checkPayload({ headers }: SampleRequest): void {
  const payload = headers["x-oss-content-sha256"];
  if (payload === undefined || payload === "UNSIGNED-PAYLOAD") return;
  const message = "The x-oss-content-sha256 header must be UNSIGNED-PAYLOAD.";
  throw invalidArgument(message, "x-oss-content-sha256", payload, "0002-00000214");
}

function readExpires(text: string | undefined): number {
  if (!text) throw missing("x-oss-expires", "0002-00000215");
  const expires = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (expires >= 1 && expires <= maxExpiry) return expires;
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

/** The credential of a V4 signature: `<id>/<yyyymmdd>/<region>/oss/aliyun_v4_request`. */
interface Credential {
  readonly accessKeyId: string;
  /** `yyyymmdd` */
  readonly day: string;
  readonly region: string;
}

/** Where a credential stands, and OSS's EC for each thing that may be wrong with it there. */
interface CredentialForm {
  readonly name: string;
  readonly badId: string;
  readonly badDay: string;
  readonly badScope: string;
}

const headerCredential: CredentialForm = {
  name: "the Credential of the Authorization header",
  badId: "0002-00000206",
  badDay: "0002-00000212",
  badScope: "0002-00000213",
};

const queryCredential: CredentialForm = {
  name: "the x-oss-credential",
  badId: "0002-00000222",
  badDay: "0002-00000223",
  badScope: "0002-00000224",
};

/** Throws 400 for one that is malformed or of another day than the signature. */
function readCredential(text: string, signedAt: Date, form: CredentialForm): Credential {
  const [accessKeyId = "", day = "", region = "", product, terminator, ...more] = text.split("/");
  if (!/^[\w.-]{1,128}$/.test(accessKeyId)) throw invalid("access key id", form, form.badId);
  if (product !== "oss" || terminator !== "aliyun_v4_request" || more.length > 0) {
    throw invalid("scope", form, form.badScope);
  }
  if (day !== dayOf(signedAt)) throw invalid("date", form, form.badDay);
  return { accessKeyId, day, region };
}

function invalid(what: string, form: CredentialForm, ec: string): ServiceError {
  const message = `The ${what} in ${form.name} is invalid.`;
  return new ServiceError(400, "InvalidArgument", message, { ec });
}

/** Reads `yyyymmddThhmmssZ`; `undefined` for another form or a day that does not exist. */
function readTimestamp(text: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const exists = !Number.isNaN(date.getTime()) && dayOf(date) === text.slice(0, 8);
  return exists ? date : undefined;
}

/** The UTC day as `yyyymmdd`. */
function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}
