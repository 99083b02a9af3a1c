/**
 * Small pictures on this disk, so that each is fetched once, whichever window shows it. Kept by account and fingerprint
 * up to a size; the least recently used leave. Nothing here ever fails a caller: a picture that cannot be read or kept
 * is fetched again.
 */
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ObjectVersion } from "../../labelIndex/storedDetection.ts";
import { type Picture, pictureType } from "./pictureBytes.ts";

/** Of all pictures together, in bytes. */
const defaultLimit = 200_000_000;
/** After it was too much, so much of the limit is kept: not every picture makes another one leave. */
const keptShare = 0.9;
/** After a window has written so much of the limit, it looks what others have written. */
const writtenShare = 0.1;
/** A picture that is shown again within this was used just now. In milliseconds. */
const usedWithin = 60 * 60 * 1000;
/** A file that was written half by a window that is gone. In milliseconds. */
const abandonedAfter = 10 * 60 * 1000;

interface KeptFile {
  readonly file: string;
  readonly size: number;
  /** When it was used last, in milliseconds since 1970. */
  readonly used: number;
}

export class ThumbnailFolder {
  readonly #folder: string;
  readonly #limit: number;
  /** Bytes that this window has written since it last looked at the whole folder. */
  #written = 0;
  /** Bytes of the whole folder when this window last looked; `undefined` before. */
  #size: number | undefined;
  #sweeping: Promise<void> | undefined;

  /** `limit` is in bytes. Other windows may use the folder at the same time. */
  constructor(folder: string, limit = defaultLimit) {
    this.#folder = folder;
    this.#limit = limit;
  }

  /** `undefined` where none of these very bytes is kept. `side` is the longest in pixels. */
  async get(version: ObjectVersion, side: number): Promise<Picture | undefined> {
    const file = this.#fileOf(version, side);
    if (file === undefined) return undefined;
    try {
      const bytes = await readFile(file);
      const type = pictureType(bytes);
      if (!type) return undefined;
      await markUsed(file);
      // A plain copy: VS Code posts nothing else to a webview as bytes.
      return { bytes: new Uint8Array(bytes), type };
    } catch {
      return undefined;
    }
  }

  /** An object without fingerprint is not kept: its picture could be that of other bytes. */
  async set(version: ObjectVersion, side: number, { bytes }: Picture): Promise<void> {
    const file = this.#fileOf(version, side);
    if (file === undefined || bytes.length > this.#limit * writtenShare) return;
    const unfinished = `${file}.${randomBytes(6).toString("hex")}.tmp`;
    try {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(unfinished, bytes);
      // Other windows see all of it or nothing.
      await rename(unfinished, file);
      this.#written += bytes.length;
      await this.#keepSmall();
    } catch {
      await rm(unfinished, { force: true }).catch(() => undefined);
    }
  }

  async renameAccount(from: string, to: string): Promise<void> {
    await this.forgetAccount(to);
    await rename(this.#accountFolder(from), this.#accountFolder(to)).catch(() => undefined);
  }

  async forgetAccount(account: string): Promise<void> {
    await rm(this.#accountFolder(account), { recursive: true, force: true }).catch(() => undefined);
  }

  #accountFolder(account: string): string {
    return path.join(this.#folder, digest(account).slice(0, 16));
  }

  #fileOf(version: ObjectVersion, side: number): string | undefined {
    const { account, etag, crc64, size } = version;
    if (etag === undefined && crc64 === undefined) return undefined;
    // A listing tells the ETag alone, so the checksum only stands in where there is none.
    const bytes = etag === undefined ? ["crc64", crc64] : ["etag", etag.replaceAll('"', ""), size];
    return path.join(this.#accountFolder(account), `${digest(JSON.stringify(bytes))}-${side}`);
  }

  async #keepSmall(): Promise<void> {
    const isFew = this.#written < this.#limit * writtenShare;
    if (isFew && this.#size !== undefined && this.#size + this.#written <= this.#limit) return;
    this.#sweeping ??= this.#sweep().finally(() => {
      this.#sweeping = undefined;
    });
    await this.#sweeping;
  }

  /** Looks at all files, since other windows write, too. */
  async #sweep(): Promise<void> {
    const files = await filesBelow(this.#folder);
    this.#written = 0;
    this.#size = files.reduce((sum, { size }) => sum + size, 0);
    if (this.#size <= this.#limit) return;
    files.sort((a, b) => a.used - b.used);
    for (const { file, size } of files) {
      if (this.#size <= this.#limit * keptShare) return;
      await rm(file, { force: true });
      this.#size -= size;
    }
  }
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function markUsed(file: string): Promise<void> {
  const now = Date.now();
  const { mtimeMs } = await stat(file);
  if (now - mtimeMs > usedWithin) await utimes(file, now / 1000, now / 1000);
}

async function filesBelow(folder: string): Promise<KeptFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: KeptFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    // Another window may have taken it away meanwhile.
    const found = await stat(file).catch(() => undefined);
    if (!found) continue;
    if (file.endsWith(".tmp")) {
      if (Date.now() - found.mtimeMs > abandonedAfter) await rm(file, { force: true });
      continue;
    }
    files.push({ file, size: found.size, used: found.mtimeMs });
  }
  return files;
}
