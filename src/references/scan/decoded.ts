/** Text with a language's escapes decoded, and where each of its characters stood. */

export interface Decoded {
  readonly text: string;
  /** Offset in the raw text of each code unit of `text`, and of its end; absent when nothing was escaped. */
  readonly offsets?: Uint32Array;
}

/** Turns raw source text into what it stands for. */
export type Decode = (raw: string) => Decoded;

/** For text that has no escapes. */
export const asWritten: Decode = (raw) => ({ text: raw });

/** Offset in the raw text of a code unit of the decoded text. */
export function rawOffset(decoded: Decoded, offset: number): number {
  return decoded.offsets ? (decoded.offsets[offset] ?? offset) : offset;
}

/** Offset in the decoded text of an offset in the raw text; inside an escape, that of the escape's start. */
export function decodedOffset(decoded: Decoded, raw: number): number {
  const { offsets } = decoded;
  if (!offsets) return raw;
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] as number) <= raw) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Builds a decoder from a sticky pattern of escapes. `value` is what a match stands for, or `undefined` to keep it
 * as it is written. Linear when the pattern matches in bounded length.
 */
export function decoder(
  mark: string,
  pattern: RegExp,
  value: (match: RegExpExecArray) => string | undefined,
): Decode {
  return (raw) => {
    let next = raw.indexOf(mark);
    if (next < 0) return { text: raw };
    const pieces: string[] = [];
    const offsets = new Uint32Array(raw.length + 1);
    let length = 0;
    let from = 0;
    const copy = (to: number): void => {
      for (let offset = from; offset < to; offset++) offsets[length++] = offset;
      pieces.push(raw.slice(from, to));
    };
    while (next >= 0) {
      pattern.lastIndex = next;
      const match = pattern.exec(raw);
      const text = match ? value(match) : undefined;
      const end = next + (match ? match[0].length : 1);
      // What an escape stands for is never longer than the escape, so `offsets` has room.
      if (match && text !== undefined && text.length <= match[0].length) {
        copy(next);
        for (let unit = 0; unit < text.length; unit++) offsets[length++] = next;
        pieces.push(text);
        from = end;
      }
      next = raw.indexOf(mark, end);
    }
    copy(raw.length);
    offsets[length] = raw.length;
    return { text: pieces.join(""), offsets: offsets.subarray(0, length + 1) };
  };
}

/** The character of a code point in hexadecimal (or another base), `undefined` when there is none. */
export function character(digits: string, base = 16): string | undefined {
  const code = Number.parseInt(digits, base);
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** One decoder behind another. */
export function inTurn(first: Decode, second: Decode): Decode {
  return (raw) => {
    const once = first(raw);
    const twice = second(once.text);
    if (!twice.offsets || !once.offsets) return { ...once, ...twice };
    return { text: twice.text, offsets: twice.offsets.map((offset) => rawOffset(once, offset)) };
  };
}
