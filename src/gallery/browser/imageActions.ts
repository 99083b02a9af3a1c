/** What can be done with images, in the words of the rest of the product. */
import type { GalleryAction } from "../protocol.ts";

export interface ImageAction {
  readonly action: GalleryAction;
  readonly title: string;
}

/** More columns nobody reads. */
const mostCompared = 6;

/** Those for one image, or for several. */
export function actionsFor(count: number): readonly ImageAction[] {
  const several: readonly ImageAction[] = [
    { action: "open", title: "Open labels" },
    { action: "detect", title: "Detect labels…" },
    { action: "copyUri", title: count === 1 ? "Copy URI" : "Copy URIs" },
    { action: "hideLabel", title: "Hide wrong labels…" },
    { action: "addLabel", title: "Add a label…" },
    { action: "writeTags", title: "Write labels to object tags…" },
  ];
  const compare: ImageAction = { action: "compareLabels", title: "Compare labels" };
  if (count > 1) return count <= mostCompared ? [...several, compare] : several;
  return [
    ...several,
    { action: "copyAsCode", title: "Copy as code…" },
    { action: "showSimilar", title: "Show similar images" },
  ];
}
