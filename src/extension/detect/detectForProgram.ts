/** The command `ossImageLabels.detect` as programs and key bindings call it: they are given the labels or the error. */
import * as vscode from "vscode";
import { Failure } from "../../errors/failure.ts";
import type { Detection } from "../../labels/detection.ts";
import { argumentsOf } from "../commandArgument.ts";
import { isCancellation, logError, programError } from "../present.ts";
import { chooseImage } from "./chooseImages.ts";
import { type DetectOptions, type DetectServices, detectLabels } from "./detectLabels.ts";

/**
 * Menus give a list of what is selected as a second argument; the palette gives nothing. A caller that gives
 * text, a `Uri` or options is a program (or a key binding). An image of the tree without options is what a button of
 * the tree gives, too.
 */
export function isCalledByProgram(given: readonly unknown[]): boolean {
  const [argument, second] = argumentsOf(given);
  if (Array.isArray(second)) return false;
  if (typeof argument === "string" || argument instanceof vscode.Uri) return true;
  return second !== undefined;
}

/** At most one billable call. Rejects with a `ProgramError`, whatever goes wrong. */
export async function detectForProgram(
  given: readonly unknown[],
  services: DetectServices,
): Promise<Detection> {
  const [argument, options] = argumentsOf(given);
  try {
    const target = await chooseImage(argument, services);
    if (!target) throw new vscode.CancellationError();
    return await detectLabels(target, (options ?? {}) as DetectOptions, services);
  } catch (error) {
    // A bug is ours to fix; the program is told no more than that.
    if (!isCancellation(error) && !(error instanceof Failure)) logError(error, services.log);
    throw programError(error);
  }
}
