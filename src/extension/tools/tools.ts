/** Tools for language models: labels of an image, and images by label. They obey the caps and the trust of commands. */
import * as vscode from "vscode";
import type { LabelIndex } from "../../labelIndex/labelIndex.ts";
import type { Detection } from "../../labels/detection.ts";
import type { Target } from "../detect/target.ts";
import { DetectTool } from "./detectTool.ts";
import { SearchTool } from "./searchTool.ts";

export interface ToolServices {
  /** Whether the labels at the threshold are known, so that a detection costs nothing. */
  readonly isKnown: (target: Target, threshold: number) => Promise<boolean>;
  readonly detect: (
    target: Target,
    options: { threshold?: number; show: false },
    signal: AbortSignal,
  ) => Promise<Detection>;
  readonly index: () => Promise<LabelIndex>;
}

/** Names as the manifest contributes them. */
export const toolNames = {
  detect: "ossImageLabels_detect",
  search: "ossImageLabels_search",
} as const;

export function registerTools(services: ToolServices): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.lm.registerTool(toolNames.detect, new DetectTool(services)),
    vscode.lm.registerTool(toolNames.search, new SearchTool(services)),
  );
}
