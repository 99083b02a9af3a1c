/** What becomes of paths that are joined, and of a path whose folder is asked for. */
import {
  document,
  folderFunctions,
  type KnownPath,
  type PathValue,
  sameFunctions,
} from "./pathNames.ts";

/** `.parent`, `.parent.parent`, `.absolute`; anything else is unknown. */
export function members(value: PathValue, names: readonly string[]): PathValue {
  let path = value;
  for (const name of names) {
    if (folderFunctions.has(name)) path = parent(path, 1);
    else if (!sameFunctions.has(name)) return "unknown";
  }
  return path;
}

export function parent(path: PathValue, levels: number): PathValue {
  if (path === "unknown" || levels > 20) return "unknown";
  if (path.isDocument) return parent(document, levels - 1);
  let text = path.text;
  for (let level = 0; level < levels; level++) {
    const last = text.replace(/\/+$/, "").split("/").at(-1) ?? "";
    text = last === "" || last === ".." ? `${text}/..` : text.replace(/\/*[^/]+\/*$/, "");
  }
  return { ...path, text };
}

/** The path with the slash behind it that joining puts there. */
export function joinedTo(path: PathValue): PathValue {
  if (path === "unknown") return path;
  const { from, text } = path.isDocument ? documentAsFolder : path;
  const isDone = text === "" ? from === undefined : /[\\/]$/.test(text);
  return { from, text: isDone ? text : `${text}/` };
}

export function joinedAll(parts: readonly PathValue[]): PathValue {
  return parts.map(joinedTo).reduce(concatenated, { text: "" });
}

/** A name put behind the document's own, from which `..` leads to its folder. */
const documentAsFolder: KnownPath = { from: "document", text: "./_" };
export const empty: KnownPath = { text: "" };

export function concatenated(left: PathValue, right: PathValue): PathValue {
  if (right !== "unknown" && right.from !== undefined) return right;
  if (left === "unknown" || right === "unknown") return "unknown";
  const { from, text } = left.isDocument ? documentAsFolder : left;
  return { from, text: text + right.text };
}

export function withoutEndSlash(path: KnownPath): KnownPath {
  return { ...path, text: path.text.replace(/\/$/, "") };
}
