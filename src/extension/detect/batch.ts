/** Several images at once: runs a few at a time, loses no result to another's failure, and keeps the results at hand. */

import * as vscode from "vscode";
import type { Detection } from "../../labels/detection.ts";
import { topLabels } from "../../labels/report.ts";
import { wordsFor } from "../../messages/explain.ts";
import { OssError } from "../../oss/error.ts";
import { type Target, targetText, thresholdFor } from "../images/target.ts";
import { isCancellation } from "../present.ts";
import { readSetting } from "../settings.ts";
import { agreesToDetect, type DetectionPlan } from "./agreement.ts";
import { type DetectServices, detectLabels } from "./detectLabels.ts";

/** Of one image: its labels, or why there are none. */
export interface BatchResult {
  readonly target: Target;
  readonly detection?: Detection;
  readonly error?: unknown;
}

/** What came of a plan, in its order. */
interface Batch {
  readonly plan: DetectionPlan;
  readonly results: readonly BatchResult[];
}

export class Batches {
  readonly #services: DetectServices;
  #last: Batch | undefined;

  constructor(services: DetectServices) {
    this.#services = services;
  }

  /** Detects all targets without panels, then offers the results. Resolves when the person has them. */
  async detect(plan: DetectionPlan): Promise<void> {
    const { targets, threshold } = plan;
    // A wrong setting is one sentence and no question, not a sentence an image.
    if (threshold === undefined) targets.forEach(thresholdFor);
    const results = await this.#run(plan);
    if (results) await this.#offer({ plan, results });
  }

  /** Offers the results of the last batch of this window once more. */
  async offerLast(): Promise<void> {
    if (this.#last) return this.#offer(this.#last);
    await this.#services.ui.tell({ text: "No images have been detected together yet." });
  }

  /** `undefined` when the person does not agree. */
  async #run(plan: DetectionPlan): Promise<BatchResult[] | undefined> {
    const { ui, images } = this.#services;
    const { targets, threshold, refresh = false } = plan;
    if (!(await agreesToDetect(plan, this.#services))) return undefined;
    const options = { ...(threshold !== undefined && { threshold }), refresh, show: false };
    const asking = { ...this.#services, images: images.askingOnce() };
    let done = 0;
    return ui.progress(`Detecting ${targets.length} images`, (signal, report) =>
      runAll(targets, async (target) => {
        if (signal.aborted) throw new vscode.CancellationError();
        try {
          return await detectLabels(target, options, asking, signal);
        } finally {
          done += 1;
          report(`${done} of ${targets.length}: ${targetText(target)}`, 100 / targets.length);
        }
      }),
    );
  }

  async #offer(batch: Batch): Promise<void> {
    this.#last = batch;
    const { results } = batch;
    const show = "Show Results";
    const retry = retryTitle(results);
    const failed = results.some(({ error }) => error !== undefined && !isCancellation(error));
    const severity = failed ? "warning" : "information";
    const buttons = [show, ...(retry === undefined ? [] : [retry])];
    const chosen = await this.#services.ui.tell({ severity, text: summary(results), buttons });
    if (chosen === show) await this.#showResults(results);
    else if (chosen !== undefined && chosen === retry) await this.#retry(batch);
  }

  /** Asks anew for what has no labels yet; what has them stays. */
  async #retry({ plan, results }: Batch): Promise<void> {
    const targets = results.filter(isWithoutLabels).map(({ target }) => target);
    const again = await this.#run({ ...plan, targets });
    if (!again) return;
    const byTarget = new Map(again.map((result) => [result.target, result]));
    const merged = results.map((result) => byTarget.get(result.target) ?? result);
    await this.#offer({ plan, results: merged });
  }

  async #showResults(results: readonly BatchResult[]): Promise<void> {
    const { ui, images, panels } = this.#services;
    const chosen = await ui.pick(results.map(resultItem), {
      title: "Detected labels",
      placeholder: "Choose an image to open its labels",
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (!chosen) return;
    // Not by the command: as text, a target would lose its account.
    await panels.open(await images.open(chosen.result.target)).showKnown();
  }
}

async function runAll(
  targets: readonly Target[],
  detect: (target: Target) => Promise<Detection>,
): Promise<BatchResult[]> {
  const { default: pLimit } = await import("p-limit");
  const limit = pLimit(readSetting("batch.concurrency"));
  let isRefused = false;
  return Promise.all(
    targets.map((target) =>
      limit(async (): Promise<BatchResult> => {
        try {
          if (isRefused) throw new vscode.CancellationError();
          return { target, detection: await detect(target) };
        } catch (error) {
          // A person who said no to the question about one image is not asked again for the next.
          isRefused ||= isCancellation(error);
          return { target, error };
        }
      }),
    ),
  );
}

/** "12 images: 9 detected, 2 known already, 1 failed." */
export function summary(results: readonly BatchResult[]): string {
  const { detected, known, failed, cancelled } = tally(results);
  const parts: [number, string][] = [
    [detected, "detected"],
    [known, "known already"],
    [failed, "failed"],
    [cancelled, "cancelled"],
  ];
  const said = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const unanswered = results.filter(({ error }) => mayHaveBeenBilled(error)).length;
  const calls = unanswered === 1 ? "1 call" : `${unanswered} calls`;
  const billed = unanswered > 0 ? ` ${calls} without labels may have been billed.` : "";
  return `${results.length} images: ${said.join(", ")}.${billed}`;
}

/** "Retry 3 Failed"; `undefined` when every image has its labels. */
export function retryTitle(results: readonly BatchResult[]): string | undefined {
  const { failed, cancelled } = tally(results);
  if (failed + cancelled === 0) return undefined;
  if (cancelled === 0) return `Retry ${failed} Failed`;
  return failed === 0
    ? `Retry ${cancelled} Cancelled`
    : `Retry ${failed + cancelled} Without Labels`;
}

function tally(results: readonly BatchResult[]) {
  const count = (counts: (result: BatchResult) => boolean) => results.filter(counts).length;
  return {
    detected: count(({ detection }) => detection?.fromCache === false),
    known: count(({ detection }) => detection?.fromCache === true),
    failed: count(({ error }) => error !== undefined && !isCancellation(error)),
    cancelled: count(({ error }) => isCancellation(error)),
  };
}

function isWithoutLabels({ detection }: BatchResult): boolean {
  return detection === undefined;
}

/** A call that was cut off or cancelled under way. */
function mayHaveBeenBilled(error: unknown): boolean {
  if (error instanceof OssError) return error.possiblyBilledCalls > 0;
  return error instanceof Error && error.cause !== undefined && mayHaveBeenBilled(error.cause);
}

function resultItem(result: BatchResult): vscode.QuickPickItem & { result: BatchResult } {
  const { target, detection, error } = result;
  const names = detection && topLabels(detection.labels, 5).map(({ name }) => name);
  return {
    label: targetText(target),
    ...(names && { description: names.join(", ") || "no labels" }),
    ...(error !== undefined && {
      detail: isCancellation(error) ? "Cancelled" : wordsFor(error),
    }),
    result,
  };
}
