/** What a hand-over costs, as far as pages of the service say; docs/many-images.md has the same figures. */
import { t } from "@vscode/l10n";
import { grouped, sentences } from "../labels/format.ts";

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
  if (price.isFree) return t("The sample account bills nothing.");
  const { labelsPerThousand: labels, currency } = price;
  const faces = currency === "USD" ? facesPerThousand : undefined;
  const known = labels + (faces ?? 0);
  const labelPrice = money(labels, currency);
  return sentences(
    faces === undefined
      ? t(
          "The template also finds sizes, places and faces, and each is billed: labels {labelPrice} per 1,000 images, the others at prices that we do not know.",
          { labelPrice },
        )
      : t(
          "The template also finds sizes, places and faces, and each is billed: labels {labelPrice} per 1,000 images, faces {facePrice}, the others at prices that we do not know.",
          { labelPrice, facePrice: money(faces, currency) },
        ),
    count && leastText(count, money((known * count.images) / 1000, currency)),
    t(
      "New and changed images are billed as they come, and every later query of the dataset is billed.",
    ),
  );
}

function leastText({ images, isAtLeast }: Count, price: string): string {
  const facts = { images: grouped(images), price };
  if (images === 1) {
    return isAtLeast
      ? t("At least 1 image: at least {price}.", { price })
      : t("1 image: at least {price}.", { price });
  }
  return isAtLeast
    ? t("At least {images} images: at least {price}.", facts)
    : t("{images} images: at least {price}.", facts);
}

export function indexPriceText({ isFree }: Pick<Price, "isFree">): string {
  if (isFree) return t("The sample account bills nothing.");
  return t(
    "OSS bills for the index and for each query of it, at prices that only its price page says. It is kept until it is closed.",
  );
}

/** What one more page of results costs. */
export function queryPriceText(
  { isFree }: Pick<Price, "isFree">,
  engine: "imm" | "metaQuery",
): string {
  if (isFree) return t("The sample account bills nothing.");
  return engine === "imm"
    ? t("Each page of 100 results is one query that IMM bills.")
    : t("Each page of 100 results is one query that the bucket's own index bills.");
}

/** Three digits for small amounts, two for others: `USD 0.142`, `USD 142.00`. */
export function money(amount: number, currency: string): string {
  const digits = amount !== 0 && amount < 1 ? 3 : 2;
  return `${currency} ${grouped(amount.toFixed(digits))}`;
}
