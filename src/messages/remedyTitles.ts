/** What the button of a remedy says. */
import type { Remedy } from "./explain.ts";

export const remedyTitles: Readonly<Record<Remedy["kind"], string>> = {
  editAccount: "Edit Account…",
  setCustomDomain: "Set Custom Domain…",
  addAccount: "Add an Account…",
  checkSetup: "Check Setup",
  openSettings: "Open Settings",
  openWalkthrough: "Open Walkthrough",
  retry: "Try Again",
  showLog: "Show Log",
};
