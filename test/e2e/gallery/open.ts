/** One browser for all tests of the search view, closed when mocha has run them. */
import { after } from "mocha";
import {
  type GalleryHarness,
  type GalleryOptions,
  type OpenGallery,
  startGalleryHarness,
} from "./harness.ts";

let harness: Promise<GalleryHarness> | undefined;

export async function openGallery(options: GalleryOptions = {}): Promise<OpenGallery> {
  harness ??= startGalleryHarness();
  return (await harness).open(options);
}

after(async () => {
  await (await harness)?.close();
});
