/** Percent-encoding as OSS signs it: everything but `A-Z a-z 0-9 - . _ ~` becomes upper-case `%XX` of its UTF-8 bytes. */

/**
 * Encodes a name or value of a query; `/` becomes `%2F`, a space `%20`.
 * A lone surrogate, which has no UTF-8 form, is encoded as U+FFFD.
 */
export function encodeQuery(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, percent);
}

/** Encodes a path, such as an object key: as `encodeQuery`, but `/` stays. Dots and double slashes stay as they are. */
export function encodePath(text: string): string {
  // A literal "%2F" of the key is "%252F" by now and cannot be mistaken for a slash.
  return encodeQuery(text).replaceAll("%2F", "/");
}

/** Decodes `%XX` once and leaves `+` alone; `undefined` where the escapes or their UTF-8 are malformed. */
export function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
