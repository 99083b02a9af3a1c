/** What can be done with images, in the words of the rest of the product. */
import { t } from "@vscode/l10n";
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
    { action: "open", title: t("Open labels") },
    { action: "detect", title: t("Detect labels…") },
    { action: "copyUri", title: count === 1 ? t("Copy URI") : t("Copy URIs") },
    { action: "hideLabel", title: t("Hide wrong labels…") },
    { action: "addLabel", title: t("Add a label…") },
    { action: "writeTags", title: t("Write labels to object tags…") },
  ];
  const compare: ImageAction = { action: "compareLabels", title: t("Compare labels") };
  if (count > 1) return count <= mostCompared ? [...several, compare] : several;
  return [
    ...several,
    { action: "copyAsCode", title: t("Copy as code…") },
    { action: "showSimilar", title: t("Show similar images") },
  ];
}
