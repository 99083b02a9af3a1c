/** Takes secrets out of text before it is logged or shown. It must know what secrets look like, not whose they are. */

const mask = "***";

/** Words in front of a value that is a secret; `-`, `_` and nothing are the same between them. */
const secretNames = [
  "access[-_ ]?key(?:[-_ ]?secret)?",
  "access[-_]?secret",
  "secret(?:[-_]?access)?[-_]?key",
  "secret",
  "(?:security|sts|session|access|refresh|bearer|id|metadata)[-_]?token",
  "signature",
  "(?:proxy-)?authorization",
  "private[-_]?key",
  "pass(?:word|wd|phrase)",
].join("|");

/** A quoted value may be cut off, so its closing quote is optional. */
const value = [
  `"(?:[^"\\\\\\r\\n]|\\\\.)*"?`,
  `'[^'\\r\\n]*'?`,
  `\\\\"(?:(?!\\\\")[^\\r\\n])*(?:\\\\")?`,
  `[^\\s"'\\\\&<>,;)}\\]]+`,
].join("|");

const namedSecret = new RegExp(
  `((?:${secretNames})\\\\?["']?\\s{0,4}(?:=>|[=:]|%3D|%3A)\\s{0,4})(${value})`,
  "gi",
);

/** To the end of the line: such a header has several parts. */
const secretHeader =
  /^([ \t<>*-]*(?:(?:proxy-)?authorization|[a-z-]*security-token|[a-z-]*metadata-token|(?:set-)?cookie)[ \t]*:)[^\r\n]*/gim;

/** Elements of OSS error bodies that repeat the signature, or the signed text in hexadecimal. */
const secretElement =
  /<(SecurityToken|AccessKeySecret|SignatureProvided|StringToSignBytes|CanonicalRequestBytes)>[^<]*/g;

const patterns: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-----BEGIN [A-Z ]{1,40}-----[\s\S]*?(?:-----END [A-Z ]{1,40}-----|$)/g, mask],
  [secretElement, `<$1>${mask}`],
  [secretHeader, `$1 ${mask}`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${mask}`],
  [/:\/\/[^/\s:@]{1,256}:[^/\s@]{1,1024}@/g, `://${mask}@`],
  // Tokens of STS, also where they are percent-encoded.
  [/\bCAI[A-Za-z0-9](?:[A-Za-z0-9+/=_-]|%2B|%2F|%3D){40,}/gi, mask],
  // AccessKey IDs are no secret, but enough of one is left to tell two apart.
  [/\b(LTAI|STS\.|TMP\.)[A-Za-z0-9]{4,}([A-Za-z0-9]{4})(?![A-Za-z0-9])/g, "$1****$2"],
];

/** AccessKey secrets are 30 letters and digits. */
const thirtyCharacters = /(?<![A-Za-z0-9])[A-Za-z0-9]{30}(?![A-Za-z0-9])/g;

/**
 * `text` with `***` in place of secrets: values of secret-sounding names in queries, headers, JSON, INI
 * and XML; signatures; tokens; users in URLs; private keys; what looks like an AccessKey secret. AccessKey
 * IDs keep their ends: `LTAI****abcd`. Redacting twice changes nothing more.
 * @param secrets known secrets, taken out wherever they stand, also percent-encoded
 */
export function redact(text: string, secrets: Iterable<string> = []): string {
  let result = withoutKnown(text, secrets);
  for (const [pattern, replacement] of patterns) result = result.replace(pattern, replacement);
  result = result.replace(
    namedSecret,
    (_match, name: string, found: string) => name + masked(found),
  );
  return result.replace(thirtyCharacters, (run) => (looksRandom(run) ? mask : run));
}

function withoutKnown(text: string, secrets: Iterable<string>): string {
  // Shorter secrets would take pieces out of ordinary words.
  const known = [...secrets].filter((secret) => secret.length >= 6);
  const spellings = new Set(known.flatMap(spellingsOf));
  // Longer ones first: one secret may begin another.
  const ordered = [...spellings].sort((one, other) => other.length - one.length);
  return ordered.reduce((result, spelling) => result.replaceAll(spelling, mask), text);
}

function spellingsOf(secret: string): string[] {
  // As bytes, since half a surrogate pair cannot be percent-encoded.
  const encoded = encodeURIComponent(Buffer.from(secret).toString());
  const lowerCase = encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const base64 = Buffer.from(secret).toString("base64").replace(/=+$/, "");
  return [secret, encoded, lowerCase, JSON.stringify(secret).slice(1, -1), base64];
}

/** The mask between the quotes that the value had. */
function masked(found: string): string {
  const quote = /^\\?["']/.exec(found)?.[0] ?? "";
  return quote && found.length > quote.length && found.endsWith(quote)
    ? quote + mask + quote
    : quote + mask;
}

function looksRandom(run: string): boolean {
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9]/.test(run);
}
