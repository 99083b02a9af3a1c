/** The order in which OSS lists keys: that of their UTF-8 bytes. */

/** Negative, zero or positive, as for sorting. JavaScript's own order differs beyond U+FFFF. */
export function compareKeys(one: string, other: string): number {
  if (one === other) return 0;
  const shorter = Math.min(one.length, other.length);
  for (let at = 0; at < shorter; at++) {
    const a = one.charCodeAt(at);
    const b = other.charCodeAt(at);
    if (a !== b) return codePointRank(a) - codePointRank(b);
  }
  return one.length - other.length;
}

/** Puts surrogates, which stand for the highest characters, above U+E000 to U+FFFF. */
function codePointRank(codeUnit: number): number {
  if (codeUnit < 0xd800) return codeUnit;
  return codeUnit >= 0xe000 ? codeUnit - 0x800 : codeUnit + 0x2000;
}
