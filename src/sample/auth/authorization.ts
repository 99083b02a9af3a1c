/**
 * Checks signature version 4 as OSS does [V4 header] [V4 URL], and accepts the variants that the
 * official SDKs write.
 */
import { timingSafeEqual } from "node:crypto";
import {
  canonicalRequest,
  credentialScope,
  signature,
  signingKey,
  stringToSign,
} from "../../oss/signature.ts";
import type { Address } from "../http/addressing.ts";
import { parameter, type SampleRequest } from "../http/request.ts";
import { accessDenied, ServiceError } from "../serviceError.ts";
import { type Claim, readClaim } from "./claim.ts";

/** The keys of the one account that a sample server has. */
export interface SampleCredentials {
  readonly region: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** When set, every request must carry it, as with temporary credentials. */
  readonly securityToken?: string | undefined;
}

/**
 * The reading of the request that was signed with the account's secret.
 * Throws the `ServiceError` that OSS answers when there is none.
 */
export function authorize(request: SampleRequest, known: SampleCredentials, now: Date): Address {
  const claim = readClaim(request);
  if (claim === undefined) throw anonymous(request);
  checkRegion(claim, known);
  checkTime(claim, now);
  checkId(claim, known);

  const provided = Buffer.from(claim.signature);
  let first: Attempt | undefined;
  for (const attempt of attempts(request, claim, known)) {
    const expected = Buffer.from(attempt.signature);
    if (expected.length === provided.length && timingSafeEqual(expected, provided)) {
      return attempt.address;
    }
    first ??= attempt;
  }
  throw mismatch(claim, first);
}

interface Attempt {
  readonly address: Address;
  readonly canonical: string;
  readonly text: string;
  readonly signature: string;
}

/** Every way in which the request may have been signed. */
function* attempts(
  request: SampleRequest,
  claim: Claim,
  known: SampleCredentials,
): Generator<Attempt> {
  const scope = credentialScope(claim.day, known.region);
  const key = signingKey(known.accessKeySecret, scope);
  for (const address of request.addresses) {
    const { additionalHeaders, query } = claim;
    const canonical = canonicalRequest({ ...request, ...address, query, additionalHeaders });
    const variants = request.hasBareEquals ? [canonical, withBareEquals(canonical)] : [canonical];
    for (const variant of variants) {
      const text = stringToSign(claim.timestamp, scope, variant);
      yield { address, canonical: variant, text, signature: signature(key, text) };
    }
  }
}

/** ali-oss signs `name=` for an empty value, where the rule is `name`. */
function withBareEquals(canonical: string): string {
  const [method, uri, query = "", ...rest] = canonical.split("\n");
  const pairs = query.split("&").map((pair) => (pair.includes("=") ? pair : `${pair}=`));
  return [method, uri, pairs.join("&"), ...rest].join("\n");
}

function checkRegion({ form, region }: Claim, known: SampleCredentials): void {
  if (region === known.region) return;
  if (form === "query") {
    throw new ServiceError(400, "InvalidArgument", "Invalid signing region in x-oss-credential.");
  }
  const message = "Invalid signing region in Authorization header.";
  throw new ServiceError(400, "InvalidArgument", message, { ec: "0002-00000226" });
}

/** Milliseconds. */
const maxSkew = 15 * 60 * 1000;

function checkTime({ expires, signedAt }: Claim, now: Date): void {
  const age = now.getTime() - signedAt.getTime();
  if (expires === undefined ? Math.abs(age) > maxSkew : -age > maxSkew) {
    throw new ServiceError(
      403,
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large.",
      {
        ec: "0002-00000504",
        elements: {
          MaxAllowedSkewMilliseconds: String(maxSkew),
          RequestTime: signedAt.toISOString(),
          ServerTime: now.toISOString(),
        },
      },
    );
  }
  if (expires === undefined || age < expires * 1000) return;
  throw new ServiceError(403, "AccessDenied", "Request has expired.", {
    ec: "0002-00000236",
    elements: {
      Expires: new Date(signedAt.getTime() + expires * 1000).toISOString(),
      ServerTime: now.toISOString(),
    },
  });
}

function checkId(claim: Claim, known: SampleCredentials): void {
  if (claim.accessKeyId !== known.accessKeyId) {
    const message = "The OSS Access Key Id you provided does not exist in our records.";
    throw new ServiceError(403, "InvalidAccessKeyId", message, {
      ec: "0002-00000902",
      elements: { OSSAccessKeyId: claim.accessKeyId },
    });
  }
  if ((claim.securityToken || undefined) === known.securityToken) return;
  const message = "The security token you provided is invalid.";
  throw new ServiceError(403, "InvalidSecurityToken", message);
}

function mismatch(claim: Claim, attempt: Attempt | undefined): ServiceError {
  const text = attempt?.text ?? "";
  const bytes = Array.from(Buffer.from(text), (byte) => byte.toString(16).padStart(2, "0"));
  return new ServiceError(
    403,
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    {
      ec: "0002-00000040",
      elements: {
        OSSAccessKeyId: claim.accessKeyId,
        SignatureProvided: claim.signature,
        StringToSign: text,
        StringToSignBytes: bytes.join(" ").toUpperCase(),
        CanonicalRequest: attempt?.canonical ?? "",
      },
    },
  );
}

/** Nothing in the sample account is public. */
function anonymous(request: SampleRequest): ServiceError {
  const isObject = request.addresses[0]?.key !== undefined;
  if (isObject && parameter(request, "x-oss-process") === undefined) {
    const message = "You have no right to access this object because of bucket acl.";
    return accessDenied(message, "0003-00000001");
  }
  return accessDenied("Anonymous access is forbidden for this operation.", "0003-00000002");
}
