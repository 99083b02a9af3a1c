/** Where keys stand in the order in which OSS lists them. */
import { compareKeys } from "../../oss/keyOrder.ts";

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
