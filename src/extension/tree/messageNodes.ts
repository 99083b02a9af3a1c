/** What the tree shows in place of children: why there are none. */
import { explain, wordsFor } from "../../messages/explain.ts";
import { commandName } from "../commandIds.ts";
import { remedyButton } from "../present.ts";
import type { AccountNode, FolderNode, MessageNode } from "./nodes.ts";

/** An error of a node; a click on it does the one thing that helps. */
export function problemMessage(error: unknown, parent: AccountNode | FolderNode): MessageNode {
  const note = { kind: "note", icon: "error", text: wordsFor(error), parent } as const;
  const button = remedyButton(explain(error).remedy, true);
  if (!button) return note;
  const { title } = button;
  const command =
    button.command === undefined
      ? { title, command: commandName("refresh"), arguments: [parent] }
      : { title, command: button.command, arguments: [...button.arguments] };
  return { ...note, command, tooltip: `${note.text}\n\nClick: ${title}` };
}

/** A folder with nothing to show; `hidden` counts its objects that are not images. */
export function emptyMessage(parent: FolderNode, hidden: number): MessageNode {
  if (hidden === 0) {
    const text = parent.listing.filter === "" ? "Nothing here." : "No names start with the filter.";
    return { kind: "note", icon: "info", text, parent };
  }
  const command = { title: "Show All Files", command: commandName("showAllFiles"), arguments: [] };
  const text = `No images here (${hidden} other ${hidden === 1 ? "file" : "files"}).`;
  return { kind: "note", icon: "info", text, command, parent };
}
