/** What came back of one request. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
}

/** The body as text; malformed UTF-8 becomes U+FFFD, a byte order mark is dropped. */
export function bodyText({ body }: HttpResponse): string {
  return new TextDecoder().decode(body);
}

/** True for what a portal, a proxy or a stored page may be. */
export function isWebPage(response: HttpResponse): boolean {
  if (/^\s*text\/html/i.test(response.headers["content-type"] ?? "")) return true;
  const begin = bodyText({ ...response, body: response.body.subarray(0, 200) });
  return /^\s*(?:<!doctype html|<html)/i.test(begin);
}
