/** Several images at once: asks above the limit, runs a few at a time, and loses no result to another's failure. */

import * as vscode from "vscode";
import type { Detection } from "../../labels/detection.ts";
import { topLabels } from "../../labels/report.ts";
import { wordsFor } from "../../messages/explain.ts";
import { type Target, targetText, thresholdFor } from "../images/target.ts";
import { isCancellation } from "../present.ts";
import { readSetting } from "../settings.ts";
import type { Ui } from "../ui.ts";
import { type DetectServices, detectLabels } from "./detectLabels.ts";

interface Result {
  readonly target: Target;
  readonly detection?: Detection;
  readonly error?: unknown;
}

/**
 * Detects all targets without panels, then offers the results. Resolves when the person has them.
 * @param threshold 0–1; each image's setting when absent
 */
export async function detectMany(
  targets: readonly Target[],
  services: DetectServices,
  threshold?: number,
): Promise<void> {
  const { ui, images } = services;
  // A wrong setting gets one sentence and no question, not a sentence for each image.
  if (threshold === undefined) targets.forEach(thresholdFor);
  if (!(await agrees(ui, targets.length))) return;
  const options = { ...(threshold !== undefined && { threshold }), show: false };
  const asking = { ...services, images: images.askingOnce() };
  const results = await ui.progress(`Detecting ${targets.length} images`, (signal, report) =>
    runAll(targets, async (target) => {
      if (signal.aborted) throw new vscode.CancellationError();
      try {
        return await detectLabels(target, options, asking, signal);
      } finally {
        report(targetText(target), 100 / targets.length);
      }
    }),
  );
  await offer(results, services);
}

async function agrees(ui: Ui, count: number): Promise<boolean> {
  if (count <= readSetting("confirmAbove")) return true;
  const go = `Detect ${count} Images`;
  const chosen = await ui.tell({
    severity: "warning",
    text: `Detect the labels of ${count} images? Up to ${count} calls are billed; images whose labels are known already cost nothing.`,
    modal: true,
    buttons: [go],
  });
  return chosen === go;
}

async function runAll(
  targets: readonly Target[],
  detect: (target: Target) => Promise<Detection>,
): Promise<Result[]> {
  const { default: pLimit } = await import("p-limit");
  const limit = pLimit(readSetting("batch.concurrency"));
  let isRefused = false;
  return Promise.all(
    targets.map((target) =>
      limit(async (): Promise<Result> => {
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

async function offer(
  results: readonly Result[],
  { ui, images, panels }: DetectServices,
): Promise<void> {
  const show = "Show Results";
  const failed = results.some((result) => result.error && !isCancellation(result.error));
  const severity = failed ? "warning" : "information";
  if ((await ui.tell({ severity, text: summary(results), buttons: [show] })) !== show) return;
  const chosen = await ui.pick(results.map(resultItem), {
    title: "Detected labels",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) return;
  // Not by the command: as text, a target would lose its account.
  await panels.open(await images.open(chosen.result.target)).showKnown();
}

/** "12 images: 9 detected, 2 known already, 1 failed." */
export function summary(results: readonly Result[]): string {
  const count = (counts: (result: Result) => boolean | undefined) => results.filter(counts).length;
  const parts: [number, string][] = [
    [count(({ detection }) => detection && !detection.fromCache), "detected"],
    [count(({ detection }) => detection?.fromCache), "known already"],
    [count(({ error }) => error !== undefined && !isCancellation(error)), "failed"],
    [count(({ error }) => isCancellation(error)), "cancelled"],
  ];
  const said = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  return `${results.length} images: ${said.join(", ")}.`;
}

function resultItem(result: Result): vscode.QuickPickItem & { result: Result } {
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
