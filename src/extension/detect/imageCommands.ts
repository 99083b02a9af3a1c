/** The commands about images: detect, open, compare, copy the address, forget. */

import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { formatObjectUri } from "../../oss/address.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import type { Image } from "../images/image.ts";
import { readTarget } from "../images/target.ts";
import type { Ui } from "../ui.ts";
import { askForThreshold } from "./askForTarget.ts";
import { detectMany } from "./batch.ts";
import { chooseImage, chooseImages } from "./chooseImages.ts";
import { type DetectOptions, type DetectServices, detectInPanel } from "./detectLabels.ts";

/** Asks before labels that may be known already are paid for again; false when the person says no. */
async function mayBillAgain({ title, isFree }: Image, ui: Ui): Promise<boolean> {
  if (isFree) return true;
  const again = "Detect Again";
  const chosen = await ui.tell({
    text: `Detect the labels of ${title} again?`,
    detail: "This is 1 billable call, even if its labels are known already.",
    modal: true,
    buttons: [again],
  });
  return chosen === again;
}

export function imageCommands(services: DetectServices) {
  const { images, panels, labels, ui } = services;
  const detect = async (argument: unknown, selected: unknown, options: DetectOptions) => {
    const targets = await chooseImages(argument, selected, services);
    if (targets.length > 1) return detectMany(targets, services, options.threshold);
    const [target] = targets;
    if (target) await detectInPanel(target, options, services);
    return undefined;
  };
  return {
    /** As people call it; programs are answered by `detectForProgram`. */
    detect: (argument?: unknown, selected?: unknown) => detect(argument, selected, {}),
    detectReference: (argument?: unknown) => detect(argument, undefined, {}),
    detectAtThreshold: async (argument?: unknown, selected?: unknown) => {
      const threshold = await askForThreshold(ui);
      if (threshold !== undefined) await detect(argument, selected, { threshold });
    },
    detectAgain: async (argument?: unknown) => {
      const target = await chooseImage(argument, services);
      if (!target || !(await mayBillAgain(await images.open(target), ui))) return;
      await detectInPanel(target, { refresh: true }, services);
    },
    openPanel: async (argument?: unknown) => {
      const target = await chooseImage(argument, services);
      if (target) await panels.open(await images.open(target)).showKnown();
    },
    /** What a click in the tree does. */
    preview: async (argument?: unknown) => {
      const target = await chooseImage(argument, services);
      if (target) await panels.preview(await images.open(target)).showKnown();
    },
    compareWithObject: async (argument?: unknown) => {
      const target = await chooseImage(argument, services);
      if (target) void ui.tell({ text: await images.compare(target) });
    },
    copyUri: async (argument?: unknown) => {
      const target = readTarget(argument);
      if (target.kind !== "object") return;
      await vscode.env.clipboard.writeText(formatObjectUri(target.address));
    },
    forgetKnownLabels: async (argument?: unknown) => {
      const target = await chooseImage(argument, services);
      if (!target) return;
      const { object } = await images.open(target);
      if (!object) throw new Refusal("not-in-oss", { reason: "to-forget" });
      await labels.forgetObject(object);
    },
  } satisfies Partial<Record<CommandId, Handler>>;
}
