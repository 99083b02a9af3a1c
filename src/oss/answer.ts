/** What came back of one request. */
export interface Answer {
  readonly status: number;
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
}

/** The body as text; malformed UTF-8 becomes U+FFFD, a byte order mark is dropped. */
export function bodyText({ body }: Answer): string {
  return new TextDecoder().decode(body);
}

/** True when this came of a web server, not of OSS: a portal's sign-in page, a proxy's complaint. */
export function isWebPage(answer: Answer): boolean {
  if (answer.headers["x-oss-request-id"] !== undefined) return false;
  if (/^\s*text\/html/i.test(answer.headers["content-type"] ?? "")) return true;
  return /^\s*(?:<!doctype html|<html)/i.test(
    bodyText({ ...answer, body: answer.body.subarray(0, 200) }),
  );
}
