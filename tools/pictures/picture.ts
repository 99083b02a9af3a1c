/** A picture of the sample bucket: where it lies, how it is saved, and its answer, written by hand. */

/** In the service's words (IMM help, "Label"); a category of level 1 has an empty parent. */
export interface WireLabel {
  readonly LabelName: string;
  /** 0–1 */
  readonly LabelConfidence: number;
  /** 1–3 */
  readonly LabelLevel: number;
  readonly ParentLabelName: string;
  /** 0–1 */
  readonly CentricScore: number;
  /** BCP 47 */
  readonly Language: string;
}

/** Flat drawings are PNGs of at most 256 colours, soft ones JPEGs of a quality from 0 to 100. */
export type Format = { readonly colours: number } | { readonly quality: number };

export const png: Format = { colours: 256 };

export interface Picture {
  /** Names `scenes/<scene>.svg` and the files drawn from it. */
  readonly scene: string;
  /** In the bucket. */
  readonly key: string;
  readonly format: Format;
  /** Everything the service would know, of any confidence: the threshold of a call selects. */
  readonly labels: readonly WireLabel[];
  /** A second key in the bucket, for the copy's place when its site is published. */
  readonly publishedAs?: string;
  /** A copy in the example workspace, from the repository's root. */
  readonly copy?: string;
}

/** A label with its parent's name (`""` for a category), its confidence and its centric score. */
export function label(
  name: string,
  level: 1 | 2 | 3,
  parent: string,
  confidence: number,
  centricScore: number,
): WireLabel {
  return {
    LabelName: name,
    LabelConfidence: confidence,
    LabelLevel: level,
    ParentLabelName: parent,
    CentricScore: centricScore,
    Language: "zh-Hans",
  };
}

export function isPng(format: Format): format is { readonly colours: number } {
  return "colours" in format;
}

/** `jpg` or `png`. */
export function extensionOf(format: Format): string {
  return isPng(format) ? "png" : "jpg";
}

export function contentTypeOf(format: Format): string {
  return isPng(format) ? "image/png" : "image/jpeg";
}
