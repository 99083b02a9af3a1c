/** A picture among the files that VS Code can read: its bytes, what they are, and where they really lie. */

import * as vscode from "vscode";
import { checkImageSize } from "../../detection/preflight.ts";
import { Refusal } from "../../errors/refusal.ts";
import { type Picture, pictureType } from "./pictureBytes.ts";

/**
 * The bytes of a picture. One that is too large is refused before it is read. Throws a `Refusal` that names
 * the file by its path in the workspace.
 */
export async function readImageFile(file: vscode.Uri): Promise<Picture> {
  const { fs } = vscode.workspace;
  const path = vscode.workspace.asRelativePath(file, false);
  const { size } = await reading(path, () => fs.stat(file));
  if (size > 0) checkImageSize(path, size);
  const bytes = await reading(path, () => fs.readFile(file));
  const type = pictureType(bytes);
  // A plain copy, since VS Code posts nothing else to a webview as bytes.
  if (type) return { bytes: new Uint8Array(bytes), type };
  throw new Refusal("not-an-image", { file: path });
}

async function reading<T>(path: string, read: () => Thenable<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new Refusal("file-unreadable", { file: path }, { cause });
  }
}

/** Width and height in pixels, read from the picture's header; empty when they cannot be read. */
export async function pixelsOf(bytes: Uint8Array): Promise<{ width?: number; height?: number }> {
  const { imageSize } = await import("image-size");
  try {
    const { width, height } = imageSize(bytes);
    return { width, height };
  } catch {
    // Files of every kind come here, so one without a size is nothing to report.
    return {};
  }
}

/** Whether a file's real place is outside the workspace; only known where files are on this machine. */
export async function leavesWorkspace(file: vscode.Uri): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(file);
  if (file.scheme !== "file" || !folder) return false;
  const [{ realpath }, { sep }] = await Promise.all([
    import("node:fs/promises"),
    import("node:path"),
  ]);
  try {
    const [real, root] = await Promise.all([realpath(file.fsPath), realpath(folder.uri.fsPath)]);
    return !real.startsWith(root + sep);
  } catch (error) {
    // A link whose target cannot be read is not followed.
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}
