/** What the button of a remedy says. */
import { t } from "@vscode/l10n";
import type { Remedy } from "./explain.ts";

export function remedyTitle(kind: Remedy["kind"]): string {
  switch (kind) {
    case "editAccount":
      return t("Edit Account…");
    case "setCustomDomain":
      return t("Set Custom Domain…");
    case "addAccount":
      return t("Add an Account…");
    case "checkSetup":
      return t("Check Setup");
    case "openSettings":
      return t("Open Settings");
    case "openWalkthrough":
      return t("Open Walkthrough");
    case "retry":
      return t("Try Again");
    case "showLog":
      return t("Show Log");
  }
}
