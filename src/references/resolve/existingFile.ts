/** Which of several paths is an image in the workspace, and how the disk spells it. */
import { imageExtension } from "../imageExtension.ts";
import { isInside, joined } from "./absolutePath.ts";
import type { FileAccess } from "./fileAccess.ts";

export interface FileSearch {
  readonly files: FileAccess;
  readonly workspaceFolders: readonly string[];
  /** Names match whatever their case; the disk's spelling is what is found. */
  readonly caseInsensitive: boolean;
}

export interface FoundFile {
  readonly path: string;
  readonly workspaceFolder: string;
}

/** Paths asked for at the same time: remote file systems answer one by one slowly. */
const atOnce = 8;

/** The first path that is an image's file. Asks for nothing outside the workspace folders. */
export async function existingFile(
  paths: readonly string[],
  search: FileSearch,
): Promise<FoundFile | undefined> {
  const inside = paths.flatMap((path) => {
    const workspaceFolder = folderAround(path, search.workspaceFolders);
    return workspaceFolder !== undefined && imageExtension(path) ? [{ path, workspaceFolder }] : [];
  });
  for (let next = 0; next < inside.length; next += atOnce) {
    const batch = inside.slice(next, next + atOnce);
    const found = await Promise.all(batch.map((candidate) => asOnDisk(candidate, search)));
    const first = found.find((file) => file !== undefined);
    if (first) return first;
  }
  return undefined;
}

/** The innermost workspace folder that holds a path. */
export function folderAround(
  path: string,
  workspaceFolders: readonly string[],
): string | undefined {
  return workspaceFolders
    .filter((folder) => isInside(path, folder))
    .sort((one, other) => other.length - one.length)[0];
}

async function asOnDisk(file: FoundFile, search: FileSearch): Promise<FoundFile | undefined> {
  const { files } = search;
  const path = search.caseInsensitive ? await spelledAsOnDisk(file, files) : file.path;
  if (path === undefined || (await files.stat(path).catch(() => undefined)) !== "file")
    return undefined;
  return (await leaves(path, files)) ? undefined : { path, workspaceFolder: file.workspaceFolder };
}

/** Where it cannot be told, a link is taken to leave the workspace. */
async function leaves(path: string, files: FileAccess): Promise<boolean> {
  try {
    return (await files.isSymlinkLeaving?.(path)) ?? false;
  } catch {
    return true;
  }
}

/** Walks down from the workspace folder, taking the exact name of each segment, else one that differs in case only. */
async function spelledAsOnDisk(
  { path, workspaceFolder }: FoundFile,
  files: FileAccess,
): Promise<string | undefined> {
  let at: string = workspaceFolder;
  for (const segment of path.slice(workspaceFolder.length).split("/").filter(Boolean)) {
    const names = await namesIn(at, files);
    const name = names.includes(segment)
      ? segment
      : names.find((other) => isSameName(other, segment));
    const next = name === undefined ? undefined : joined(at, name);
    if (next === undefined) return undefined;
    at = next;
  }
  return at;
}

async function namesIn(folder: string, files: FileAccess): Promise<readonly string[]> {
  return files.readDirectory(folder).catch(() => []);
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase().normalize("NFC") === other.toLowerCase().normalize("NFC");
}
