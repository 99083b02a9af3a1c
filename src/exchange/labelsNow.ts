/** The labels of an image as they are now: those of the detection that judges it, corrected by people. */
import type { ExportedImage } from "../labelIndex/port.ts";
import type { Label } from "../labels/label.ts";
import { sortLabels } from "../labels/order.ts";
import { chains, currentLabels } from "../query/currentLabels.ts";

/** By `compareLabels`, so that those which a person added, without scores, come last. */
export function labelsNow(image: ExportedImage): Label[] {
  return sortLabels(currentLabels(answered(image), image.corrections));
}

/**
 * Each of these labels as its path from the top, such as `["Animal", "Cat"]`. Parents are those of the answer as it
 * came, so hidden and implied ones are in it, too.
 */
export function labelPaths(image: ExportedImage): string[][] {
  const namesAbove = chains(answered(image));
  return labelsNow(image).map((label) => [...namesAbove(label).reverse(), label.name]);
}

/** In the service's order; none where no detection is of the image's present bytes. */
function answered({ detections, current }: ExportedImage): readonly Label[] {
  return current === undefined ? [] : (detections[current]?.labels ?? []);
}
