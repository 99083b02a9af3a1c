/** Objects as files and prefixes as folders, to be read only. Knows no VS Code, and asks no person anything. */
import { Failure } from "../errors/failure.ts";
import { Refusal } from "../errors/refusal.ts";
import { sizeText } from "../labels/format.ts";
import { formatObjectUri } from "../oss/address.ts";
import type { ListedObject } from "../oss/calls/listObjects.ts";
import type { OssClient } from "../oss/client.ts";
import { folderPrefix, type ObjectRef, refKey } from "../oss/objectRef.ts";
import { SharedWork } from "../oss/sharedWork.ts";
import { ContentCache } from "./contentCache.ts";

export type FileStat =
  | {
      readonly kind: "file";
      /** Bytes. */
      readonly size: number;
      /** Milliseconds since 1970, UTC; 0 where OSS does not tell. */
      readonly mtime: number;
    }
  | { readonly kind: "folder" };

/** An object, or one of its versions. */
export interface FileRef extends ObjectRef {
  /** Absent for the current version. */
  readonly versionId?: string;
}

export interface Folder {
  /** By name, which has no slash and is neither `.` nor `..`. */
  readonly entries: ReadonlyMap<string, FileStat>;
  /** False where there is more than is read of one folder. */
  readonly isWhole: boolean;
}

export interface ObjectFilesOptions {
  readonly client: (account: string) => Promise<OssClient>;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** Entries that are read of one folder: five requests. The tree shows folders of any size, page by page. */
export const maxEntries = 5000;

/** Bytes of the largest object that is read as a file, since VS Code wants it whole and in memory. */
export const maxFileSize = 64 * 1024 * 1024;

const pageSize = 1000;

/** VS Code asks for the same facts several times when it opens a file. In milliseconds. */
const factsAreGoodFor = 2000;
const maxFacts = 20_000;

const cacheBounds = { total: 32 * 1024 * 1024, each: 16 * 1024 * 1024 };

/** All methods reject with a `Failure`. */
export class ObjectFiles {
  readonly #client: ObjectFilesOptions["client"];
  readonly #now: () => number;
  readonly #cache = new ContentCache(cacheBounds);
  readonly #facts = new Map<string, { readonly stat: FileStat; readonly at: number }>();
  readonly #asking = new SharedWork<FileStat>();
  readonly #reading = new SharedWork<Uint8Array>();

  constructor({ client, now = Date.now }: ObjectFilesOptions) {
    this.#client = client;
    this.#now = now;
  }

  /**
   * What there is by a name: the object with that key, else the folder that keys begin with. One HEAD, and a listing of
   * one key where there is no such object.
   */
  async stat(file: FileRef): Promise<FileStat> {
    const name = factsKey(file);
    const known = this.#facts.get(name);
    if (known && this.#now() - known.at < factsAreGoodFor) return known.stat;
    return this.#asking.run(name, undefined, undefined, async () => {
      const stat = await this.#ask(file);
      this.#learn(name, stat);
      return stat;
    });
  }

  /**
   * The first entries of a folder. A name that both an object and a folder have is the object's. Names that no path can
   * have are left out, such as the empty one in `a//b`.
   */
  async readFolder(folder: ObjectRef): Promise<Folder> {
    const client = await this.#client(folder.account);
    const prefix = folderPrefix(folder.key);
    const entries = new Map<string, FileStat>();
    let isThere = prefix === "";
    let token: string | undefined;
    for (let pages = 0; pages < maxEntries / pageSize; pages += 1) {
      const page = await client.listObjects(folder.bucket, {
        ...{ prefix, delimiter: "/", maxKeys: pageSize },
        continuationToken: token,
      });
      isThere ||= page.prefixes.length > 0 || page.objects.length > 0;
      const add = (name: string, stat: FileStat) => {
        if (isName(name)) entries.set(name, stat);
      };
      for (const below of page.prefixes) {
        const name = below.slice(prefix.length, -1);
        if (!entries.has(name)) add(name, { kind: "folder" });
      }
      for (const object of page.objects) add(object.key.slice(prefix.length), statOf(object));
      token = page.nextContinuationToken;
      if (token === undefined) break;
    }
    if (!isThere) throw noSuchFolder(folder);
    for (const [name, stat] of entries) {
      this.#learn(factsKey({ ...folder, key: prefix + name }), stat);
    }
    return { entries, isWhole: token === undefined };
  }

  /** The whole object. What was read before is not sent again while its ETag is the same. */
  async read(file: FileRef): Promise<Uint8Array> {
    return this.#reading.run(contentKey(file), undefined, undefined, () => this.#read(file));
  }

  /** Forgets what is kept: to be called when an account means another place by now. */
  forget(): void {
    this.#cache.clear();
    this.#facts.clear();
  }

  async #read(file: FileRef): Promise<Uint8Array> {
    const client = await this.#client(file.account);
    const name = contentKey(file);
    const kept = this.#cache.get(name);
    if (!kept) await this.#checkSize(file);
    const options = { maxBytes: maxFileSize, versionId: file.versionId };
    const content = kept
      ? await client.getObjectIfChanged(file, { ...options, etag: kept.etag })
      : await client.getObject(file, options);
    if (content === undefined) return kept?.bytes ?? new Uint8Array();
    this.#cache.forget(name);
    const { bytes, etag } = content;
    if (etag !== undefined) this.#cache.keep(name, { bytes, etag });
    return bytes;
  }

  async #checkSize(file: FileRef): Promise<void> {
    const stat = await this.stat(file);
    if (stat.kind === "file" && stat.size <= maxFileSize) return;
    const target = formatObjectUri(file);
    if (stat.kind === "folder") throw new Refusal("no-object-but-folder", { target });
    const sizes = { size: sizeText(stat.size), most: sizeText(maxFileSize) };
    throw new Refusal("too-large-to-open", { target, ...sizes });
  }

  async #ask(file: FileRef): Promise<FileStat> {
    const client = await this.#client(file.account);
    if (file.key === "") {
      await client.listObjects(file.bucket, { maxKeys: 1 });
      return { kind: "folder" };
    }
    if (file.key.endsWith("/")) return this.#askFolder(client, file, noSuchFolder(file));
    try {
      return statOf(await client.headObject(file, { versionId: file.versionId }));
    } catch (error) {
      if (file.versionId !== undefined) throw error;
      if (!(error instanceof Failure) || error.code !== "NoSuchKey") throw error;
      return this.#askFolder(client, file, error);
    }
  }

  /** @param otherwise thrown where there is no such folder */
  async #askFolder(client: OssClient, file: ObjectRef, otherwise: Failure): Promise<FileStat> {
    const prefix = folderPrefix(file.key);
    const { objects } = await client.listObjects(file.bucket, { prefix, maxKeys: 1 });
    if (objects.length === 0) throw otherwise;
    return { kind: "folder" };
  }

  #learn(name: string, stat: FileStat): void {
    if (this.#facts.size >= maxFacts) this.#facts.clear();
    this.#facts.set(name, { stat, at: this.#now() });
  }
}

/** One name for a folder with and without its slash. */
function factsKey(file: FileRef): string {
  return contentKey({ ...file, key: file.key.replace(/\/$/, "") });
}

function contentKey(file: FileRef): string {
  return `${refKey(file)}${file.versionId ?? ""}`;
}

function statOf({
  size,
  lastModified,
}: Pick<ListedObject, "size"> & { lastModified?: Date | undefined }): FileStat {
  return { kind: "file", size, mtime: lastModified?.getTime() ?? 0 };
}

function isName(name: string): boolean {
  return name !== "" && name !== "." && name !== ".." && !name.includes("/");
}

function noSuchFolder(folder: ObjectRef): Refusal {
  return new Refusal("no-such-folder", { target: formatObjectUri(folder) });
}
