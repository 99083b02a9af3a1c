/** What choosing a row of the checklist does outside the checklist. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import type { ObjectAddress } from "../../oss/address.ts";
import { formatObjectUri } from "../../oss/address.ts";
import type { SetupAction } from "../../setup/setupItem.ts";
import { commandName, walkthroughStep } from "../commandIds.ts";
import type { Log } from "../log.ts";
import type { Ui } from "../ui.ts";

/** Actions that close the checklist. */
export type LeavingAction = Extract<
  SetupAction,
  { kind: "editAccount" | "addAccount" | "openSettings" | "openWalkthrough" | "showLog" }
>;

/** Resolves when the person is done there. */
export async function openPlace(action: LeavingAction, account: string, log: Log): Promise<void> {
  const run = vscode.commands.executeCommand;
  switch (action.kind) {
    case "editAccount":
      return run(commandName("editAccount"), account, action.part, action.bucket);
    case "addAccount":
      return run(commandName("addAccount"));
    case "openSettings":
      return run("workbench.action.openSettings", action.setting);
    case "openWalkthrough":
      return run("workbench.action.openWalkthrough", walkthroughStep);
    case "showLog":
      log.show();
  }
}

/** True when the person agreed to the one call. */
export async function agreesToDetect(
  ui: Ui,
  image: ObjectAddress,
  isSample: boolean,
): Promise<boolean> {
  const detect = t("Detect One Image");
  const price = isSample
    ? t("The sample account bills nothing.")
    : t(
        "This is 1 billable call, even if its labels are known already: only a new call proves the setup. The answer is kept.",
      );
  const chosen = await ui.tell({
    text: t("Detect the labels of {0}?", formatObjectUri(image)),
    severity: "warning",
    modal: true,
    detail: price,
    buttons: [detect],
  });
  return chosen === detect;
}
