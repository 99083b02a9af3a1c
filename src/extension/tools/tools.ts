/** Tools for language models: labels of an image, and images by label. They obey the caps and the trust of commands. */
import type * as vscode from "vscode";
import type { LabelIndex } from "../../labelIndex/labelIndex.ts";
import type { Detection } from "../../labels/detection.ts";
import type { Target } from "../detect/target.ts";
import { DetectTool } from "./detectTool.ts";
import { SearchTool } from "./searchTool.ts";

export interface ToolServices {
  /** Whether the labels at the threshold are known, so that a detection costs nothing. */
  readonly isKnown: (target: Target, threshold: number) => Promise<boolean>;
  /** Whether the account that would be asked is the sample, which bills nothing. */
  readonly isFree: (target: Target) => Promise<boolean>;
  readonly detect: (
    target: Target,
    options: { threshold?: number; show: false },
    signal: AbortSignal,
  ) => Promise<Detection>;
  readonly index: () => Promise<LabelIndex>;
}

/** By the names that the manifest gives them. */
export type LanguageModelTools = Readonly<Record<string, vscode.LanguageModelTool<object>>>;

export function languageModelTools(services: ToolServices): LanguageModelTools {
  return {
    ossImageLabels_detect: new DetectTool(services) as vscode.LanguageModelTool<object>,
    ossImageLabels_search: new SearchTool(services) as vscode.LanguageModelTool<object>,
  };
}
