/** Checks raw keys from any source, so that a bad copy is explained before it is refused. */
import { Refusal } from "../errors/refusal.ts";
import type { Credentials } from "../oss/account.ts";

/** Keys as found; empty means absent. */
export interface RawKeys {
  readonly accessKeyId?: string | undefined;
  readonly accessKeySecret?: string | undefined;
  readonly securityToken?: string | undefined;
  readonly expiration?: Date | undefined;
}

/** How the place calls its three values, so that a sentence can name the missing one. */
export interface KeyNames {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
}

/** The names that Alibaba Cloud's own pages use. */
const plainKeyNames: KeyNames = {
  id: "the AccessKey ID",
  secret: "the AccessKey secret",
  token: "the security token",
};

/** Keys are printable ASCII; quotes, stars and angle brackets come from a bad or masked copy. */
const neverInKeys = /[^\x21-\x7e]|["'`*<>]/;

/**
 * Complete credentials, or an error: `credentials-missing` (no keys at all), `credentials-incomplete`
 * (names the missing one) or `credentials-malformed`.
 * @param place where they were sought, for the middle of a sentence: `profile dev of ~/.ossutilconfig`
 */
export function completeKeys(raw: RawKeys, place: string, names = plainKeyNames): Credentials {
  const accessKeyId = raw.accessKeyId?.trim() ?? "";
  const accessKeySecret = raw.accessKeySecret?.trim() ?? "";
  const securityToken = raw.securityToken?.trim() ?? "";
  if (!accessKeyId && !accessKeySecret) {
    throw new Refusal("credentials-missing", { reason: "place", place });
  }
  if (!accessKeyId) throw incomplete(place, names.id);
  if (!accessKeySecret) throw incomplete(place, names.secret);
  // IDs that start like this are issued by STS, and are refused without their token.
  if (accessKeyId.startsWith("STS.") && !securityToken) throw incomplete(place, names.token);
  refuseBadCopy(accessKeyId, place, names.id);
  refuseBadCopy(accessKeySecret, place, names.secret);
  refuseBadCopy(securityToken, place, names.token);
  return {
    accessKeyId,
    accessKeySecret,
    ...(securityToken && { securityToken }),
    ...(raw.expiration && { expiration: raw.expiration }),
  };
}

/** The time in ISO 8601, Unix seconds or Unix milliseconds; `undefined` when it is none of these. */
export function parseExpiration(value: unknown): Date | undefined {
  const date = typeof value === "number" ? numericDate(value) : new Date(String(value));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function numericDate(value: number): Date {
  if (value <= 0) return new Date(Number.NaN);
  return new Date(value < 1e11 ? value * 1000 : value);
}

function incomplete(place: string, name: string): Refusal {
  return new Refusal("credentials-incomplete", { reason: "keys", place, name });
}

function refuseBadCopy(value: string, place: string, name: string): void {
  if (!neverInKeys.test(value)) return;
  throw new Refusal("credentials-malformed", { place, name });
}
