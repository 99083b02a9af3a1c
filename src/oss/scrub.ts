/** Takes secrets and control characters out of text that others wrote: responses, errors of libraries. */

const maxLength = 500;

/**
 * One line, at most 500 characters, without control characters, signatures, tokens and proxy
 * passwords; `secrets` (a key's secret, its security token) are removed wherever they stand.
 */
export function scrub(text: string, secrets: readonly (string | undefined)[] = []): string {
  const clean = withoutSecrets(text, secrets)
    .replace(authorization, `$1${removed}`)
    .replace(signatureParameter, `$1${removed}`)
    .replace(userInfo, `$1${removed}@`)
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}\s]+/gu, " ")
    .trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean;
}

/** The text as it is, but for these secrets. */
export function withoutSecrets(text: string, secrets: readonly (string | undefined)[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (!secret) continue;
    for (const form of new Set([secret, encodeURIComponent(secret)])) {
      clean = clean.replaceAll(form, removed);
    }
  }
  return clean;
}

const removed = "***";

/** A whole Authorization header or V4 credential line, whatever follows in it. */
const authorization =
  /(authorization["']?\s*[:=]\s*["']?|OSS4-HMAC-SHA256\s+|\bOSS\s+(?=\S+:))[^\r\n<"']+/gi;

/** `Signature=…`, `x-oss-signature=…`, `security-token=…` and the like, in URLs, headers, JSON and XML. */
const signatureParameter =
  /((?:signature|signatureprovided|security-?token|session-?token|access-?key-?secret)(?:["']?\s*[:=]\s*["']?|>|%3D))[^&\s,;"'<>]+/gi;

/** `name:password@` of a URL. */
const userInfo = /(\/\/)[^/\s@]+@/g;
