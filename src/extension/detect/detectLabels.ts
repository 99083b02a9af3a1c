/** The labels of one image, in its panel or behind a notification. */

import { t } from "@vscode/l10n";
import { toDetection } from "../../detection/detector.ts";
import { Refusal } from "../../errors/refusal.ts";
import type { Detection } from "../../labels/detection.ts";
import type { Images } from "../images/images.ts";
import type { LabelStore } from "../images/labelStore.ts";
import { type Target, thresholdFor } from "../images/target.ts";
import type { Log } from "../log.ts";
import type { LabelPanels } from "../panel/labelPanels.ts";
import { isCancellation } from "../present.ts";
import type { ImageReferences } from "../references/imageReferences.ts";
import type { Ui } from "../ui.ts";

export interface DetectOptions {
  /** 0–1; the setting `ossImageLabels.threshold` when absent. */
  readonly threshold?: number;
  /** True asks the service even when a detection is stored. */
  readonly refresh?: boolean;
  /** False opens no panel. */
  readonly show?: boolean;
}

/** What the commands that detect labels work with. */
export interface DetectServices {
  readonly images: Images;
  readonly labels: LabelStore;
  readonly panels: LabelPanels;
  readonly references: ImageReferences;
  readonly ui: Ui;
  readonly log: Log;
}

/**
 * At most one billable call. Rejects with a `Failure`; a cancelled call has the code `cancelled`.
 * @param signal cancels the call; with it, no notification of its own shows the progress
 */
export async function detectLabels(
  target: Target,
  { threshold = thresholdFor(target), refresh = false, show = true }: DetectOptions,
  { images, panels, ui }: DetectServices,
  signal?: AbortSignal,
): Promise<Detection> {
  try {
    const image = await images.open(target);
    if (show) return await panels.open(image).detect(threshold, refresh, signal);
    const detect = async (cancel: AbortSignal) =>
      toDetection(await image.detect({ threshold, refresh, signal: cancel }));
    if (signal) return await detect(signal);
    return await ui.progress(t("Detecting labels of {0}", image.title), detect);
  } catch (error) {
    throw isCancellation(error) ? new Refusal("cancelled", {}, { cause: error }) : error;
  }
}

/** Detects and shows in the image's panel, which tells what goes wrong with it. At most one billable call. */
export async function detectInPanel(
  target: Target,
  { threshold = thresholdFor(target), refresh = false }: Omit<DetectOptions, "show">,
  { images, panels }: DetectServices,
): Promise<void> {
  const image = await images.open(target);
  // The detector asks no higher than what is known was asked for; the panel is to say so from the start.
  const known = refresh ? (await images.stored(target))?.threshold : undefined;
  await panels.open(image).detectAndTell(Math.min(threshold, known ?? 1), refresh);
}
