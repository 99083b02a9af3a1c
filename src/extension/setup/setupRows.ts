/** The checklist as rows of a quick pick: each check, what to do next beneath it, and what else there is to do. */

import * as vscode from "vscode";
import { remedyTitles } from "../../messages/remedyTitles.ts";
import { formatObjectUri, type ObjectAddress } from "../../oss/address.ts";
import { verdictWords } from "../../setup/report.ts";
import type { SetupAction, SetupItem, Verdict } from "../../setup/setupItem.ts";

export type SetupChoice =
  | SetupAction
  | { readonly kind: "copyReport" }
  | { readonly kind: "anotherBucket" };

export interface SetupRow extends vscode.QuickPickItem {
  /** Tells rows apart over a redraw. */
  readonly key: string;
  readonly choice?: SetupChoice;
  /** Absent for rows that are not checks. */
  readonly item?: SetupItem;
}

export interface ShownChecks {
  readonly items: readonly SetupItem[];
  readonly isRunning: boolean;
  /** What could be detected. */
  readonly image?: ObjectAddress | undefined;
  readonly isSample: boolean;
  /** True where there are other buckets to look at. */
  readonly hasOthers: boolean;
}

export const showInFull: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon("info"),
  tooltip: "Show in Full",
};

export function setupRows(shown: ShownChecks): SetupRow[] {
  const checks = shown.items.flatMap(checkRows);
  return shown.isRunning ? checks : [...checks, ...furtherRows(shown)];
}

const icons: Readonly<Record<Verdict, string>> = {
  waiting: "circle-large-outline",
  running: "loading~spin",
  works: "pass",
  attention: "warning",
  fails: "error",
  unknown: "question",
  skipped: "circle-slash",
};

/** Rows are short, one line each; the button shows what does not fit. */
function checkRows(item: SetupItem): SetupRow[] {
  const { id, title, verdict, finding, said, nextStep, action } = item;
  const words = verdictWords[verdict];
  const isFine = verdict === "works" || verdict === "skipped" || finding === "";
  const row: SetupRow = {
    key: id,
    item,
    label: title,
    iconPath: new vscode.ThemeIcon(icons[verdict]),
    description: isFine ? [words, finding].filter(Boolean).join(" · ") : words,
    ...(!isFine && { detail: [finding, said].filter(Boolean).join(" ") }),
    ...(finding !== "" && { buttons: [showInFull] }),
    ...(action && { choice: action }),
  };
  // What a detection needs is the last row of all.
  if (nextStep === undefined || action?.kind === "detect") return [row];
  const next: SetupRow = {
    key: `${id}.next`,
    item,
    label: nextStep,
    iconPath: new vscode.ThemeIcon("arrow-right"),
    buttons: [showInFull],
    ...(action && { choice: action, description: actionTitles[action.kind] }),
  };
  return [row, next];
}

const actionTitles: Readonly<Record<SetupAction["kind"], string>> = {
  ...remedyTitles,
  copyPolicy: "Copy RAM Policy",
  checkAgain: "Check Again",
  detect: "Detect",
};

function furtherRows({ items, image, isSample, hasOthers }: ShownChecks): SetupRow[] {
  const rows = [
    heading("What else"),
    further("copy", "Copy Report", { kind: "copyReport" }, "without keys"),
    further("refresh", "Check Again", { kind: "checkAgain" }),
    ...(hasOthers ? [further("database", "Check Another Bucket…", { kind: "anotherBucket" })] : []),
  ];
  const isOffered = items.some(({ action }) => action?.kind === "detect");
  if (!image || !isOffered) return rows;
  const price = isSample ? "1 call, not billed on the sample" : "1 billable call";
  const detect = further("sparkle", `Detect one image (${price})`, { kind: "detect" });
  return [...rows, heading("The only proof"), { ...detect, detail: formatObjectUri(image) }];
}

function further(icon: string, label: string, choice: SetupChoice, description = ""): SetupRow {
  const iconPath = new vscode.ThemeIcon(icon);
  return { key: choice.kind, label, choice, description, iconPath, alwaysShow: true };
}

function heading(label: string): SetupRow {
  return { key: label, label, kind: vscode.QuickPickItemKind.Separator };
}
