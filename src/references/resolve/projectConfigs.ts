/** What a project's configuration files say: `paths` and `baseUrl` of tsconfig.json and jsconfig.json. */
import { isInside, joined, normalised, parentOf, upTo } from "./absolutePath.ts";
import type { FileAccess } from "./fileAccess.ts";

interface Entry {
  readonly version: number | string | undefined;
  readonly value: Promise<unknown>;
}

const maxConfigLength = 1_000_000;
const maxEntries = 500;

/** Keeps what it has read as long as the file access tells the same version of the file. */
export class ProjectConfigs {
  readonly #files: FileAccess;
  readonly #entries = new Map<string, Entry>();

  constructor(files: FileAccess) {
    this.#files = files;
  }

  /** The content of a JSON file; `undefined` when there is none or it cannot be read as JSON. */
  async json(path: string): Promise<unknown> {
    const version = await this.#files.version?.(path).catch(() => undefined);
    const known = this.#entries.get(path);
    if (known && known.version === version) return known.value;
    if (this.#entries.size >= maxEntries) this.#entries.clear();
    const value = this.#read(path);
    this.#entries.set(path, { version, value });
    return value;
  }

  async #read(path: string): Promise<unknown> {
    try {
      if (await this.#files.isSymlinkLeaving?.(path)) return undefined;
      const text = await this.#files.readText(path);
      return text === undefined || text.length > maxConfigLength
        ? undefined
        : parseTolerantJson(text);
    } catch {
      return undefined; // There is no such file, which is what was to be found out.
    }
  }
}

/** The value, or `undefined` when the text is no JSON even so. */
export function parseTolerantJson(text: string): unknown {
  try {
    return JSON.parse(withoutTrailingCommas(withoutComments(text.replace(/^\ufeff/, ""))));
  } catch {
    return undefined;
  }
}

// An unclosed string reaches the line's end, so that nothing is read twice.
const stringOrComment = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
const stringOrComma = /"(?:[^"\\\n]|\\.)*"?|,(?=\s*[\]}])/g;

function withoutComments(text: string): string {
  return text.replace(stringOrComment, (match) => (match.startsWith('"') ? match : " "));
}

function withoutTrailingCommas(text: string): string {
  return text.replace(stringOrComma, (match) => (match.startsWith('"') ? match : ""));
}

interface CompilerPaths {
  /** Absolute. */
  readonly baseUrl?: string;
  readonly paths?: Readonly<Record<string, readonly string[]>>;
  /** The folder of the file that declares `paths`, to which they are relative without a `baseUrl`. */
  readonly pathsFolder?: string;
}

const configDir = /^\$\{configDir\}/;
const maxExtends = 12;
const maxConfigs = 60;

/** The absolute paths that a name which is not relative may have, by the nearest configuration above `folder`. */
export async function tsconfigPaths(
  name: string,
  folder: string,
  workspaceFolder: string,
  configs: ProjectConfigs,
): Promise<string[]> {
  if (/^\.{0,2}\//.test(name)) return [];
  for (const above of upTo(folder, workspaceFolder)) {
    for (const file of ["tsconfig.json", "jsconfig.json"]) {
      const reader = new ConfigReader(workspaceFolder, configs, above);
      const found = await reader.read(`${above}/${file}`);
      if (found.length > 0) return found.flatMap((config) => namesIn(config, name));
    }
  }
  return [];
}

function namesIn({ baseUrl, paths, pathsFolder }: CompilerPaths, name: string): string[] {
  const base = baseUrl ?? pathsFolder;
  const targets =
    base && paths ? matching(paths, name).map((target) => absolute(base, target)) : [];
  const direct = baseUrl ? joined(baseUrl, name) : undefined;
  return [...targets, direct].filter((path) => path !== undefined);
}

/** The targets of the best pattern: an exact one, else that with the longest text before its `*`. */
function matching(paths: Readonly<Record<string, readonly string[]>>, name: string): string[] {
  if (Object.hasOwn(paths, name)) return [...(paths[name] ?? [])];
  let best: { pattern: string; rest: string } | undefined;
  let bestLength = -1;
  for (const pattern of Object.keys(paths)) {
    const star = pattern.indexOf("*");
    if (star <= bestLength || star < 0) continue;
    const [before, behind] = [pattern.slice(0, star), pattern.slice(star + 1)];
    if (name.length < before.length + behind.length) continue;
    if (!name.startsWith(before) || !name.endsWith(behind)) continue;
    best = { pattern, rest: name.slice(before.length, name.length - behind.length) };
    bestLength = star;
  }
  const { pattern, rest } = best ?? {};
  if (pattern === undefined || rest === undefined) return [];
  return (paths[pattern] ?? []).map((target) => target.replace("*", () => rest));
}

function absolute(folder: string, path: string): string | undefined {
  return path.startsWith("/") ? normalised(path) : joined(folder, path);
}

/** Reads one configuration and what it extends; never outside the workspace folder. */
class ConfigReader {
  /** The files on the way here: one that extends itself is not read again. */
  readonly #candidate = new Set<string>();
  #read = 0;
  readonly #workspaceFolder: string;
  readonly #configs: ProjectConfigs;
  /** What `${configDir}` stands for. */
  readonly #folder: string;

  constructor(workspaceFolder: string, configs: ProjectConfigs, folder: string) {
    this.#workspaceFolder = workspaceFolder;
    this.#configs = configs;
    this.#folder = folder;
  }

  /** The configuration's own paths, else those of the projects it refers to; empty when there is no such file. */
  async read(path: string): Promise<CompilerPaths[]> {
    const own = await this.#extended(path, 0);
    if (!own) return [];
    if (own.paths || own.baseUrl) return [own];
    const config = record(await this.#configs.json(path));
    const found: CompilerPaths[] = [own];
    for (const reference of list(config?.["references"])) {
      const target = record(reference)?.["path"];
      const file =
        typeof target === "string" ? await this.#referenced(parentOf(path), target) : undefined;
      if (file) found.push(file);
    }
    return found;
  }

  async #referenced(folder: string, target: string): Promise<CompilerPaths | undefined> {
    const path = absolute(folder, target);
    if (path === undefined) return undefined;
    return this.#extended(path.endsWith(".json") ? path : `${path}/tsconfig.json`, 0);
  }

  async #extended(path: string, depth: number): Promise<CompilerPaths | undefined> {
    if (depth > maxExtends || this.#read >= maxConfigs) return undefined;
    if (this.#candidate.has(path) || !isInside(path, this.#workspaceFolder)) return undefined;
    this.#read++;
    this.#candidate.add(path);
    const config = record(await this.#configs.json(path));
    if (!config) return undefined;
    let inherited: CompilerPaths = {};
    for (const base of list(config["extends"])) {
      if (typeof base !== "string") continue;
      inherited = { ...inherited, ...(await this.#base(parentOf(path), base, depth + 1)) };
    }
    this.#candidate.delete(path);
    return { ...inherited, ...this.#own(config, parentOf(path)) };
  }

  #own(config: Readonly<Record<string, unknown>>, folder: string): CompilerPaths {
    const options = record(config["compilerOptions"]);
    const baseUrl = options?.["baseUrl"];
    const paths = record(options?.["paths"]);
    const base =
      typeof baseUrl === "string" ? absolute(folder, this.#filledIn(baseUrl)) : undefined;
    return {
      ...(base !== undefined && { baseUrl: base }),
      ...(paths && { paths: this.#targets(paths), pathsFolder: folder }),
    };
  }

  #targets(paths: Readonly<Record<string, unknown>>): Record<string, readonly string[]> {
    return Object.fromEntries(
      Object.entries(paths).map(([pattern, targets]) => [
        pattern,
        list(targets)
          .filter((target) => typeof target === "string")
          .map((target) => this.#filledIn(target)),
      ]),
    );
  }

  #filledIn(path: string): string {
    return path.replace(configDir, () => this.#folder);
  }

  /** What `extends` names: a file, with or without `.json`, or a package inside the workspace. */
  async #base(folder: string, name: string, depth: number): Promise<CompilerPaths | undefined> {
    const isFile = /^(?:\.{0,2}\/|\.{1,2}$)/.test(name) || configDir.test(name);
    const folders = isFile
      ? [folder]
      : upTo(folder, this.#workspaceFolder).map((above) => `${above}/node_modules`);
    for (const below of folders) {
      const path = absolute(below, this.#filledIn(name));
      if (path === undefined) continue;
      for (const file of path.endsWith(".json")
        ? [path]
        : [`${path}.json`, `${path}/tsconfig.json`]) {
        const found = await this.#extended(file, depth);
        if (found) return found;
      }
    }
    return undefined;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** A list, of one when it is no list. */
function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
