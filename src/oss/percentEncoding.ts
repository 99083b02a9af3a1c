/** Percent-encoding as OSS signs it: everything but `A-Z a-z 0-9 - . _ ~` becomes upper-case `%XX` of its UTF-8 bytes. */

/**
 * Encodes a name or value of a query; `/` becomes `%2F`, a blank `%20`.
 * A lone surrogate, which has no UTF-8 form, is encoded as U+FFFD.
 * (OSS help, "Include a V4 signature in the Authorization header".)
 */
export function encodeQuery(text: string): string {
  return isUnreserved(text, false) ? text : strictly(text);
}

/** Encodes a path, such as an object key: as `encodeQuery`, but `/` stays. Dots and double slashes stay as they are. */
export function encodePath(text: string): string {
  if (isUnreserved(text, true)) return text;
  const encoded = strictly(text);
  // A literal "%2F" of the key is "%252F" by now and cannot be mistaken for a slash.
  return text.includes("/") ? encoded.replaceAll("%2F", "/") : encoded;
}

/** Decodes `%XX` once and leaves `+` alone; `undefined` where the escapes or their UTF-8 are malformed. */
export function decodePercent(text: string): string | undefined {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** encodeURIComponent leaves `!'()*` alone, OSS does not. */
function strictly(text: string): string {
  const encoded = encodeComponent(text);
  for (let index = 0; index < encoded.length; index++) {
    if (isSubDelimiter(encoded.charCodeAt(index))) return encodeSubDelimiters(encoded, index);
  }
  return encoded;
}

function encodeComponent(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return encodeURIComponent(Buffer.from(text).toString());
  }
}

function encodeSubDelimiters(text: string, from: number): string {
  let encoded = text.slice(0, from);
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    encoded += isSubDelimiter(code) ? `%${code.toString(16).toUpperCase()}` : text[index];
  }
  return encoded;
}

/** `!`, `'`, `(`, `)` and `*`. */
function isSubDelimiter(code: number): boolean {
  return code === 33 || (code >= 39 && code <= 42);
}

function isUnreserved(text: string, orSlash: boolean): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 97 && code <= 122) continue;
    if (code >= 45 && code <= 57 && (code !== 47 || orSlash)) continue;
    if ((code >= 65 && code <= 90) || code === 95 || code === 126) continue;
    return false;
  }
  return true;
}
