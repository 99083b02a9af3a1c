/** Brings a panel back after a reload, with what is known; nothing is asked that costs. */
import type * as vscode from "vscode";
import * as z from "zod/mini";
import { type SubjectServices, subjectOf } from "../detect/subjects.ts";
import { readTarget } from "../detect/target.ts";
import type { LabelPanels } from "./labelPanels.ts";

/** What the panel's script keeps: views by URI, the one on screen last. */
const stateSchema = z.object({ views: z.array(z.tuple([z.string(), z.unknown()])) });

export async function restorePanel(
  webview: vscode.WebviewPanel,
  state: unknown,
  { panels, subjects }: { panels: LabelPanels; subjects: SubjectServices },
): Promise<void> {
  const parsed = stateSchema.safeParse(state);
  const uri = parsed.success ? parsed.data.views.at(-1)?.[0] : undefined;
  // A local picture's path says nothing certain after a restart; its panel is opened anew by hand.
  if (!uri?.startsWith("oss://")) {
    webview.dispose();
    return;
  }
  try {
    const subject = await subjectOf(readTarget(uri), subjects);
    await panels.adopt(webview, subject).showKnown();
  } catch {
    webview.dispose();
  }
}
