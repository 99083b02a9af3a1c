/** Checks raw keys from any source, so that a bad copy is explained before it is refused. */
import { type KeyField, type KeyPlace, Refusal } from "../errors/refusal.ts";
import type { Credentials } from "../oss/account.ts";

/** Keys as found; empty means absent. */
export interface RawKeys {
  readonly accessKeyId?: string | undefined;
  readonly accessKeySecret?: string | undefined;
  readonly securityToken?: string | undefined;
  readonly expiration?: Date | undefined;
}

/** How the place calls its three values, so that a sentence can name the missing one: its own names, or a `KeyField`. */
export interface KeyNames {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
}

const plainKeyNames = {
  id: "access-key-id",
  secret: "access-key-secret",
  token: "security-token",
} as const satisfies Record<keyof KeyNames, KeyField>;

/** Keys are printable ASCII; quotes, stars and angle brackets come from a bad or masked copy. */
const neverInKeys = /[^\x21-\x7e]|["'`*<>]/;

/**
 * Complete credentials, or an error: `credentials-missing` (no keys at all), `credentials-incomplete`
 * (names the missing one) or `credentials-malformed`.
 * @param place where they were sought
 */
export function completeKeys(
  raw: RawKeys,
  place: KeyPlace,
  names: KeyNames = plainKeyNames,
): Credentials {
  const accessKeyId = raw.accessKeyId?.trim() ?? "";
  const accessKeySecret = raw.accessKeySecret?.trim() ?? "";
  const securityToken = raw.securityToken?.trim() ?? "";
  if (!accessKeyId && !accessKeySecret) {
    throw new Refusal("credentials-missing", { reason: "place", ...place });
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

function incomplete(place: KeyPlace, field: string): Refusal {
  return new Refusal("credentials-incomplete", { reason: "keys", field, ...place });
}

function refuseBadCopy(value: string, place: KeyPlace, field: string): void {
  if (!neverInKeys.test(value)) return;
  throw new Refusal("credentials-malformed", { field, ...place });
}
