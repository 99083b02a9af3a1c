/** Runs in words: what one would do, how far it is, and what came of it. */
import { t } from "@vscode/l10n";
import { grouped, imagesText, joined, sentences } from "../../labels/format.ts";
import { durationText, estimatedSeconds, type Prices, priceText } from "../../runs/estimate.ts";
import { left, type Run } from "../../runs/item.ts";
import type { ProblemCount } from "../../runs/journal.ts";
import { costSentence } from "../images/detectionCost.ts";

/** What a question about a plan says beside its numbers. */
export interface PlanFacts {
  /** Of the calls, those that an account is billed for. */
  readonly billed: number;
  readonly prices: Prices;
  readonly concurrency: number;
  /** Calls that the day's cap leaves; `undefined` without one. */
  readonly leftToday?: number | undefined;
}

/** Above this, in seconds, it is said what makes a run shorter. */
const long = 3600;

/** "Detect the labels of 1,200 images? 1,000 calls may be billed; the labels of 200 are known already and cost nothing." */
export function planQuestion({ images, options, known }: Run, { billed }: PlanFacts): string {
  return sentences(
    options.refresh ? againQuestion(images) : question(images),
    costSentence({ known, billed }),
  );
}

function question(images: number): string {
  return images === 1
    ? t("Detect the labels of 1 image?")
    : t("Detect the labels of {0} images?", grouped(images));
}

function againQuestion(images: number): string {
  return images === 1
    ? t("Detect the labels of 1 image again?")
    : t("Detect the labels of {0} images again?", grouped(images));
}

/** "Detect 1,000 Images": those that are to have labels in the end and have none now. */
export function planButton({ calls, copies, options }: Run): string {
  if (options.refresh) return t("Detect Again");
  const images = calls + copies;
  return images === 1 ? t("Detect 1 Image") : t("Detect {0} Images", grouped(images));
}

/** The rest of the plan, a line each. */
export function planDetail(
  run: Run,
  problems: readonly ProblemCount[],
  { billed, prices, concurrency, leftToday }: PlanFacts,
): string {
  const seconds = estimatedSeconds(run.calls, concurrency);
  const lines = [
    run.images === 1
      ? t("1 image of {0}", run.title)
      : t("{0} images of {1}", grouped(run.images), run.title),
    run.copies > 0 && copiesText(run.copies),
    ...problems.map((problem) => problemLine(problem)),
    billed > 0 &&
      t(
        "Price: {price}, at {currency} {perThousandCalls} for 1,000 calls (the setting ossImageLabels.pricePerThousandCalls).",
        { price: priceText(billed, prices), ...prices },
      ),
    run.calls > 0 && timeText(durationText(seconds), concurrency),
    seconds > long && shorterText(run.calls, concurrency),
    leftToday !== undefined && leftToday < billed && leftTodayText(leftToday),
    run.calls > 0 &&
      t(
        "It can be paused or cancelled, goes on after a restart, and keeps each answer as it comes.",
      ),
  ];
  return lines.filter(Boolean).join("\n");
}

function copiesText(copies: number): string {
  return copies === 1
    ? t("1 has the same bytes as another, which are asked about once.")
    : t("{0} have the same bytes as another, which are asked about once.", grouped(copies));
}

function timeText(time: string, concurrency: number): string {
  return concurrency === 1
    ? t("Time: {0}, one call at a time.", time)
    : t("Time: {0}, {1} calls at a time.", time, concurrency);
}

function leftTodayText(calls: number): string {
  return calls === 1
    ? t(
        "The setting ossImageLabels.batch.dailyCalls leaves 1 call today; after it the run waits until midnight UTC.",
      )
    : t(
        "The setting ossImageLabels.batch.dailyCalls leaves {0} calls today; after them the run waits until midnight UTC.",
        grouped(calls),
      );
}

function shorterText(calls: number, concurrency: number): string {
  const most = 16;
  return sentences(
    concurrency < most &&
      t(
        "At {0} calls at a time (ossImageLabels.batch.concurrency) it is {1}.",
        most,
        durationText(estimatedSeconds(calls, most)),
      ),
    t(
      'A prefix or a query of fewer images makes it shorter; past that, "{0}" in the menu of a bucket has IMM find its labels.',
      t("Give to IMM or to the Bucket's Index…"),
    ),
  );
}

function problemLine({ state, items, message }: ProblemCount): string {
  if (state === "refused") {
    return items === 1
      ? t("1 cannot be detected: {0}", message)
      : t("{0} cannot be detected, such as: {1}", grouped(items), message);
  }
  return items === 1
    ? t("1 could not be looked at: {0}", message)
    : t("{0} could not be looked at, such as: {1}", grouped(items), message);
}

/** "12 images: 9 detected, 2 known already, 1 failed." */
export function summary(run: Run, cancelled = 0): string {
  const failed = run.failed - cancelled;
  const parts = [
    run.detected > 0 && t("{0} detected", grouped(run.detected)),
    run.known > 0 && t("{0} known already", grouped(run.known)),
    run.refused > 0 && t("{0} refused", grouped(run.refused)),
    failed > 0 && t("{0} failed", grouped(failed)),
    cancelled > 0 && t("{0} cancelled", grouped(cancelled)),
  ].filter((part) => part !== false);
  const outcome = parts.length > 0 ? joined(parts) : t("nothing to do");
  const unanswered = run.billableCalls - run.detected;
  return sentences(
    run.images === 1
      ? t("1 image: {0}.", outcome)
      : t("{0} images: {1}.", grouped(run.images), outcome),
    unanswered > 0 && unansweredText(unanswered),
  );
}

function unansweredText(calls: number): string {
  return calls === 1
    ? t("1 call without labels may have been billed.")
    : t("{0} calls without labels may have been billed.", grouped(calls));
}

/** "Retry 3 Failed"; `undefined` when every image that can have them has its labels. */
export function retryTitle({ failed }: Pick<Run, "failed">, cancelled = 0): string | undefined {
  if (failed === 0) return undefined;
  if (cancelled === 0) return t("Retry {0} Failed", grouped(failed));
  return failed === cancelled
    ? t("Retry {0} Cancelled", grouped(cancelled))
    : t("Retry {0} Without Labels", grouped(failed));
}

/** "1,200 of 10,000 · 8.2/s · about 18 minutes left" */
export function progressText(run: Run, rate: number | undefined): string {
  const todo = left(run);
  const parts = [
    t("{0} of {1}", grouped(run.images - todo), grouped(run.images)),
    rate !== undefined && t("{0}/s", rate < 10 ? rate.toFixed(1) : Math.round(rate)),
    rate !== undefined && rate > 0 && t("{0} left", durationText(todo / rate)),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** What a run is doing, in few words. */
export function stateText(run: Run, rate: number | undefined): string {
  const facts = () => {
    switch (run.state) {
      case "running":
        return run.reason
          ? [t("waiting"), progressText(run, undefined)]
          : [progressText(run, rate)];
      case "paused":
        return [t("paused"), progressText(run, undefined)];
      case "cancelled":
        return [
          t("cancelled"),
          t("{0} of {1}", grouped(run.images - run.failed), grouped(run.images)),
        ];
      default:
        return [imagesText(run.images), run.failed > 0 && t("{0} failed", grouped(run.failed))];
    }
  };
  return facts().filter(Boolean).join(" · ");
}
