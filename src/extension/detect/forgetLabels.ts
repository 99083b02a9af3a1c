/** Forgets what is known of images, with a way back. */
import type { Forgotten } from "../../labelIndex/port.ts";
import type { ObjectVersion } from "../../labelIndex/storedDetection.ts";
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
  const what = nameOf(targets);
  if (targets.length > 1 && !(await agrees(ui, targets.length))) return;
  const versions: ObjectVersion[] = [];
  for (const target of targets) versions.push(...(await images.versions(target)));
  const forgotten = await labels.forget({ kind: "objects", versions });
  if (forgotten.detections === 0) {
    void ui.tell({ text: `No labels of ${what} are known.` });
    return;
  }
  offerUndo(`Forgot the labels of ${what}.`, forgotten, services);
}

async function agrees(ui: Ui, count: number): Promise<boolean> {
  const forget = "Forget Labels";
  const answer = await ui.tell({
    severity: "warning",
    text: `Forget the known labels of ${count} images?`,
    detail: "To know them again, each is one more billable call.",
    modal: true,
    buttons: [forget],
  });
  return answer === forget;
}

function offerUndo(text: string, forgotten: Forgotten, services: DetectServices): void {
  const { labels, ui } = services;
  const undo = "Undo";
  const offer = async () => {
    if ((await ui.tell({ text, buttons: [undo] })) === undo) await labels.restore(forgotten);
  };
  offer().catch((error: unknown) => present(error, services));
}

function nameOf(targets: readonly Target[]): string {
  const [target] = targets;
  return targets.length === 1 && target ? targetName(target) : `${targets.length} images`;
}
