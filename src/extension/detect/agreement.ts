/** Asks before many images are detected, or known ones again: how many calls may be billed is said first. */
import { t } from "@vscode/l10n";
import { grouped, sentences } from "../../labels/format.ts";
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
  const name = targets.length === 1 && target ? targetName(target) : undefined;
  const go = buttonText(targets.length, refresh);
  const answer = await ui.tell({
    severity: "warning",
    text: sentences(questionText(targets.length, name, refresh), costSentence(count)),
    modal: true,
    buttons: [go],
  });
  return answer === go;
}

function buttonText(images: number, refresh: boolean): string {
  if (refresh) return t("Detect Again");
  return images === 1 ? t("Detect Labels") : t("Detect {0} Images", grouped(images));
}

/** `name`: of the image, where it is one. */
function questionText(images: number, name: string | undefined, refresh: boolean): string {
  if (name !== undefined) {
    return refresh
      ? t("Detect the labels of {0} again?", name)
      : t("Detect the labels of {0}?", name);
  }
  const count = grouped(images);
  return refresh
    ? t("Detect the labels of {0} images again?", count)
    : t("Detect the labels of {0} images?", count);
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
