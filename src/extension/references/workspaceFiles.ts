/** The workspace's files as resolving needs them: through VS Code, so remote and virtual ones work. */
import * as vscode from "vscode";
import type { FileAccess } from "../../references/resolve/fileAccess.ts";
import { leavesWorkspace } from "../images/imageFile.ts";

/** Paths are those of URIs like `like`: its scheme and authority are kept. */
export function workspaceFiles(like: vscode.Uri): FileAccess {
  const uri = (path: string) => like.with({ path, query: "", fragment: "" });
  const stat = async (path: string): Promise<vscode.FileStat | undefined> => {
    try {
      return await vscode.workspace.fs.stat(uri(path));
    } catch {
      return undefined;
    }
  };
  return {
    async stat(path) {
      const found = await stat(path);
      if (!found) return undefined;
      return (found.type & vscode.FileType.Directory) !== 0 ? "directory" : "file";
    },
    async version(path) {
      const found = await stat(path);
      return found && `${found.mtime} ${found.size}`;
    },
    async readText(path, maxSize) {
      const found = await stat(path);
      if (!found || found.size > maxSize) return undefined;
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri(path)));
    },
    async readDirectory(path) {
      const entries = await vscode.workspace.fs.readDirectory(uri(path));
      return entries.map(([name]) => name);
    },
    isSymlinkLeaving: (path) => leavesWorkspace(uri(path)),
  };
}
