/**
 * The checklist as rows of a quick pick. While it runs, its checks in order; then what needs a person, each with what
 * to do about it, what passed and what was skipped in a row each that opens, and what else there is to do.
 */

import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { remedyTitle } from "../../messages/remedyTitles.ts";
import { formatObjectUri, type ObjectAddress } from "../../oss/address.ts";
import { verdictText } from "../../setup/report.ts";
import type { SetupAction, SetupItem, Verdict } from "../../setup/setupItem.ts";

/** What is shown in one row until it is opened. */
export type FoldedVerdict = "passed" | "skipped";

export type SetupChoice =
  | SetupAction
  | { readonly kind: "copyReport" }
  | { readonly kind: "anotherBucket" }
  | { readonly kind: "fold"; readonly verdict: FoldedVerdict };

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
  readonly opened: ReadonlySet<FoldedVerdict>;
  /** What could be detected. */
  readonly image?: ObjectAddress | undefined;
  readonly isSample: boolean;
  /** True where there are other buckets to look at. */
  readonly hasOthers: boolean;
}

function showInFull(): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon("info"), tooltip: t("Show in Full") };
}

export function setupRows(shown: ShownChecks): SetupRow[] {
  const { items, isRunning, opened } = shown;
  if (isRunning) return items.map(checkRow);
  const proof = proofRows(shown);
  const others = items.filter((item) => !proof.some((row) => row.item === item));
  const withVerdict = (wanted: Verdict) => others.filter(({ verdict }) => verdict === wanted);
  const skipped = withVerdict("skipped");
  // Of checks that were skipped for one reason, one says what to do about it.
  const unless = skipped.find(({ nextStep }) => nextStep !== undefined);
  const toDo = [...worstFirst.flatMap(withVerdict), ...(unless ? [unless] : [])];
  return [
    ...toDo.flatMap((item) => [checkRow(item), ...nextRow(item)]),
    ...(toDo.length > 0 ? [separator("")] : []),
    ...foldedRows("passed", withVerdict("passed"), opened),
    ...foldedRows(
      "skipped",
      skipped.filter((item) => item !== unless),
      opened,
    ),
    ...proof,
    separator(t("More")),
    ...furtherRows(shown),
  ];
}

const worstFirst: readonly Verdict[] = ["failed", "attention", "unknown"];

const icons: Readonly<Record<Verdict, string>> = {
  waiting: "circle-large-outline",
  running: "loading~spin",
  passed: "pass",
  attention: "warning",
  failed: "error",
  unknown: "question",
  skipped: "circle-slash",
};

/** One line where all is well, two where a person should read; the button shows what does not fit. */
function checkRow(item: SetupItem): SetupRow {
  const { id, title, verdict, finding, said, action } = item;
  const words = verdictText(verdict);
  const needsReading = worstFirst.includes(verdict);
  return {
    key: id,
    item,
    label: title,
    iconPath: new vscode.ThemeIcon(icons[verdict]),
    description: needsReading ? words : [words, finding].filter(Boolean).join(" · "),
    ...(needsReading && { detail: [finding, said].filter(Boolean).join(" ") }),
    ...(finding !== "" && { buttons: [showInFull()] }),
    ...(action && { choice: action }),
  };
}

/** What to do has a line of its own, since it is what must not be cut. */
function nextRow(item: SetupItem): SetupRow[] {
  const { id, nextStep, action } = item;
  if (nextStep === undefined) return [];
  const words = action
    ? { label: actionTitle(action.kind), detail: nextStep, choice: action }
    : { label: nextStep };
  const iconPath = new vscode.ThemeIcon("arrow-right");
  return [{ key: `${id}.next`, item, iconPath, buttons: [showInFull()], ...words }];
}

function actionTitle(kind: SetupAction["kind"]): string {
  switch (kind) {
    case "copyPolicy":
      return t("Copy RAM Policy");
    case "checkAgain":
      return t("Check Again");
    case "detect":
      return t("Detect One Image");
    default:
      return remedyTitle(kind);
  }
}

/** A single one is shown as it is. */
function foldedRows(
  verdict: FoldedVerdict,
  items: readonly SetupItem[],
  opened: ReadonlySet<FoldedVerdict>,
): SetupRow[] {
  if (items.length < 2) return items.map(checkRow);
  const isOpen = opened.has(verdict);
  const fold: SetupRow = {
    key: verdict,
    label:
      verdict === "passed"
        ? t("{0} checks passed", items.length)
        : t("{0} checks skipped", items.length),
    description: isOpen ? t("Hide") : (sharedFinding(items) ?? t("Show")),
    iconPath: new vscode.ThemeIcon(icons[verdict]),
    choice: { kind: "fold", verdict },
  };
  return isOpen ? [fold, ...items.map(checkRow)] : [fold];
}

function sharedFinding(items: readonly SetupItem[]): string | undefined {
  const [finding, ...others] = new Set(items.map((item) => item.finding));
  return others.length === 0 ? finding : undefined;
}

/** Of a detection, which alone proves the setup: the offer of one, or what it found. */
function proofRows({ items, image, isSample }: ShownChecks): SetupRow[] {
  const item = items.find(({ id }) => id === "detection");
  if (item?.verdict === "passed") return [separator(""), checkRow(item)];
  if (!image || item?.action?.kind !== "detect") return [];
  const label = isSample
    ? t("Detect one image (1 call, not billed on the sample)")
    : t("Detect one image (1 billable call)");
  const detect = further("sparkle", label, { kind: "detect" });
  return [separator(item.title), { ...detect, item, detail: formatObjectUri(image) }];
}

function furtherRows({ hasOthers }: ShownChecks): SetupRow[] {
  return [
    further("copy", t("Copy Report"), { kind: "copyReport" }, t("without keys")),
    further("refresh", t("Check Again"), { kind: "checkAgain" }),
    ...(hasOthers
      ? [further("database", t("Check Another Bucket…"), { kind: "anotherBucket" })]
      : []),
  ];
}

function further(icon: string, label: string, choice: SetupChoice, description = ""): SetupRow {
  const iconPath = new vscode.ThemeIcon(icon);
  return { key: choice.kind, label, choice, description, iconPath, alwaysShow: true };
}

function separator(label: string): SetupRow {
  return { key: `separator ${label}`, label, kind: vscode.QuickPickItemKind.Separator };
}
