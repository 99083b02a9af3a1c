/** Hides wrong labels of images and adds missing ones, by command: on one image or on all that are selected. */
import { t } from "@vscode/l10n";
import type * as vscode from "vscode";
import type { LabelIndexPort } from "../../labelIndex/port.ts";
import type { LabelCorrections } from "../../labels/corrections.ts";
import { formatScore, grouped, imagesText, joined, plainLine } from "../../labels/format.ts";
import { sortLabels } from "../../labels/order.ts";
import { bothNames } from "../../labels/shownNames.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { lastSegment } from "../../oss/objectRef.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import { chooseImages } from "../detect/chooseImages.ts";
import type { DetectServices } from "../detect/detectLabels.ts";
import type { Corrections } from "../images/corrections.ts";
import type { LabelLanguages } from "../images/labelLanguages.ts";
import { type LabelNames, nameDetail } from "../images/labelNames.ts";
import { present } from "../present.ts";

export interface CorrectionServices extends DetectServices {
  readonly corrections: Corrections;
  readonly index: () => Pick<LabelIndexPort, "image">;
  readonly labelNames: Pick<LabelNames, "meantBy">;
  /** In which names of labels are shown. */
  readonly languages: Pick<LabelLanguages, "ready">;
}

export function correctionCommands(services: CorrectionServices) {
  return {
    hideLabel: (argument?: unknown, selected?: unknown) => hideLabels(argument, selected, services),
    addLabel: (argument?: unknown, selected?: unknown) => addLabel(argument, selected, services),
  } satisfies Partial<Record<CommandId, Handler>>;
}

async function hideLabels(
  argument: unknown,
  selected: unknown,
  services: CorrectionServices,
): Promise<void> {
  const { ui } = services;
  const title = t("Hide Labels That Are Wrong");
  const objects = await chosenObjects(argument, selected, title, services);
  if (objects.length === 0) return;
  const rows = await labelRows(objects, services);
  if (rows.length === 0) {
    await ui.tell({
      text:
        objects.length === 1
          ? t("{0} has no labels that could be hidden.", namesOf(objects))
          : t("{0} have no labels that could be hidden.", namesOf(objects)),
    });
    return;
  }
  const placeholder = t("Which labels are wrong? They can be shown again.");
  const chosen = await ui.pickMany(rows, { title, placeholder });
  if (!chosen || chosen.length === 0) return;
  const before = new Map<ObjectRef, LabelCorrections>();
  for (const object of objects) {
    for (const { name } of chosen) {
      const were = await services.corrections.change(object, "hide", name);
      if (!before.has(object)) before.set(object, were);
    }
  }
  const names = joined(chosen.map(({ name }) => plainLine(name)));
  offerUndo(t("Hid {0} of {1}.", names, namesOf(objects)), before, services);
}

async function addLabel(
  argument: unknown,
  selected: unknown,
  services: CorrectionServices,
): Promise<void> {
  const title = t("Add a Label");
  const objects = await chosenObjects(argument, selected, title, services);
  if (objects.length === 0) return;
  const name = await askLabelName(title, services);
  if (name === undefined) return;
  const before = new Map<ObjectRef, LabelCorrections>();
  for (const object of objects) {
    before.set(object, await services.corrections.change(object, "add", name));
  }
  offerUndo(t("Added {0} to {1}.", plainLine(name), namesOf(objects)), before, services);
}

/** Objects alone have a place in the index; a local picture has none. */
async function chosenObjects(
  argument: unknown,
  selected: unknown,
  title: string,
  services: CorrectionServices,
): Promise<ObjectRef[]> {
  const list = Array.isArray(argument) ? argument : selected;
  const targets = await chooseImages(argument, list, services, title);
  const objects: ObjectRef[] = [];
  for (const target of targets) {
    const { object } = await services.images.open(target);
    if (object) objects.push(object);
  }
  if (targets.length > 0 && objects.length === 0) {
    await services.ui.tell({
      text: t("Only images in OSS can have their labels corrected. Upload the picture first."),
    });
  }
  return objects;
}

type LabelRow = vscode.QuickPickItem & { readonly name: string };

/** The present labels of the images, each name once, the surest first. */
async function labelRows(
  objects: readonly ObjectRef[],
  { index, languages }: CorrectionServices,
): Promise<LabelRow[]> {
  const namer = await languages.ready();
  const counts = new Map<string, { confidence: number | undefined; images: number }>();
  for (const object of objects) {
    const image = await index().image(object);
    for (const { name, confidence } of sortLabels(image?.labels ?? [])) {
      const { images = 0, confidence: best = confidence } = counts.get(name) ?? {};
      counts.set(name, { confidence: best, images: images + 1 });
    }
  }
  return [...counts].map(([name, { confidence, images }]) => ({
    label: bothNames(name, namer) || t("(no name)"),
    description:
      objects.length > 1
        ? t("{0} of {1} images", grouped(images), grouped(objects.length))
        : confidence === undefined
          ? t("added by hand")
          : formatScore(confidence),
    name,
  }));
}

/** Names to offer at once. */
const maxNames = 50;

/** Names that are known are offered while the person types; any other will do as well. */
async function askLabelName(
  title: string,
  { ui, labelNames }: CorrectionServices,
): Promise<string | undefined> {
  const input = ui.createQuickPick<LabelRow>();
  input.title = title;
  input.placeholder = t("Its name, as you would search for it.");
  let asked = "";
  const offer = async () => {
    const text = input.value.trim();
    asked = text;
    const known = await labelNames.meantBy(text, maxNames);
    // What was typed meanwhile is asked for on its own.
    if (asked !== text) return;
    const typed = known.some(({ known: { name } }) => name === text) || text === "" ? [] : [text];
    input.items = [
      ...typed.map((name) => ({
        label: name,
        description: t("as it is written"),
        name,
        alwaysShow: true,
      })),
      ...known.map(({ known: { name, images }, meaning }) => ({
        label: plainLine(name),
        description: nameDetail(images, meaning),
        name,
        alwaysShow: true,
      })),
    ];
  };
  try {
    return await new Promise<string | undefined>((resolve, reject) => {
      input.onDidChangeValue(() => offer().catch(reject));
      input.onDidAccept(() => {
        const name = input.activeItems[0]?.name ?? input.value.trim();
        if (name !== "") resolve(name);
      });
      input.onDidHide(() => resolve(undefined));
      offer().catch(reject);
      input.show();
    });
  } finally {
    input.dispose();
  }
}

/** The offer may outlast the command. */
function offerUndo(
  text: string,
  before: ReadonlyMap<ObjectRef, LabelCorrections>,
  services: CorrectionServices,
): void {
  const { ui, corrections } = services;
  const undo = t("Undo");
  const offer = async () => {
    if ((await ui.tell({ text, buttons: [undo] })) !== undo) return;
    for (const [object, were] of before) await corrections.restore(object, were);
  };
  offer().catch((error: unknown) => present(error, services));
}

function namesOf(objects: readonly ObjectRef[]): string {
  const [object] = objects;
  return objects.length === 1 && object ? lastSegment(object.key) : imagesText(objects.length);
}
