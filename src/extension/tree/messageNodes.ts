/** What the tree shows in place of children: why there are none. */
import { explain, wordsFor } from "../../messages/explain.ts";
import { commandName } from "../commandIds.ts";
import { remedyButton } from "../present.ts";
import type { AccountNode, FolderNode, MessageNode } from "./nodes.ts";

/** An error of a node in a few words; a click on it does the one thing that helps. */
export function problemMessage(error: unknown, parent: AccountNode | FolderNode): MessageNode {
  const text = wordsFor(error);
  const { short, remedy } = explain(error);
  const message = { kind: "note", icon: "error", text, title: short, parent } as const;
  const button = remedyButton(remedy, true);
  if (!button) return message;
  const { title } = button;
  const command =
    button.command === undefined
      ? { title, command: commandName("refresh"), arguments: [parent] }
      : { title, command: button.command, arguments: [...button.arguments] };
  return { ...message, command, tooltip: `${text}\n\nClick: ${title}` };
}

/** A folder with nothing to show; `hidden` counts its objects that are not images. */
export function emptyMessage(parent: FolderNode, hidden: number): MessageNode {
  const message = { kind: "note", icon: "info", parent } as const;
  if (hidden > 0) {
    const title = "Show All Files";
    const command = { title, command: commandName("showAllFiles"), arguments: [] };
    const text = `No images here (${hidden} other ${hidden === 1 ? "file" : "files"}).`;
    return { ...message, text, command };
  }
  const { filter } = parent.listing;
  if (filter === "") return { ...message, text: "Nothing here." };
  const command = {
    title: "Clear Filter",
    command: commandName("clearFilter"),
    arguments: [parent],
  };
  return { ...message, text: `No names start with “${filter}”.`, command };
}
