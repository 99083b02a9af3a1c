/** Forgets what is known of images, with a way back. */
import { t } from "@vscode/l10n";
import type { Forgotten } from "../../labelIndex/port.ts";
import type { ObjectVersion } from "../../labelIndex/storedDetection.ts";
import { grouped } from "../../labels/format.ts";
import { type Target, targetName } from "../images/target.ts";
import { present } from "../present.ts";
import type { Ui } from "../ui.ts";
import type { DetectServices } from "./detectLabels.ts";

/** Asks first where it is about several images. The offer to undo it may outlast the command. */
export async function forgetLabels(
  targets: readonly Target[],
  services: DetectServices,
): Promise<void> {
  const { images, labels, ui } = services;
  if (targets.length === 0) return;
  if (targets.length > 1 && !(await agrees(ui, targets.length))) return;
  const versions: ObjectVersion[] = [];
  for (const target of targets) versions.push(...(await images.versions(target)));
  const forgotten = await labels.forget({ kind: "objects", versions });
  if (forgotten.detections === 0) {
    void ui.tell({ text: noneKnownText(targets) });
    return;
  }
  offerUndo(forgottenText(targets), forgotten, services);
}

async function agrees(ui: Ui, count: number): Promise<boolean> {
  const forget = t("Forget Labels");
  const answer = await ui.tell({
    severity: "warning",
    text: t("Forget the known labels of {0} images?", grouped(count)),
    detail: t("To know them again, each is one more billable call."),
    modal: true,
    buttons: [forget],
  });
  return answer === forget;
}

function offerUndo(text: string, forgotten: Forgotten, services: DetectServices): void {
  const { labels, ui } = services;
  const undo = t("Undo");
  const offer = async () => {
    if ((await ui.tell({ text, buttons: [undo] })) === undo) await labels.restore(forgotten);
  };
  offer().catch((error: unknown) => present(error, services));
}

function noneKnownText(targets: readonly Target[]): string {
  const [target, ...others] = targets;
  return target && others.length === 0
    ? t("No labels of {0} are known.", targetName(target))
    : t("No labels of {0} images are known.", grouped(targets.length));
}

function forgottenText(targets: readonly Target[]): string {
  const [target, ...others] = targets;
  return target && others.length === 0
    ? t("Forgot the labels of {0}.", targetName(target))
    : t("Forgot the labels of {0} images.", grouped(targets.length));
}
