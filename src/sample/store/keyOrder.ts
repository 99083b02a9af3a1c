/** The order in which OSS lists keys: that of their UTF-8 bytes. */

/** Negative, zero or positive, as for sorting. JavaScript's own order differs beyond U+FFFF. */
export function compareKeys(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  for (let index = 0; index < shorter; index++) {
    const a = one.charCodeAt(index);
    const b = other.charCodeAt(index);
    if (a !== b) return codePointRank(a) - codePointRank(b);
  }
  return one.length - other.length;
}

/** Puts surrogates, which stand for the highest characters, above U+E000 to U+FFFF. */
function codePointRank(codeUnit: number): number {
  if (codeUnit < 0xd800) return codeUnit;
  return codeUnit >= 0xe000 ? codeUnit - 0x800 : codeUnit + 0x2000;
}

/** Where to continue after every key with this prefix: above all that still fit 1,023 bytes. */
export function afterPrefix(prefix: string): string {
  return prefix + highest;
}

const highest = "\u{10ffff}".repeat(256);

/** Index of the first key that is not below `key`, in `count` sorted keys. */
export function firstNotBelow(key: string, count: number, keyAt: (index: number) => string) {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(keyAt(middle), key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
