import type { GeneratedImage } from "./generatedImages.ts";

/** A store of images and their labels, as the measurement drives it. Pages are of 100 images with their labels. */
export interface Contestant {
  /** Keeps images, at most 1,000 at once. */
  keep(images: readonly GeneratedImage[]): Promise<void>;
  /** After the last image was kept: what is left to be done before it is as quick as it can be. */
  finish(): Promise<void>;
  /** The number of images on the first page and of all: by how much an image is about the first name. */
  page(names: readonly string[]): Promise<{ readonly images: number; readonly total: number }>;
  count(names: readonly string[]): Promise<number>;
  /** The 50 most frequent labels of what has a name; absent where it cannot tell. */
  facets?(name: string): Promise<number>;
  /** Keeps the new detection of one image that is there already. */
  save(image: GeneratedImage): Promise<void>;
  close(): Promise<void>;
}
