/** Comparing labels: of what is selected, of one image's detections, or of an image and one that was chosen before. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import type { LabelIndexPort } from "../../labelIndex/port.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import { formatScore } from "../../labels/format.ts";
import { type ObjectRef, sameRef } from "../../oss/objectRef.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import { objectOf } from "../images/images.ts";
import { argumentOf, type Target, targetName, targetText } from "../images/target.ts";
import type { Compared, Comparisons } from "../panel/comparisons.ts";
import { chooseImage, chooseImages } from "./chooseImages.ts";
import type { DetectServices } from "./detectLabels.ts";

export interface CompareServices extends DetectServices {
  readonly comparisons: Comparisons;
  readonly index: () => Pick<LabelIndexPort, "exported">;
}

/** More columns nobody reads. */
const mostCompared = 6;

export function compareCommands(services: CompareServices) {
  const { comparisons, ui } = services;
  let chosen: Target | undefined;
  const compare = (targets: readonly Target[]) =>
    comparisons.show(() => Promise.all(targets.map((target) => columnOf(target, services))));
  return {
    compareLabels: async (argument?: unknown, selected?: unknown) => {
      const targets = await chooseImages(argument, selected, services, t("Compare Labels"));
      const [first] = targets;
      if (targets.length > mostCompared) throw new Refusal("not-compared", { reason: "too-many" });
      if (targets.length > 1) return compare(targets);
      if (first) await comparePast(first, services);
    },
    selectForCompare: async (argument?: unknown) => {
      chosen = await chooseImage(argument, services, t("Select for Compare"));
      const isChosen = chosen !== undefined;
      await vscode.commands.executeCommand("setContext", "ossImageLabels.hasCompared", isChosen);
      if (chosen) void ui.tell({ text: t("{0} is selected for Compare.", targetText(chosen)) });
    },
    compareWithSelected: async (argument?: unknown) => {
      if (!chosen) throw new Refusal("not-compared", { reason: "none-selected" });
      const target = await chooseImage(argument, services, t("Compare with Selected"));
      if (target) await compare([chosen, target]);
    },
  } satisfies Partial<Record<CommandId, Handler>>;
}

async function columnOf(target: Target, { images }: CompareServices): Promise<Compared> {
  const stored = await images.stored(target);
  const labels = stored && (await images.corrected(target, stored.labels));
  return {
    target,
    title: targetName(target),
    uri: targetText(target),
    detail: stored ? detailOf(stored) : t("not detected"),
    threshold: stored?.threshold ?? 0,
    labels,
  };
}

function detailOf({ threshold, detectedAt }: Pick<StoredDetection, "threshold" | "detectedAt">) {
  const time = detectedAt.slice(0, 16).replace("T", " ");
  return t("at {threshold}, {time} UTC", { threshold: formatScore(threshold), time });
}

/** The detections of one image, the newest last. */
async function comparePast(target: Target, services: CompareServices): Promise<void> {
  const address = objectOf(target);
  const stored = await services.images.stored(target);
  const object = address && stored && { ...address, account: stored.object.account };
  const past = object ? await detectionsOf(object, services) : [];
  if (past.length < 2) throw new Refusal("not-compared", { reason: "one" });
  const columns = past.slice(-mostCompared).map(
    (detection): Compared => ({
      target,
      title: targetName(target),
      uri: argumentOf(target),
      detail: detailOf(detection),
      threshold: detection.threshold,
      labels: detection.labels,
    }),
  );
  await services.comparisons.show(async () => columns);
}

async function detectionsOf(object: ObjectRef, { index }: CompareServices) {
  const { account, bucket, key } = object;
  const condition = {
    kind: "and",
    of: [
      { kind: "account", text: account },
      { kind: "bucket", text: bucket },
      { kind: "prefix", text: key },
    ],
  } as const;
  // Sorted by key, what has just this one comes first.
  const sort = { by: "key", isReversed: false } as const;
  const { images } = await index().exported({ condition, sort }, { limit: 1 });
  return images.find((image) => sameRef(image.object, object))?.detections ?? [];
}
