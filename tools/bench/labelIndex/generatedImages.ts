/** As many images as wanted, always the same: ten labels each, some names far more often than others. */
import type { Label } from "../../../src/labels/label.ts";
import { seededRandom } from "../../../test/unit/labels/random.ts";

/** As many as the service's published list of labels has. */
const nameCount = 4379;
/** How fast names become rarer: the share of the n-th is n to this power. */
const exponent = -0.9;
const labelsOfImage = 10;
/** Names of level 1, and the last of level 2. Each of the others is below one of these. */
const roots = 30;
const lastBranch = 430;

export interface GeneratedImage {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly lastModified: string;
  readonly detectedAt: string;
  readonly requestId: string;
  readonly labels: readonly Label[];
}

export class ImageGenerator {
  readonly #random: () => number;
  readonly #sums: readonly number[];
  #made = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
    let sum = 0;
    this.#sums = Array.from({ length: nameCount }, (_, at) => {
      sum += (at + 1) ** exponent;
      return sum;
    });
  }

  /** A name as a label of an image has it, so frequent ones come often. */
  name(): string {
    return nameOf(this.#nameNumber());
  }

  next(number = this.#made++): GeneratedImage {
    const numbers = new Set<number>();
    while (numbers.size < labelsOfImage) numbers.add(this.#nameNumber());
    const day = new Date(Date.UTC(2026, 0, 1) + Math.floor(this.#random() * 300) * 86_400_000);
    return {
      key: `${day.getUTCMonth() + 1}/shoot-${number % 997}/IMG_${String(number).padStart(7, "0")}.jpg`,
      size: 100_000 + Math.floor(this.#random() * 8_000_000),
      etag: number.toString(16).toUpperCase().padStart(32, "0"),
      lastModified: day.toISOString(),
      detectedAt: new Date(Date.UTC(2026, 10, 1) + number).toISOString(),
      requestId: number.toString(16).toUpperCase().padStart(24, "0"),
      labels: [...numbers].map((name) => this.#label(name)),
    };
  }

  #label(number: number): Label {
    const parent = parentOf(number);
    const score = () => Math.round(this.#random() * 10_000) / 10_000;
    return {
      name: nameOf(number),
      level: number < roots ? 1 : number < lastBranch ? 2 : 3,
      parent: parent === undefined ? undefined : nameOf(parent),
      confidence: score(),
      centricScore: score(),
      language: "en",
      alias: undefined,
    };
  }

  #nameNumber(): number {
    const wanted = this.#random() * (this.#sums.at(-1) ?? 0);
    let low = 0;
    for (let high = nameCount - 1; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function parentOf(number: number): number | undefined {
  if (number < roots) return undefined;
  return number < lastBranch ? number % roots : roots + (number % (lastBranch - roots));
}

function nameOf(number: number): string {
  return `Label ${number}`;
}
