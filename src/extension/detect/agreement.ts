/** Asks before many images are detected, or known ones again: how many calls may be billed is said first. */
import { costSentence, type DetectionCount } from "../images/detectionCost.ts";
import type { Images } from "../images/images.ts";
import { type Target, targetName, thresholdFor } from "../images/target.ts";
import { readSetting } from "../settings.ts";
import type { Ui } from "../ui.ts";

export interface DetectionPlan {
  readonly targets: readonly Target[];
  /** 0–1; each image's setting when absent. */
  readonly threshold?: number | undefined;
  /** True asks the service for what is known, too. */
  readonly refresh?: boolean | undefined;
}

/** False when the person says no. A plan within the setting `confirmAbove` needs no question, unless it pays again. */
export async function agreesToDetect(
  plan: DetectionPlan,
  { ui, images }: { readonly ui: Ui; readonly images: Images },
): Promise<boolean> {
  const { targets, refresh = false } = plan;
  const free = targets.filter((target) => images.isFree(target)).length;
  const paysAgain = refresh && free < targets.length;
  const maxUnasked = readSetting("confirmAbove");
  if (!paysAgain && targets.length <= maxUnasked) return true;
  const count = await countOf(plan, images);
  if (!paysAgain && count.images - count.known <= maxUnasked) return true;
  const [target] = targets;
  const what = targets.length === 1 && target ? targetName(target) : `${targets.length} images`;
  const many = targets.length === 1 ? "Detect Labels" : `Detect ${targets.length} Images`;
  const go = refresh ? "Detect Again" : many;
  const again = refresh ? " again" : "";
  const answer = await ui.tell({
    severity: "warning",
    text: `Detect the labels of ${what}${again}? ${costSentence(count)}`,
    modal: true,
    buttons: [go],
  });
  return answer === go;
}

async function countOf(
  { targets, threshold, refresh }: DetectionPlan,
  images: Images,
): Promise<DetectionCount> {
  const isKnown = async (target: Target) =>
    !refresh && (await images.isKnown(target, threshold ?? thresholdFor(target)));
  const known = await Promise.all(targets.map(isKnown));
  const unknown = targets.filter((_, at) => !known[at]);
  return {
    images: targets.length,
    known: targets.length - unknown.length,
    billed: unknown.filter((target) => !images.isFree(target)).length,
  };
}
