/** What a person corrects: hides a wrong label, adds a missing one, and takes either back. */
import { t } from "@vscode/l10n";
import { grouped } from "../../labels/format.ts";
import { Icon } from "../../webview/browser/icon.tsx";
import type { TreeItem } from "../model/labelTree.ts";
import { send } from "./host.ts";
import type { ChangeView } from "./useView.ts";

/** How a row says what was done to it. */
export function markOf({ correction }: TreeItem): string {
  return correction === "added" ? t("added by hand") : t("hidden by hand");
}

/** Hides a row's label, or takes back what was done to it. A parent that the answer lacks cannot be hidden. */
export function correct({ label, correction }: TreeItem): void {
  if (!label) return;
  const kind = correction === "hidden" ? "show" : correction === "added" ? "remove" : "hide";
  send({ type: "correct", kind, name: label.name });
}

/** For pointers; the keyboard has the Delete key, so that the list stays one stop for Tab. */
export function CorrectButton({ item }: { readonly item: TreeItem }) {
  const { correction } = item;
  const title =
    correction === "hidden"
      ? t("Show this label again")
      : correction === "added"
        ? t("Remove this label, which was added by hand (Delete)")
        : t("Hide this label: it is wrong (Delete)");
  const icon = correction === "hidden" ? "eye" : correction === "added" ? "close" : "eyeClosed";
  return (
    <button
      type="button"
      class="icon-button correct"
      tabIndex={-1}
      title={title}
      aria-label={title}
      onClick={() => correct(item)}
    >
      <Icon name={icon} />
    </button>
  );
}

interface CorrectionsProps {
  /** Labels that a person hid. */
  readonly hidden: number;
  readonly hiddenShown: boolean;
  readonly onChange: ChangeView;
}

/** Below the list: the way to add a label, and to those that are hidden. */
export function Corrections({ hidden, hiddenShown, onChange }: CorrectionsProps) {
  return (
    <p class="corrections">
      <button type="button" class="link" onClick={() => send({ type: "addLabel" })}>
        <Icon name="add" />
        {t("Add label…")}
      </button>
      {hidden > 0 && (
        <button
          type="button"
          class="link"
          aria-pressed={hiddenShown}
          onClick={() => onChange({ hiddenShown: !hiddenShown })}
        >
          <Icon name={hiddenShown ? "eyeClosed" : "eye"} />
          {hiddenText(hidden, hiddenShown)}
        </button>
      )}
    </p>
  );
}

function hiddenText(hidden: number, hiddenShown: boolean): string {
  const count = grouped(hidden);
  if (hiddenShown) {
    return hidden === 1
      ? t("Do not show 1 hidden label")
      : t("Do not show {0} hidden labels", count);
  }
  return hidden === 1 ? t("Show 1 hidden label") : t("Show {0} hidden labels", count);
}
