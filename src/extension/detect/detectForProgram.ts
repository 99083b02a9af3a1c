/** The command `ossImageLabels.detect` as programs and key bindings call it: they are given the labels or the error. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { checkThreshold } from "../../detection/preflight.ts";
import type { Detection } from "../../labels/detection.ts";
import { argumentsOf } from "../commandArgument.ts";
import { forProgram, type ProgramCommand, ProgramOptions } from "../programs.ts";
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

export function detectProgram(services: DetectServices): ProgramCommand {
  return { isCalledByProgram, run: (given) => detectForProgram(given, services) };
}

/** At most one billable call. Rejects with a `ProgramError`, whatever goes wrong. */
async function detectForProgram(
  given: readonly unknown[],
  services: DetectServices,
): Promise<Detection> {
  const [argument, options] = argumentsOf(given);
  return forProgram(services.log, async () => {
    const target = await chooseImage(argument, services, t("Detect Labels"), "open");
    if (!target) throw new vscode.CancellationError();
    return detectLabels(target, readOptions(new ProgramOptions(options)), services);
  });
}

function readOptions(given: ProgramOptions): DetectOptions {
  const threshold = given.value("threshold");
  if (threshold !== undefined) checkThreshold(threshold);
  const refresh = given.flag("refresh");
  const show = given.flag("show");
  return {
    ...(threshold !== undefined && { threshold }),
    ...(refresh !== undefined && { refresh }),
    ...(show !== undefined && { show }),
  };
}
