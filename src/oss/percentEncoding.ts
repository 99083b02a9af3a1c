/** Percent-encoding as OSS signs it: everything but `A-Z a-z 0-9 - . _ ~` becomes upper-case `%XX` of its UTF-8 bytes. */

/**
 * Encodes a name or value of a query; `/` becomes `%2F`, a blank `%20`.
 * A lone surrogate, which has no UTF-8 form, is encoded as U+FFFD.
 * (OSS help, "Include a V4 signature in the Authorization header".)
 */
export function encodeQuery(text: string): string {
  const kind = kindOf(text);
  if (kind === plain) return text;
  const known = encodedQueries.get(text);
  if (known !== undefined) return known;
  const encoded = encode(text, kind);
  if (encodedQueries.size >= mostEncodedQueries) encodedQueries.clear();
  encodedQueries.set(text, encoded);
  return encoded;
}

/** Processes and prefixes come again with every object: the last ones are remembered. */
const encodedQueries = new Map<string, string>();
const mostEncodedQueries = 64;

/** Encodes a path, such as an object key: as `encodeQuery`, but `/` stays. Dots and double slashes stay as they are. */
export function encodePath(text: string): string {
  const kind = kindOf(text);
  if (kind <= slashed) return text;
  if (kind === escaped) return withoutSurrogates(encodeURI, text);
  // A literal "%2F" of the key is "%252F" by now and cannot be mistaken for a slash.
  return encode(text, kind).replaceAll("%2F", "/");
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

/** What a character needs; a text needs what its neediest character does. */
const plain = 0;
const slashed = 1;
const escaped = 2;
/** encodeURI leaves these alone, OSS does not. */
const reserved = 3;
/** encodeURIComponent leaves these alone too. */
const escapedByHand = 4;

const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (character === "/") return slashed;
  if ("!'()*".includes(character)) return escapedByHand;
  if (encodeURIComponent(character) === character) return plain;
  return encodeURI(character) === character ? reserved : escaped;
});

function kindOf(text: string): number {
  let kind = plain;
  for (let index = 0; index < text.length; index++) {
    const needed = kinds[text.charCodeAt(index)] ?? escaped;
    if (needed > kind) kind = needed;
  }
  return kind;
}

function encode(text: string, kind: number): string {
  const encoded = withoutSurrogates(encodeURIComponent, text);
  return kind === escapedByHand ? encoded.replace(/[!'()*]/g, percent) : encoded;
}

function withoutSurrogates(encoder: (text: string) => string, text: string): string {
  try {
    return encoder(text);
  } catch {
    // Through UTF-8 and back a lone surrogate is U+FFFD.
    return encoder(Buffer.from(text).toString());
  }
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
