/** What configuration files say that names stand for: `paths` of tsconfig.json, `imports` of package.json. */
import { isInside, joined, normalised, parentOf, upTo } from "./absolutePath.ts";
import type { FileAccess } from "./fileAccess.ts";

interface Entry {
  readonly version: number | string | undefined;
  readonly text: Promise<string | undefined>;
  json?: Promise<unknown>;
}

/** Bytes of a configuration file at most; a larger one is not read. */
const maxConfigSize = 200_000;
const maxEntries = 500;
/** Code units kept of all files together. */
const maxKept = 8_000_000;

/** Keeps what it has read as long as the file access tells the same version of the file. */
export class ProjectConfigs {
  readonly #files: FileAccess;
  readonly #entries = new Map<string, Entry>();
  #kept = 0;

  constructor(files: FileAccess) {
    this.#files = files;
  }

  /** The content of a file; `undefined` when there is none or it cannot be read. */
  async text(path: string): Promise<string | undefined> {
    return (await this.#entry(path)).text;
  }

  /** The content of a JSON file; `undefined` when there is none or it cannot be read as JSON. */
  async json(path: string): Promise<unknown> {
    const entry = await this.#entry(path);
    entry.json ??= entry.text.then((text) =>
      text === undefined ? undefined : parseTolerantJson(text),
    );
    return entry.json;
  }

  async #entry(path: string): Promise<Entry> {
    const version = await this.#files.version?.(path).catch(() => undefined);
    const known = this.#entries.get(path);
    if (known && known.version === version) return known;
    if (this.#entries.size >= maxEntries || this.#kept > maxKept) {
      this.#entries.clear();
      this.#kept = 0;
    }
    const isMissing = this.#files.version !== undefined && version === undefined;
    const text = isMissing ? Promise.resolve(undefined) : this.#read(path);
    const entry: Entry = { version, text };
    this.#entries.set(path, entry);
    return entry;
  }

  async #read(path: string): Promise<string | undefined> {
    try {
      if (await this.#files.isSymlinkLeaving?.(path)) return undefined;
      const text = await this.#files.readText(path, maxConfigSize);
      if (text === undefined || text.length > maxConfigSize) return undefined;
      this.#kept += text.length;
      return text;
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
const maxConditions = 4;
const maxTargets = 10;

/** What a configuration says that a name stands for. */
export interface ConfiguredPaths {
  /** Absolute paths, by `paths` or `imports`. */
  readonly mapped: readonly string[];
  /** A pattern that is about such names alone: the name means one of `mapped` or nothing. */
  readonly isDecisive: boolean;
  /** Below `baseUrl`. */
  readonly direct: readonly string[];
}

const saysNothing: ConfiguredPaths = { mapped: [], isDecisive: false, direct: [] };

/** What the nearest tsconfig.json or jsconfig.json above `folder` says of a name that is not relative. */
export async function tsconfigPaths(
  name: string,
  folder: string,
  workspaceFolder: string,
  configs: ProjectConfigs,
): Promise<ConfiguredPaths> {
  if (/^\.{1,2}\//.test(name)) return saysNothing;
  for (const above of upTo(folder, workspaceFolder)) {
    for (const file of ["tsconfig.json", "jsconfig.json"]) {
      const reader = new ConfigReader(workspaceFolder, configs, above);
      const found = await reader.read(`${above}/${file}`);
      if (found.length > 0) return joinedPaths(found.map((config) => pathsIn(config, name)));
    }
  }
  return saysNothing;
}

function joinedPaths(all: readonly ConfiguredPaths[]): ConfiguredPaths {
  return {
    mapped: all.flatMap(({ mapped }) => mapped),
    isDecisive: all.some(({ isDecisive }) => isDecisive),
    direct: all.flatMap(({ direct }) => direct),
  };
}

function pathsIn({ baseUrl, paths, pathsFolder }: CompilerPaths, name: string): ConfiguredPaths {
  const base = baseUrl ?? pathsFolder;
  const match = paths && matching(Object.keys(paths), name);
  const targets = match ? (paths?.[match.pattern] ?? []) : [];
  const mapped = targets.map((target) =>
    base === undefined ? undefined : absolute(base, filled(target, match?.rest)),
  );
  const direct = baseUrl && !name.startsWith("/") ? joined(baseUrl, name) : undefined;
  return {
    mapped: mapped.filter((path) => path !== undefined),
    isDecisive: match !== undefined && match.pattern !== "*",
    direct: direct === undefined ? [] : [direct],
  };
}

/**
 * What `imports` of the nearest package.json say of a name that begins with `#`, in any of their conditions.
 * (Node.js documentation, "Subpath imports".)
 */
export async function packageImports(
  name: string,
  packageFolder: string,
  configs: ProjectConfigs,
): Promise<readonly string[]> {
  const config = record(await configs.json(`${packageFolder}/package.json`));
  const imports = record(config?.["imports"]);
  const match = imports && matching(Object.keys(imports), name);
  if (!match) return [];
  return targetsOf(imports[match.pattern], 0)
    .map((target) => filled(target, match.rest))
    .map((target) =>
      joined(packageFolder, target.startsWith(".") ? target : `node_modules/${target}`),
    )
    .filter((path) => path !== undefined);
}

/** The targets of a list or of every condition, but not of TypeScript's own. */
function targetsOf(value: unknown, depth: number): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || depth > maxConditions) return [];
  return Object.entries(value)
    .filter(([condition]) => condition !== "types")
    .slice(0, maxTargets)
    .flatMap(([, each]) => targetsOf(each, depth + 1));
}

function filled(target: string, rest: string | undefined): string {
  return rest === undefined ? target : target.replaceAll("*", () => rest);
}

/** The best of some patterns for a name: an exact one, else that with the longest text before its `*`. */
function matching(
  patterns: readonly string[],
  name: string,
): { readonly pattern: string; readonly rest?: string } | undefined {
  if (patterns.includes(name)) return { pattern: name };
  let best: { pattern: string; rest: string } | undefined;
  let bestLength = -1;
  for (const pattern of patterns) {
    const star = pattern.indexOf("*");
    if (star <= bestLength || star < 0) continue;
    const [before, behind] = [pattern.slice(0, star), pattern.slice(star + 1)];
    if (name.length < before.length + behind.length) continue;
    if (!name.startsWith(before) || !name.endsWith(behind)) continue;
    best = { pattern, rest: name.slice(before.length, name.length - behind.length) };
    bestLength = star;
  }
  return best;
}

function absolute(folder: string, path: string): string | undefined {
  return path.startsWith("/") ? normalised(path) : joined(folder, path);
}

/** Reads one configuration and what it extends; never outside the workspace folder. */
class ConfigReader {
  /** The files on the way here: one that extends itself is not read again. */
  readonly #visiting = new Set<string>();
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
    if (this.#visiting.has(path) || !isInside(path, this.#workspaceFolder)) return undefined;
    this.#read++;
    this.#visiting.add(path);
    const config = record(await this.#configs.json(path));
    if (!config) return undefined;
    let inherited: CompilerPaths = {};
    for (const base of list(config["extends"])) {
      if (typeof base !== "string") continue;
      inherited = { ...inherited, ...(await this.#base(parentOf(path), base, depth + 1)) };
    }
    this.#visiting.delete(path);
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
