/** What a panel shows and copies, derived each time from what is known of its image. */

import { t } from "@vscode/l10n";
import { type DetectionOutcome, toDetection } from "../../detection/detector.ts";
import { Failure } from "../../errors/failure.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import { addedLabels, isUncorrected, type LabelCorrections } from "../../labels/corrections.ts";
import { sentences } from "../../labels/format.ts";
import type { Label } from "../../labels/label.ts";
import { sortLabels } from "../../labels/order.ts";
import { toCsv, toJson, toMarkdown } from "../../labels/report.ts";
import type { LabelLanguage, Namer } from "../../labels/shownNames.ts";
import { explain, sentencesOf } from "../../messages/explain.ts";
import { OssError } from "../../oss/error.ts";
import type { CopyFormat } from "../../panel/intent.ts";
import type {
  PanelAction,
  PanelAnswer,
  PanelFailed,
  PanelNames,
  PanelObject,
  PanelState,
} from "../../panel/protocol.ts";
import { isDetectableName } from "../../references/imageExtension.ts";
import { sampleNote } from "../accounts/sampleAccount.ts";
import { commandName } from "../commandIds.ts";
import type { Image, ImageFacts } from "../images/image.ts";
import { namesLacking, shownNamesOf } from "../images/labelLanguages.ts";
import { type RemedyButton, remedyButton } from "../present.ts";

/** The labels on screen, and whether they were asked for just now. */
export type PanelLabels = Pick<DetectionOutcome, "stored" | "fromCache">;

/** Everything that a state is made of; nothing else is kept of a panel. */
export interface PanelModel {
  readonly image: Image;
  /** `undefined` while they are being looked up. */
  readonly facts: ImageFacts | undefined;
  readonly labels: PanelLabels | undefined;
  readonly corrections: LabelCorrections;
  /** Thresholds (0–1) of the calls under way, the newest last. */
  readonly asked: readonly number[];
  /** What went wrong last, and the threshold (0–1) of that; `undefined` when all is well. */
  readonly failure: { readonly error: unknown; readonly threshold: number } | undefined;
  /** What has just happened, as a sentence. */
  readonly notice: string | undefined;
  /** 0–1: what a detection would ask for. */
  readonly threshold: number;
  /** In which language names are shown, and how. */
  readonly language: LabelLanguage;
  readonly namer: Namer;
}

/** A call under way comes before a failure, a failure before what rests; the labels before stay in sight. */
export function panelState(model: PanelModel): PanelState {
  const { image, labels, asked, failure, notice } = model;
  const note = model.facts?.note ?? image.note;
  const labelsNote = sentences(
    image.isFree && sampleNote(),
    labels && isOfDataset(labels.stored) && datasetNote(),
  );
  const base = {
    object: objectOf(model),
    actions: actionsOf(model),
    canDetect: canDetect(model),
    ...(note !== undefined && { note }),
    ...(image.isFree && { isFree: true }),
    ...(labelsNote !== "" && { labelsNote }),
    ...(notice !== undefined && { notice }),
    ...(image.object !== undefined && { canCorrect: true, canWalk: true }),
    ...(model.language !== "original" && { names: namesOf(model) }),
  };
  const answer = labels && answerOf(labels, model.corrections);
  const threshold = asked.at(-1);
  if (threshold !== undefined) {
    return { kind: "detecting", threshold, ...base, ...(answer && { answer }) };
  }
  if (failure) {
    const { error, threshold } = failure;
    return { kind: "failed", threshold, ...failureOf(error), ...base, ...(answer && { answer }) };
  }
  if (answer) return { kind: "detected", answer, ...base };
  return { kind: "ready", threshold: model.threshold, ...base };
}

/** What a panel says of an error, and the ways on. */
export function failureOf(error: unknown): Omit<PanelFailed, "kind" | "object" | "threshold"> {
  const explanation = explain(error);
  const sentence = sentencesOf(explanation);
  const { requestId, serviceMessage } = error instanceof OssError ? error : noAnswer;
  const button = buttonFor(error);
  return {
    sentence,
    code: error instanceof Failure ? error.code : "unexpected",
    // Where nothing here can help, the same call cannot work either.
    canRetry: explanation.remedy !== undefined,
    ...(requestId !== undefined && { requestId }),
    // Some sentences quote it already.
    ...(serviceMessage && !sentence.includes(serviceMessage) && { serviceMessage }),
    ...(button && { remedy: { id: remedyId, title: button.title } }),
  };
}

const noAnswer = { requestId: undefined, serviceMessage: undefined };

function namesOf({ language, namer, labels, corrections }: PanelModel): PanelNames {
  const answered = labels?.stored.labels ?? [];
  const all = [...answered, ...addedLabels(answered, corrections)];
  return { language, shown: shownNamesOf(all, namer) };
}

const anyExtension = /\.[a-z][a-z\d]{0,4}$/i;

/** OSS's own word for the format counts; until there is one, the name. One without an extension may be an image's. */
function canDetect({ image: { title }, facts }: PanelModel): boolean {
  if (facts?.format !== undefined) return /^(?:jpe?g|png)$/i.test(facts.format);
  return isDetectableName(title) || !anyExtension.test(title);
}

interface CopiedLabels {
  readonly image: Pick<Image, "uri" | "object">;
  readonly labels: PanelLabels | undefined;
}

/** What an entry of the Copy menu puts on the clipboard; `undefined` when there is nothing of that kind yet. */
export function copyText(
  format: CopyFormat,
  { image, labels }: CopiedLabels,
  threshold: number,
): string | undefined {
  if (format === "uri") return image.uri;
  if (!labels) return undefined;
  const { stored, fromCache } = labels;
  const object = image.object ?? stored.object;
  const outcome = { object, threshold, stored, fromCache, possiblyBilledCalls: 0 };
  const detection = { ...toDetection(outcome), object: image.uri };
  switch (format) {
    case "raw":
      return stored.raw;
    case "requestId":
      return stored.requestId;
    case "json":
      return toJson(detection);
    case "csv":
      return toCsv(detection);
    case "markdown":
      return toMarkdown(detection);
  }
}

type ActionId = "copyAsCode" | "showSimilar" | "writeTags" | "translateLabels";

function actionOf(id: ActionId): PanelAction {
  switch (id) {
    case "copyAsCode":
      return {
        id,
        title: t("Copy as code…"),
        tooltip: t("This detection in Java, Python, Go, PHP, JavaScript, ossutil or curl"),
      };
    case "showSimilar":
      return {
        id,
        title: t("Similar images…"),
        tooltip: t("Images that are known to have labels like these; nothing is asked"),
      };
    case "writeTags":
      return {
        id,
        title: t("Write tags…"),
        tooltip: t("The labels as tags of the object; every change is shown first"),
      };
    case "translateLabels":
      return {
        id,
        title: t("Translate names…"),
        tooltip: t(
          "Ask a language model of this editor for the names that nobody has in this language",
        ),
      };
  }
}

/** A local picture has no object for code to ask about, and of another kind of file there is nothing to ask. */
function actionsOf(model: PanelModel): readonly PanelAction[] {
  if (model.image.object === undefined || !canDetect(model)) return [];
  return actionIds(model).map(actionOf);
}

function actionIds(model: PanelModel): ActionId[] {
  if (!model.labels) return ["copyAsCode"];
  const lacksNames = namesLacking(model.labels.stored.labels, model).length > 0;
  return [
    "copyAsCode",
    "showSimilar",
    "writeTags",
    ...(lacksNames ? (["translateLabels"] as const) : []),
  ];
}

const remedyId = "remedy";

/** A command and what it is given. */
export interface PanelCommand {
  readonly command: string;
  readonly arguments: readonly unknown[];
}

/** What a button of the panel runs; `undefined` for one that is not there. `threshold` (0–1) is what the panel shows. */
export function panelCommand(
  id: string,
  { image, failure }: Pick<PanelModel, "image" | "failure">,
  threshold: number,
): PanelCommand | undefined {
  if (id === remedyId) return commandOf(failure && buttonFor(failure.error));
  if (image.object === undefined) return undefined;
  const { uri, account } = image;
  if (id === "translateLabels") return { command: commandName(id), arguments: [uri] };
  if (id === "showSimilar" || id === "writeTags") {
    const { bucket, key } = image.object;
    const node = { kind: "object", account, bucket, object: { key } };
    return { command: commandName(id), arguments: [node] };
  }
  if (id !== "copyAsCode") return undefined;
  return { command: commandName(id), arguments: [uri, { account, threshold }] };
}

/** What to do about an error as a button; none for what the panel offers anyway: the log, another try. */
function buttonFor(error: unknown): RemedyButton | undefined {
  const { remedy } = explain(error);
  if (remedy?.kind === "showLog" || remedy?.kind === "retry") return undefined;
  return remedyButton(remedy, false);
}

function commandOf(action: RemedyButton | undefined): PanelCommand | undefined {
  if (action?.command === undefined) return undefined;
  return { command: action.command, arguments: action.arguments };
}

function objectOf({ image, facts }: PanelModel): PanelObject {
  const { title, uri, account } = image;
  const { size, width, height, picture, pictureMissing } = facts ?? {};
  return {
    title,
    uri,
    account,
    ...(size !== undefined && { size }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(picture && { picture: picture.bytes, pictureType: picture.type }),
    ...(pictureMissing !== undefined && { pictureMissing }),
  };
}

function answerOf({ stored, fromCache }: PanelLabels, corrections: LabelCorrections): PanelAnswer {
  const { labels, detectedAt, requestId, serverTime, raw } = stored;
  const sorted = sortLabels(labels);
  const threshold = isOfDataset(stored) ? lowestConfidence(labels) : stored.threshold;
  const answer = { labels: sorted, threshold, detectedAt, fromCache, requestId, serverTime, raw };
  return isUncorrected(corrections) ? answer : { ...answer, corrections };
}

/** A dataset of IMM is asked for no threshold, and answers with whatever it has. */
function isOfDataset({ source }: StoredDetection): boolean {
  return source === "imm";
}

function datasetNote(): string {
  return t(
    "These labels are from a dataset of IMM, which does not say down to which confidence it has them.",
  );
}

/** Down to where there are labels: below it nothing is known. */
function lowestConfidence(labels: readonly Label[]): number {
  return Math.min(1, ...labels.map(({ confidence = 1 }) => confidence));
}
