/** Absolute paths with `/` between segments, as in an editor's URIs. */

/** The path with `.`, `..` and empty segments folded, or `undefined` when it leaves the root or is no path. */
export function normalised(path: string): string | undefined {
  if (!path.startsWith("/") || path.includes("\0")) return undefined;
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return `/${segments.join("/")}`;
}

/** A path below a folder; `path` may be relative to it or, with a leading `/`, begin at it. */
export function joined(folder: string, path: string): string | undefined {
  return normalised(`${folder}/${path}`);
}

/** Like `joined`, but `undefined` when the path climbs out of the folder. */
export function joinedInside(folder: string, path: string): string | undefined {
  const whole = joined(folder, path);
  return whole !== undefined && isInside(whole, folder) ? whole : undefined;
}

/** Whether a normalised path is the folder itself or below it, segment by segment. */
export function isInside(path: string, folder: string): boolean {
  return folder === "/" || path === folder || path.startsWith(`${folder}/`);
}

/** The folder that holds a normalised path; `/` holds itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf("/")));
}

/** The folder and its parents up to and including `top`, nearest first; empty when it is not below `top`. */
export function upTo(folder: string, top: string): string[] {
  if (!isInside(folder, top)) return [];
  const folders = [folder];
  for (let at = folder; at !== top && at !== "/"; ) {
    at = parentOf(at);
    folders.push(at);
  }
  return folders;
}

/** A Windows path with a drive as a URI's path: `C:\a\b` is `/C:/a/b`; `undefined` for others. */
export function fromDrivePath(path: string): string | undefined {
  return /^[A-Za-z]:[\\/]/.test(path) ? `/${path.replaceAll("\\", "/")}` : undefined;
}
