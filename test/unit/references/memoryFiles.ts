/** A file system in memory that remembers what it was asked for. */
import type { FileAccess } from "../../../src/references/resolve/fileAccess.ts";

export interface MemoryFiles extends FileAccess {
  /** Every path that anything was asked about. */
  readonly asked: Set<string>;
  readonly texts: Map<string, string>;
}

/** Files by absolute path; folders are what their names say. `links` are symbolic links that leave the workspace. */
export function memoryFiles(
  contents: Readonly<Record<string, string>> | readonly string[],
  links: readonly string[] = [],
): MemoryFiles {
  const entries = Array.isArray(contents)
    ? contents.map((path) => [path, ""])
    : Object.entries(contents);
  const texts = new Map<string, string>(entries as [string, string][]);
  const asked = new Set<string>();
  const isFolder = (path: string): boolean =>
    [...texts.keys()].some((file) => file.startsWith(path === "/" ? "/" : `${path}/`));
  return {
    asked,
    texts,
    async stat(path) {
      asked.add(path);
      return texts.has(path) ? "file" : isFolder(path) ? "directory" : undefined;
    },
    async readText(path, maxSize) {
      asked.add(path);
      const text = texts.get(path);
      return text !== undefined && text.length > maxSize ? undefined : text;
    },
    async readDirectory(path) {
      asked.add(path);
      if (!isFolder(path)) throw new Error("no such folder");
      const below = path === "/" ? 1 : path.length + 1;
      const files = [...texts.keys()].filter((file) =>
        file.startsWith(`${path === "/" ? "" : path}/`),
      );
      return [...new Set(files.map((file) => file.slice(below).split("/")[0] ?? ""))];
    },
    isSymlinkLeaving: (path) => links.some((link) => path === link || path.startsWith(`${link}/`)),
  };
}
