/** Labels of a detection as a few bytes each: texts are numbers, and scores are what the service wrote, exactly. */
import type { Label } from "../labels/label.ts";

/** Which fields follow the name. Bits of the byte that begins a label. */
const has = {
  level: 1,
  parent: 2,
  confidence: 4,
  centricScore: 8,
  language: 16,
  alias: 32,
  /** The scores are doubles, since they are not ten-thousandths. */
  exactScores: 64,
} as const;

/** Scores of the service have two to four decimals. */
const scale = 10_000;

/** In their order. `idOf` gives the number of a text. */
export function packLabels(labels: readonly Label[], idOf: (text: string) => number): Uint8Array {
  const bytes = new Bytes(labels.length * 12);
  for (const { name, level, parent, confidence, centricScore, language, alias } of labels) {
    const isExact = !isScaled(confidence) || !isScaled(centricScore);
    bytes.byte(
      (level === undefined ? 0 : has.level) |
        (parent === undefined ? 0 : has.parent) |
        (confidence === undefined ? 0 : has.confidence) |
        (centricScore === undefined ? 0 : has.centricScore) |
        (language === undefined ? 0 : has.language) |
        (alias === undefined ? 0 : has.alias) |
        (isExact ? has.exactScores : 0),
    );
    bytes.number(idOf(name));
    if (level !== undefined) bytes.double(level);
    if (parent !== undefined) bytes.number(idOf(parent));
    for (const score of [confidence, centricScore]) {
      if (score === undefined) continue;
      if (isExact) bytes.float(score);
      else bytes.number(Math.round(score * scale));
    }
    if (language !== undefined) bytes.number(idOf(language));
    if (alias !== undefined) bytes.number(idOf(alias));
  }
  return bytes.all();
}

/**
 * What `packLabels` was given; `undefined` when the bytes are something else, or `textOf` lacks a text.
 */
export function unpackLabels(
  packed: Uint8Array,
  textOf: (id: number) => string | undefined,
): Label[] | undefined {
  const bytes = new Reader(packed);
  const labels: Label[] = [];
  while (!bytes.isAtEnd) {
    const fields = bytes.byte();
    const text = () => {
      const found = textOf(bytes.number());
      if (found === undefined) bytes.fail();
      return found ?? "";
    };
    const score = () => (fields & has.exactScores ? bytes.float() : bytes.number() / scale);
    labels.push({
      name: text(),
      level: fields & has.level ? bytes.double() : undefined,
      parent: fields & has.parent ? text() : undefined,
      confidence: fields & has.confidence ? score() : undefined,
      centricScore: fields & has.centricScore ? score() : undefined,
      language: fields & has.language ? text() : undefined,
      alias: fields & has.alias ? text() : undefined,
    });
    if (bytes.hasFailed) return undefined;
  }
  return labels;
}

/** The numbers of all texts in packed labels, each as often as it occurs; as far as they can be read. */
export function textsOf(packed: Uint8Array): number[] {
  const ids: number[] = [];
  unpackLabels(packed, (id) => {
    ids.push(id);
    return "";
  });
  return ids;
}

function isScaled(score: number | undefined): boolean {
  if (score === undefined) return true;
  return score >= 0 && score <= 1 && Math.round(score * scale) / scale === score;
}

class Bytes {
  #bytes: Uint8Array;
  #view: DataView;
  #length = 0;

  constructor(size: number) {
    this.#bytes = new Uint8Array(Math.max(size, 32));
    this.#view = new DataView(this.#bytes.buffer);
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  /** A whole number from 0 on, in seven bits a byte. */
  number(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  float(value: number): void {
    this.#reserve(8);
    this.#view.setFloat64(this.#length, value);
    this.#length += 8;
  }

  /** One byte for a small whole number, else nine. */
  double(value: number): void {
    const isSmall = Number.isInteger(value) && value >= 0 && value < 0xff;
    this.byte(isSmall ? value : 0xff);
    if (!isSmall) this.float(value);
  }

  all(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const longer = new Uint8Array(this.#bytes.length * 2 + size);
    longer.set(this.#bytes);
    this.#bytes = longer;
    this.#view = new DataView(longer.buffer);
  }
}

/** Past the end, everything is 0 and the reading has failed. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;
  hasFailed = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  fail(): void {
    this.hasFailed = true;
    this.#at = this.#bytes.length;
  }

  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) this.fail();
    return byte ?? 0;
  }

  number(): number {
    let value = 0;
    for (let factor = 1; factor <= Number.MAX_SAFE_INTEGER; factor *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    this.fail();
    return 0;
  }

  float(): number {
    if (this.#at + 8 > this.#bytes.length) {
      this.fail();
      return 0;
    }
    const value = this.#view.getFloat64(this.#at);
    this.#at += 8;
    return value;
  }

  double(): number {
    const byte = this.byte();
    return byte === 0xff ? this.float() : byte;
  }
}
