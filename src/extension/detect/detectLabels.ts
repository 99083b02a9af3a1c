/** The command `ossImageLabels.detect`, as people and programs call it. */
import * as vscode from "vscode";
import { type DetectionOutcome, toDetection } from "../../detection/detector.ts";
import type { Detection } from "../../labels/detection.ts";
import { OssError } from "../../oss/error.ts";
import type { LabelPanels } from "../panel/labelPanels.ts";
import { isCancellation, noteOccasion } from "../present.ts";
import { uiLine } from "../uiText.ts";
import type { Subject } from "./subject.ts";
import { type SubjectServices, subjectOf } from "./subjects.ts";
import { type Target, thresholdFor } from "./target.ts";

export interface DetectOptions {
  /** 0–1; the setting `ossImageLabels.threshold` when absent. */
  readonly threshold?: number;
  /** True asks the service even when the answer is known. */
  readonly refresh?: boolean;
  /** False opens no panel. */
  readonly show?: boolean;
}

export interface DetectServices extends SubjectServices {
  readonly panels: LabelPanels;
  readonly onDetected: (subject: Subject, outcome: DetectionOutcome) => void;
}

/** At most one billable call. Throws an `OssError`; a cancelled call has the code `cancelled`. */
export async function detectLabels(
  target: Target,
  options: DetectOptions,
  services: DetectServices,
  signal?: AbortSignal,
): Promise<Detection> {
  const threshold = options.threshold ?? thresholdFor(target);
  const refresh = options.refresh ?? false;
  try {
    const subject = await subjectOf(target, services);
    if (options.show === false)
      return await detectQuietly(subject, threshold, refresh, services, signal);
    return await services.panels.open(subject).detect(threshold, refresh, signal);
  } catch (error) {
    throw isCancellation(error) ? cancelled(error) : error;
  }
}

/** What a cancelled detection rejects with. */
export function cancelled(cause: unknown): OssError {
  return new OssError({
    code: "cancelled",
    message: "The detection was cancelled. Start it again when you want the labels.",
    cause,
  });
}

/** With a signal, the caller shows the progress; without one, a notification does. */
async function detectQuietly(
  subject: Subject,
  threshold: number,
  refresh: boolean,
  services: DetectServices,
  outer: AbortSignal | undefined,
): Promise<Detection> {
  const detect = async (signal: AbortSignal) => {
    const outcome = await subject.detect({ threshold, refresh, signal }).catch((error: unknown) => {
      noteOccasion(error, { account: subject.account, bucket: subject.address?.bucket });
      throw error;
    });
    services.onDetected(subject, outcome);
    return toDetection(outcome);
  };
  if (outer) return detect(outer);
  return withCancellableProgress(`Detecting labels of ${subject.title}`, detect);
}

/** Runs work behind a notification whose Cancel aborts the signal. */
export function withCancellableProgress<T>(
  text: string,
  work: (
    signal: AbortSignal,
    progress: vscode.Progress<{ message?: string; increment?: number }>,
  ) => Promise<T>,
): Thenable<T> {
  const location = vscode.ProgressLocation.Notification;
  const title = uiLine(text);
  return vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return work(controller.signal, progress);
  });
}
