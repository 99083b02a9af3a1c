/** What resolving needs of a file system; paths are absolute, normalised, with `/`. */

export interface FileAccess {
  /** What is at a path; `undefined` when nothing is or it cannot be told. Follows symbolic links. */
  stat(path: string): Promise<"file" | "directory" | undefined>;
  /** Rejects, or resolves to `undefined`, when there is no such file or it has more than `maxSize` bytes. */
  readText(path: string, maxSize: number): Promise<string | undefined>;
  /** Names in a folder; rejects, or resolves to nothing, when there is no such folder. */
  readDirectory(path: string): Promise<readonly string[]>;
  /** Whether a symbolic link on the way to `path` leads out of the workspace. */
  isSymlinkLeaving?(path: string): Promise<boolean> | boolean;
  /** Changes whenever the file does, such as its time of modification; `undefined` when there is no file. */
  version?(path: string): Promise<number | string | undefined>;
}
