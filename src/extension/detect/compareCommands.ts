/** Comparing labels: of what is selected, of one image's detections, or of an image and one that was chosen before. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import type { LabelIndexPort } from "../../labelIndex/port.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import { formatScore } from "../../labels/format.ts";
import { type ObjectRef, sameRef } from "../../oss/objectRef.ts";
import type { ComparedItem } from "../../panel/protocol.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import { objectOf } from "../images/images.ts";
import { argumentOf, readTarget, type Target, targetName, targetText } from "../images/target.ts";
import { type Compared, type Comparisons, mostCompared } from "../panel/comparisons.ts";
import { chooseImage, chooseImages } from "./chooseImages.ts";
import type { DetectServices } from "./detectLabels.ts";

export interface CompareServices extends DetectServices {
  readonly comparisons: Comparisons;
  readonly index: () => Pick<LabelIndexPort, "exported">;
}

export function compareCommands(services: CompareServices) {
  const { comparisons, ui } = services;
  let chosen: Target | undefined;
  const compare = (targets: readonly Target[]) => comparisons.show(targets.map(itemOf));
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

function itemOf(target: Target): ComparedItem {
  const account = target.kind === "object" ? target.account : undefined;
  return { image: argumentOf(target), ...(account !== undefined && { account }) };
}

/** What a comparison says of a detection. */
type PastDetection = Pick<StoredDetection, "detectedAt" | "threshold" | "labels">;

type ComparedServices = Pick<CompareServices, "images" | "index">;

/** What is known of one column of a comparison; asks nobody. Throws a `Refusal` when it names nothing any more. */
export async function readCompared(
  { image, account, detection }: ComparedItem,
  services: ComparedServices,
): Promise<Compared> {
  const read = readTarget(image);
  const target: Target =
    read.kind === "object" && account !== undefined ? { ...read, account } : read;
  const stored = detection
    ? await storedThen(target, detection, services)
    : await services.images.stored(target);
  const labels = stored && (await services.images.corrected(target, stored.labels));
  return {
    target,
    title: targetName(target),
    uri: targetText(target),
    facts: factsOf(stored ?? detection),
    threshold: stored?.threshold ?? 0,
    labels,
    canDetect: detection === undefined,
  };
}

async function storedThen(
  target: Target,
  { detectedAt, threshold }: NonNullable<ComparedItem["detection"]>,
  services: ComparedServices,
): Promise<PastDetection | undefined> {
  const past = await pastOf(target, services);
  return past.find((each) => each.detectedAt === detectedAt && each.threshold === threshold);
}

function factsOf(
  detection: Pick<StoredDetection, "threshold" | "detectedAt"> | undefined,
): string[] {
  if (!detection) return [t("not detected")];
  const { threshold, detectedAt } = detection;
  return [t("asked at {0}", formatScore(threshold)), utcTime(detectedAt)];
}

/** Of an ISO 8601 time, to the minute; the same in every language. */
function utcTime(time: string): string {
  return `${time.slice(0, 16).replace("T", " ")} UTC`;
}

async function comparePast(target: Target, services: CompareServices): Promise<void> {
  const past = await pastOf(target, services);
  if (past.length < 2) throw new Refusal("not-compared", { reason: "one" });
  const items = past.slice(-mostCompared).map(({ detectedAt, threshold }) => ({
    ...itemOf(target),
    detection: { detectedAt, threshold },
  }));
  await services.comparisons.show(items);
}

/** The detections of one image, the newest last; none of a file that is no object's. */
async function pastOf(
  target: Target,
  { images, index }: ComparedServices,
): Promise<readonly PastDetection[]> {
  const address = objectOf(target);
  const stored = await images.stored(target);
  return address && stored
    ? detectionsOf({ ...address, account: stored.object.account }, index)
    : [];
}

async function detectionsOf(object: ObjectRef, index: CompareServices["index"]) {
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
