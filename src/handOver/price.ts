/** What a hand-over costs, as far as pages of the service say; docs/many-images.md has the same figures. */
import { countText, grouped } from "../labels/format.ts";

/** Of the service's price page of March 2026, in US dollars for 1,000 images. */
const facesPerThousand = 0.028;

export interface Price {
  /** For 1,000 detections. */
  readonly labelsPerThousand: number;
  readonly currency: string;
  /** The sample account bills nothing. */
  readonly isFree: boolean;
}

export interface Count {
  readonly images: number;
  /** True where there may be more, which were not counted. */
  readonly isAtLeast: boolean;
}

/** What IMM's template costs, as sentences. Faces are known in US dollars only. */
export function templatePriceText(price: Price, count: Count | undefined): string {
  if (price.isFree) return "The sample account bills nothing.";
  const { labelsPerThousand: labels, currency } = price;
  const faces = currency === "USD" ? facesPerThousand : undefined;
  const known = labels + (faces ?? 0);
  const parts = [
    `The template also finds sizes, places and faces, and each is billed: labels ${money(labels, currency)} per 1,000 images${faces === undefined ? "" : `, faces ${money(faces, currency)}`}, the others at prices that we do not know.`,
    count && `${imageCount(count)}: at least ${money((known * count.images) / 1000, currency)}.`,
    "New and changed images are billed as they come, and every later query of the dataset is billed.",
  ];
  return parts.filter(Boolean).join(" ");
}

export function indexPriceText({ isFree }: Pick<Price, "isFree">): string {
  if (isFree) return "The sample account bills nothing.";
  return "OSS bills for the index and for each query of it, at prices that only its price page says. It is kept until it is closed.";
}

/** What one more page of results costs. */
export function queryPriceText({ isFree }: Pick<Price, "isFree">, engine: string): string {
  if (isFree) return "The sample account bills nothing.";
  return `Each page of 100 results is one query that ${engine} bills.`;
}

function imageCount({ images, isAtLeast }: Count): string {
  return `${isAtLeast ? "At least " : ""}${countText(images, "image")}`;
}

/** Three digits for small amounts, two for others: `USD 0.142`, `USD 142.00`. */
export function money(amount: number, currency: string): string {
  const digits = amount !== 0 && amount < 1 ? 3 : 2;
  return `${currency} ${grouped(amount.toFixed(digits))}`;
}
