/** Brings a panel back after a reload, with what is known; nothing is asked that costs. */
import type * as vscode from "vscode";
import * as z from "zod/mini";
import { parseObjectUri } from "../../oss/address.ts";
import { type SubjectServices, subjectOf } from "../detect/subjects.ts";
import type { LabelPanels } from "./labelPanels.ts";

/** What the panel's script keeps of the object on screen. */
const stateSchema = z.object({ shown: z.object({ uri: z.string(), account: z.string() }) });

export interface RestoringServices {
  readonly panels: LabelPanels;
  readonly subjects: SubjectServices;
  /** Says why a panel did not come back. */
  readonly report: (error: unknown) => void;
}

export async function restorePanel(
  webview: vscode.WebviewPanel,
  state: unknown,
  { panels, subjects, report }: RestoringServices,
): Promise<void> {
  const parsed = stateSchema.safeParse(state);
  const { uri, account } = parsed.success ? parsed.data.shown : { uri: "", account: "" };
  // A local picture's path says nothing certain after a restart; its panel is opened anew by hand.
  if (!uri.startsWith("oss://")) {
    webview.dispose();
    return;
  }
  try {
    const target = { kind: "object", account, address: parseObjectUri(uri) } as const;
    const subject = await subjectOf(target, subjects);
    if (panels.isOpen(subject)) webview.dispose();
    else await panels.adopt(webview, subject).showKnown();
  } catch (error) {
    webview.dispose();
    report(error);
  }
}
