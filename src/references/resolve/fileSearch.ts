/** Which of several paths is an image in the workspace, and how the disk spells it. */
import { imageExtension } from "../imageExtension.ts";
import type { Abortable } from "../textSource.ts";
import { isInside, joined, parentOf } from "./absolutePath.ts";
import type { FileAccess } from "./fileAccess.ts";

export interface FileSearchOptions {
  readonly files: FileAccess;
  /** Normalised. Nothing outside of them is asked for. */
  readonly workspaceFolders: readonly string[];
  /** Names match whatever their case; the disk's spelling is what is found. */
  readonly caseInsensitive: boolean;
  /** Which files may stand in for a missing one: React Native's `a@2x.png`, Flutter's `2.0x/a.png`. */
  readonly variants?: "react-native" | "flutter" | undefined;
  readonly signal?: Abortable | undefined;
}

export interface FoundFile {
  readonly path: string;
  readonly workspaceFolder: string;
}

/** Paths asked for at the same time: remote file systems answer one by one slowly. */
const atOnce = 8;
/** Paths asked for per reference at most, whatever settings and documents say. */
const maxAsked = 2000;
const maxNamesOfFolder = 20_000;
const notAscii = /[^ -~]/;

/** Looks for the file of one reference, and remembers the folders that it listed on the way. */
export class FileSearch {
  readonly #options: FileSearchOptions;
  readonly #names = new Map<string, Promise<ReadonlySet<string>>>();
  /** The names of folders that are wholly known. */
  readonly #listed = new Map<string, ReadonlySet<string>>();
  #asked = 0;

  constructor(options: FileSearchOptions) {
    this.#options = options;
  }

  /** The names in a folder; empty when there is none or it is outside the workspace folders. */
  async names(folder: string): Promise<ReadonlySet<string>> {
    if (folderAround(folder, this.#options.workspaceFolders) === undefined) return new Set();
    const known = this.#names.get(folder) ?? this.#readNames(folder);
    this.#names.set(folder, known);
    return known;
  }

  async #readNames(folder: string): Promise<ReadonlySet<string>> {
    const names = await this.#options.files.readDirectory(folder).catch(() => undefined);
    const known = new Set(names?.slice(0, maxNamesOfFolder));
    if (names && names.length <= maxNamesOfFolder) this.#listed.set(folder, known);
    return known;
  }

  /**
   * The first of some paths that is there: the file, or "other" when it is no image's. Nothing after an abort, and
   * after too many questions for one reference.
   */
  async first(paths: readonly string[]): Promise<FoundFile | "other" | undefined> {
    const inside = paths
      .flatMap((path) => this.#placed(path))
      .filter(({ path }) => !this.#isKnownMissing(path));
    for (let next = 0; next < inside.length; next += atOnce) {
      const batch = inside.slice(next, next + atOnce);
      this.#asked += batch.length;
      if (this.#options.signal?.aborted || this.#asked > maxAsked) return undefined;
      const found = await Promise.all(batch.map((candidate) => this.#asOnDisk(candidate)));
      const first = found.find((file) => file !== undefined);
      if (first) return imageExtension(first.path) === undefined ? "other" : first;
    }
    return undefined;
  }

  /** Whether a folder on the way has been listed and does not hold the next name. */
  #isKnownMissing(path: string): boolean {
    const { caseInsensitive, variants } = this.#options;
    if (caseInsensitive || notAscii.test(path)) return false;
    let below = path;
    for (let folder = parentOf(path); folder !== below; below = folder, folder = parentOf(folder)) {
      const names = this.#listed.get(folder);
      const name = below.slice(below.lastIndexOf("/") + 1);
      if (names) return !names.has(name) && (variants === undefined || below !== path);
    }
    return false;
  }

  /** With the drive's letter in the workspace folder's case; nothing for a path outside. */
  #placed(path: string): FoundFile[] {
    for (const spelling of [path, otherDriveCase(path)]) {
      const workspaceFolder = folderAround(spelling, this.#options.workspaceFolders);
      if (workspaceFolder !== undefined) return [{ path: spelling, workspaceFolder }];
    }
    return [];
  }

  async #asOnDisk(file: FoundFile): Promise<FoundFile | undefined> {
    const { caseInsensitive, variants } = this.#options;
    const { workspaceFolder } = file;
    const exact = caseInsensitive ? undefined : await this.#existing(file.path);
    const path =
      exact ??
      (caseInsensitive || notAscii.test(file.path)
        ? await this.#spelledAsOnDisk(file)
        : undefined) ??
      (variants && (await this.#variantOf(file.path, variants)));
    return path === undefined ? undefined : { path, workspaceFolder };
  }

  /** The path when a file is there that is in the workspace. */
  async #existing(path: string): Promise<string | undefined> {
    const { files } = this.#options;
    if ((await files.stat(path).catch(() => undefined)) !== "file") return undefined;
    return (await leaves(path, files)) ? undefined : path;
  }

  /** Walks down from the workspace folder, taking the exact name of each segment, else one that is spelled alike. */
  async #spelledAsOnDisk({ path, workspaceFolder }: FoundFile): Promise<string | undefined> {
    let at: string = workspaceFolder;
    for (const segment of path.slice(workspaceFolder.length).split("/").filter(Boolean)) {
      const names = await this.names(at);
      const name = names.has(segment) ? segment : this.#sameName(names, segment);
      const next = name === undefined ? undefined : joined(at, name);
      if (next === undefined) return undefined;
      at = next;
    }
    return this.#existing(at);
  }

  #sameName(names: ReadonlySet<string>, wanted: string): string | undefined {
    const spelling = (name: string): string =>
      (this.#options.caseInsensitive ? name.toLowerCase() : name).normalize("NFC");
    const same = spelling(wanted);
    return [...names].find((name) => spelling(name) === same);
  }

  async #variantOf(path: string, kind: "react-native" | "flutter"): Promise<string | undefined> {
    const folder = parentOf(path);
    const name = path.slice(path.lastIndexOf("/") + 1);
    const names = await this.names(folder);
    if (kind === "react-native") {
      const variant = densityOf(names, name);
      return variant === undefined ? undefined : this.#existing(`${folder}/${variant}`);
    }
    for (const density of [...names].filter((each) => /^\d(?:\.\d{1,2})?x$/.test(each)).sort()) {
      const found = await this.#existing(`${folder}/${density}/${name}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The only file of a name below a folder; `undefined` when there is none or several, or too many folders. */
  async anywhere(name: string, top: string): Promise<FoundFile | undefined> {
    const found: string[] = [];
    let folders = [top];
    for (let read = 0; folders.length > 0; read += folders.length) {
      if (read + folders.length > maxFolders || this.#options.signal?.aborted) return undefined;
      const below = await Promise.all(folders.map((folder) => this.#lookInto(folder, name, found)));
      if (found.length > 1) return undefined;
      folders = below.flat();
    }
    const path = found[0] === undefined ? undefined : await this.#existing(found[0]);
    return path === undefined ? undefined : this.#placed(path)[0];
  }

  /** Adds the file of that name to `found`, and answers with what may be folders. */
  async #lookInto(folder: string, name: string, found: string[]): Promise<string[]> {
    const names = await this.names(folder);
    const prefix = folder === "/" ? "/" : `${folder}/`;
    const own = names.has(name) ? name : this.#sameName(names, name);
    if (own !== undefined) found.push(prefix + own);
    return [...names].filter(mayBeFolder).map((each) => prefix + each);
  }
}

const maxFolders = 3000;

/** Whether a name may be that of a folder with a person's own files; listing every name would cost too much. */
function mayBeFolder(name: string): boolean {
  return name !== "node_modules" && !name.startsWith(".") && !/\.[a-z][a-z\d]{0,5}$/i.test(name);
}

const densityAndPlatform =
  /^(?:@(\d(?:\.\d{1,2})?)x)?(\.(?:ios|android|native|web|windows|macos))?$/;

/** `a@2x.png`, `a.ios.png` or `a@3x.android.png` for `a.png`: those of every platform first, then by density. */
function densityOf(names: ReadonlySet<string>, name: string): string | undefined {
  const dot = name.lastIndexOf(".");
  const [base, extension] = [name.slice(0, dot), name.slice(dot)];
  const variants = [...names].sort().flatMap((each) => {
    if (dot <= 0 || !each.startsWith(base) || !each.endsWith(extension)) return [];
    const match = densityAndPlatform.exec(each.slice(base.length, -extension.length));
    return match ? [{ each, rank: Number(match[1] ?? 1) + (match[2] ? 100 : 0) }] : [];
  });
  return variants.sort((one, other) => one.rank - other.rank)[0]?.each;
}

/** Where it cannot be told, a link is taken to leave the workspace. */
async function leaves(path: string, files: FileAccess): Promise<boolean> {
  try {
    return (await files.isSymlinkLeaving?.(path)) ?? false;
  } catch {
    return true;
  }
}

/** `/C:/a` for `/c:/a` and the other way round; other paths as they are. */
function otherDriveCase(path: string): string {
  const letter = /^\/([A-Za-z]):\//.exec(path)?.[1];
  if (letter === undefined) return path;
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return `/${other}${path.slice(2)}`;
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
