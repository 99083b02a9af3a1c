/**
 * Names of labels as the values of object tags, and back. Tags are sure to hold ASCII letters, digits, spaces and
 * `+ - = . _ : /`; whether OSS takes other letters is not documented, so they are spelled. [PutObjectTagging]
 */

/** Characters of a tag's key and of its value at most; all of them are ASCII. [PutObjectTagging] */
const maxTagKeyLength = 128;
const maxTagValueLength = 256;

/**
 * A name as a tag's value. What a tag may hold stays as it is; every other character, `=` itself and a space at either
 * end become `=XX` for each byte of their UTF-8: `Night sky`, `=E7=8C=AB`. So one name has one value, `valueName` reads
 * it back, and the value of a longer name begins with that of its beginning. `undefined` for the empty name, for one
 * with half a character, and for one that takes more than 256 characters.
 */
export function tagValue(name: string): string | undefined {
  if (name === "" || /\p{Surrogate}/u.test(name)) return undefined;
  const value = name.replace(mustBeSpelled, spelled);
  return value.length > maxTagValueLength ? undefined : value;
}

/** The name that a value stands for; `undefined` for a value that `tagValue` does not make. */
export function valueName(value: string): string | undefined {
  const bytes = new Uint8Array(value.length);
  let length = 0;
  for (let at = 0; at < value.length; at += 1) {
    const isSpelled = value[at] === "=";
    const byte = isSpelled
      ? Number.parseInt(value.slice(at + 1, at + 3), 16)
      : value.charCodeAt(at);
    if (Number.isNaN(byte) || byte > 0xff) return undefined;
    bytes[length] = byte;
    length += 1;
    if (isSpelled) at += 2;
  }
  const name = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, length));
  // Lower-case digits, broken UTF-8 and needless spelling are somebody else's.
  return tagValue(name) === value ? name : undefined;
}

/** Whether a name stands in a tag as it is. */
export function fitsTag(name: string): boolean {
  return tagValue(name) === name;
}

/** True for the beginning of a tag's key that leaves room for two digits. */
export function isTagKeyPrefix(text: string): boolean {
  return (
    /^[A-Za-z0-9+\-=._:/][A-Za-z0-9 +\-=._:/]*$/.test(text) && text.length <= maxTagKeyLength - 2
  );
}

const mustBeSpelled = /^ | $|[^A-Za-z0-9 +\-._:/]/gu;

function spelled(character: string): string {
  const bytes = [...new TextEncoder().encode(character)];
  return bytes.map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
