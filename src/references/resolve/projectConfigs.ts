/** Configuration files of the workspace as JSON, read again when they have changed. */
import type { FileAccess } from "./fileAccess.ts";
import { parseTolerantJson } from "./tolerantJson.ts";

interface Entry {
  readonly version: number | string | undefined;
  readonly value: Promise<unknown>;
}

const maxConfigLength = 1_000_000;
const maxEntries = 500;

/**
 * Keeps what it has read. Where the file access tells versions, a changed file is noticed by itself; elsewhere
 * call `invalidate` when a file is written, made or deleted.
 */
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

  /** Forgets one file, or all. */
  invalidate(path?: string): void {
    if (path === undefined) this.#entries.clear();
    else this.#entries.delete(path);
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
