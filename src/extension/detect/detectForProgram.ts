/** The command `ossImageLabels.detect` as programs and key bindings call it: they are given the labels or the error. */
import * as vscode from "vscode";
import { checkThreshold } from "../../detection/preflight.ts";
import { Failure } from "../../errors/failure.ts";
import { Refusal } from "../../errors/refusal.ts";
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
    const target = await chooseImage(argument, services, "Detect Labels");
    if (!target) throw new vscode.CancellationError();
    return await detectLabels(target, readOptions(options), services);
  } catch (error) {
    // A bug is ours to fix; the program is told no more than that.
    if (!isCancellation(error) && !(error instanceof Failure)) logError(error, services.log);
    throw programError(error);
  }
}

/** Throws a `Refusal`: what a program means by `refresh: "false"` must not be guessed, since it may cost money. */
function readOptions(given: unknown): DetectOptions {
  if (given !== undefined && typeof given !== "object") {
    throw new Refusal("wrong-options", { reason: "no-object" });
  }
  const options: Readonly<Record<string, unknown>> = { ...given };
  // JSON, as key bindings have it, writes `null` for what is left out.
  const threshold = options["threshold"] ?? undefined;
  if (threshold !== undefined) checkThreshold(threshold);
  const refresh = readFlag(options, "refresh");
  const show = readFlag(options, "show");
  return {
    ...(threshold !== undefined && { threshold }),
    ...(refresh !== undefined && { refresh }),
    ...(show !== undefined && { show }),
  };
}

function readFlag(options: Readonly<Record<string, unknown>>, option: string): boolean | undefined {
  const value = options[option] ?? undefined;
  if (value === undefined || typeof value === "boolean") return value;
  throw new Refusal("wrong-options", { reason: "no-boolean", option });
}
