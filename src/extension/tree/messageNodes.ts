/** What the tree shows in place of children: why there are none. */
import { t } from "@vscode/l10n";
import { grouped } from "../../labels/format.ts";
import { explain, wordsFor } from "../../messages/explain.ts";
import { commandName } from "../commandIds.ts";
import { remedyButton } from "../present.ts";
import type { AccountNode, FolderNode, MessageNode } from "./nodes.ts";

/** An error of a node in a few words; a click on it, or Enter, does the one thing that helps, or tries again. */
export function problemMessage(error: unknown, parent: AccountNode | FolderNode): MessageNode {
  const text = wordsFor(error);
  const { short, remedy } = explain(error);
  const message = { kind: "note", icon: "error", text, title: short, parent } as const;
  const button = remedyButton(remedy, true);
  const { title, command: helping, arguments: given = [] } = button ?? { title: t("Try Again") };
  const command =
    helping === undefined
      ? { title, command: commandName("refresh"), arguments: [parent] }
      : { title, command: helping, arguments: [...given] };
  return { ...message, command, tooltip: `${text}\n\n${t("Click: {0}", title)}` };
}

/** An account that lists no buckets; its keys may read one of others all the same. */
export function noBucketsMessage(parent: AccountNode): MessageNode {
  const title = t("Open Bucket by Name");
  const command = { title, command: commandName("openBucket"), arguments: [parent] };
  const text = t("No buckets in this account.");
  return { kind: "note", icon: "info", text, command, parent };
}

/** A folder with nothing to show; `hidden` counts its objects that are not images. */
export function emptyMessage(parent: FolderNode, hidden: number): MessageNode {
  const message = { kind: "note", icon: "info", parent } as const;
  if (hidden > 0) {
    const title = t("Show All Files");
    const command = { title, command: commandName("showAllFiles"), arguments: [] };
    const text =
      hidden === 1
        ? t("No images here (1 other file).")
        : t("No images here ({0} other files).", grouped(hidden));
    return { ...message, text, command };
  }
  const { filter } = parent.listing;
  if (filter === "") return { ...message, text: t("Nothing here.") };
  const command = {
    title: t("Clear Filter"),
    command: commandName("clearFilter"),
    arguments: [parent],
  };
  return { ...message, text: t("No names start with “{0}”.", filter), command };
}
