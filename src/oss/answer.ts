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

/** True for what a portal, a proxy or a stored page may be. */
export function isWebPage(answer: Answer): boolean {
  if (/^\s*text\/html/i.test(answer.headers["content-type"] ?? "")) return true;
  const begin = bodyText({ ...answer, body: answer.body.subarray(0, 200) });
  return /^\s*(?:<!doctype html|<html)/i.test(begin);
}

/** True unless the headers that every answer of OSS about an object has are missing. */
export function isFromOss({ headers }: Answer): boolean {
  return headers["x-oss-request-id"] !== undefined || headers["etag"] !== undefined;
}
