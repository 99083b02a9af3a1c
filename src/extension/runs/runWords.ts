/** Runs in words: what one would do, how far it is, and what came of it. */
import { countText, grouped } from "../../labels/format.ts";
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
  const again = options.refresh ? " again" : "";
  return `Detect the labels of ${countText(images, "image")}${again}? ${costSentence({ known, billed })}`;
}

/** "Detect 1,000 Images": those that are to have labels in the end and have none now. */
export function planButton({ calls, copies, options }: Run): string {
  if (options.refresh) return "Detect Again";
  const images = calls + copies;
  return images === 1 ? "Detect 1 Image" : `Detect ${grouped(images)} Images`;
}

/** The rest of the plan, a line each. */
export function planDetail(
  run: Run,
  problems: readonly ProblemCount[],
  { billed, prices, concurrency, leftToday }: PlanFacts,
): string {
  const seconds = estimatedSeconds(run.calls, concurrency);
  const lines = [
    `${countText(run.images, "image")} of ${run.title}`,
    run.copies > 0 &&
      `${grouped(run.copies)} ${run.copies === 1 ? "has" : "have"} the same bytes as another, which are asked about once.`,
    ...problems.map((problem) => problemLine(problem)),
    billed > 0 &&
      `Price: ${priceText(billed, prices)}, at ${prices.currency} ${prices.perThousandCalls} for 1,000 calls (the setting ossImageLabels.pricePerThousandCalls).`,
    run.calls > 0 &&
      `Time: ${durationText(seconds)}, ${concurrency === 1 ? "one call at a time" : `${concurrency} calls at a time`}.`,
    seconds > long && shorterText(run.calls, concurrency),
    leftToday !== undefined &&
      leftToday < billed &&
      `The setting ossImageLabels.batch.dailyCalls leaves ${countText(leftToday, "call")} today; after them the run waits until midnight UTC.`,
    run.calls > 0 &&
      "It can be paused or cancelled, goes on after a restart, and keeps each answer as it comes.",
  ];
  return lines.filter(Boolean).join("\n");
}

function shorterText(calls: number, concurrency: number): string {
  const most = 16;
  const faster =
    concurrency < most
      ? `At ${most} calls at a time (ossImageLabels.batch.concurrency) it is ${durationText(estimatedSeconds(calls, most))}. `
      : "";
  return `${faster}A prefix or a query of fewer images makes it shorter; past that, "Give to IMM or to the Bucket's Index…" in the menu of a bucket has IMM find its labels.`;
}

function problemLine({ state, items, message }: ProblemCount): string {
  const verb = state === "refused" ? "cannot be detected" : "could not be looked at";
  return items === 1 ? `1 ${verb}: ${message}` : `${grouped(items)} ${verb}, such as: ${message}`;
}

/** "12 images: 9 detected, 2 known already, 1 failed." */
export function summary(run: Run, cancelled = 0): string {
  const parts: [number, string][] = [
    [run.detected, "detected"],
    [run.known, "known already"],
    [run.refused, "refused"],
    [run.failed - cancelled, "failed"],
    [cancelled, "cancelled"],
  ];
  const said = parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${grouped(number)} ${what}`);
  const unanswered = run.billableCalls - run.detected;
  const billed =
    unanswered > 0 ? ` ${countText(unanswered, "call")} without labels may have been billed.` : "";
  return `${countText(run.images, "image")}: ${said.join(", ") || "nothing to do"}.${billed}`;
}

/** "Retry 3 Failed"; `undefined` when every image that can have them has its labels. */
export function retryTitle({ failed }: Pick<Run, "failed">, cancelled = 0): string | undefined {
  if (failed === 0) return undefined;
  if (cancelled === 0) return `Retry ${grouped(failed)} Failed`;
  return failed === cancelled
    ? `Retry ${grouped(cancelled)} Cancelled`
    : `Retry ${grouped(failed)} Without Labels`;
}

/** "1,200 of 10,000 · 8.2/s · about 18 minutes left" */
export function progressText(run: Run, rate: number | undefined): string {
  const todo = left(run);
  const parts = [
    `${grouped(run.images - todo)} of ${grouped(run.images)}`,
    rate !== undefined && `${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`,
    rate !== undefined && rate > 0 && `${durationText(todo / rate)} left`,
  ];
  return parts.filter(Boolean).join(" · ");
}

/** What a run is doing, in few words. */
export function stateText(run: Run, rate: number | undefined): string {
  switch (run.state) {
    case "running":
      return run.reason ? `waiting · ${progressText(run, undefined)}` : progressText(run, rate);
    case "paused":
      return `paused · ${progressText(run, undefined)}`;
    case "cancelled":
      return `cancelled · ${grouped(run.images - run.failed)} of ${grouped(run.images)}`;
    default:
      return [countText(run.images, "image"), run.failed > 0 && `${grouped(run.failed)} failed`]
        .filter(Boolean)
        .join(" · ");
  }
}
