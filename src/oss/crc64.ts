/** CRC-64/XZ (ECMA-182, reflected), which OSS sends as `x-oss-hash-crc64ecma`. */

/** Halves of the reflected polynomial 0xC96C5795D7870F42. */
const polynomialHigh = 0xc96c5795;
const polynomialLow = 0xd7870f42;

/** Bytes taken in one step; table `n` advances a byte by `n` further bytes. */
const slices = 8;

interface Tables {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

let tables: Tables | undefined;

/** The checksum as OSS writes it: an unsigned 64-bit number in decimal digits. */
export function crc64(bytes: Uint8Array): string {
  return new Crc64().add(bytes).digits;
}

/** The same of bytes that come in parts. Two 32-bit halves and eight bytes a step, since bigints take a hundred times as long. */
export class Crc64 {
  #high = 0xffffffff;
  #low = 0xffffffff;

  /** Takes the next part. */
  add(bytes: Uint8Array): this {
    tables ??= makeTables();
    const { high: highs, low: lows } = tables;
    let high = this.#high;
    let low = this.#low;
    let index = 0;
    const whole = bytes.length - (bytes.length % slices);
    while (index < whole) {
      let nextHigh = 0;
      let nextLow = 0;
      for (let step = 0; step < slices; step++) {
        const carried = ((step < 4 ? low : high) >>> ((step & 3) << 3)) & 0xff;
        const entry = ((slices - 1 - step) << 8) | (carried ^ (bytes[index + step] as number));
        nextHigh ^= highs[entry] as number;
        nextLow ^= lows[entry] as number;
      }
      high = nextHigh;
      low = nextLow;
      index += slices;
    }
    for (; index < bytes.length; index++) {
      const entry = (low & 0xff) ^ (bytes[index] as number);
      low = ((low >>> 8) | (high << 24)) ^ (lows[entry] as number);
      high = (high >>> 8) ^ (highs[entry] as number);
    }
    this.#high = high;
    this.#low = low;
    return this;
  }

  /** Of all parts so far. */
  get digits(): string {
    return String((BigInt(~this.#high >>> 0) << 32n) | BigInt(~this.#low >>> 0));
  }
}

function makeTables(): Tables {
  const high = new Uint32Array(slices * 256);
  const low = new Uint32Array(slices * 256);
  for (let entry = 0; entry < 256; entry++) {
    let h = 0;
    let l = entry;
    for (let bit = 0; bit < 8; bit++) {
      const odd = l & 1;
      l = (l >>> 1) | (h << 31);
      h >>>= 1;
      if (odd) {
        h ^= polynomialHigh;
        l ^= polynomialLow;
      }
    }
    high[entry] = h;
    low[entry] = l;
  }
  for (let entry = 256; entry < slices * 256; entry++) {
    const h = high[entry - 256] as number;
    const l = low[entry - 256] as number;
    high[entry] = (h >>> 8) ^ (high[l & 0xff] as number);
    low[entry] = ((l >>> 8) | (h << 24)) ^ (low[l & 0xff] as number);
  }
  return { high, low };
}
