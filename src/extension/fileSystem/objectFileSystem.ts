/**
 * `oss:` files, as VS Code reads them. Nothing is asked of a person here, and nothing is written. In a workspace that is
 * not trusted only those objects are read that the person opened from our views, since its folders and links may name
 * any bucket.
 */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Failure } from "../../errors/failure.ts";
import { Refusal } from "../../errors/refusal.ts";
import { grouped } from "../../labels/format.ts";
import { wordsFor } from "../../messages/explain.ts";
import { formatObjectUri } from "../../oss/address.ts";
import type { OssClient } from "../../oss/client.ts";
import { OssError } from "../../oss/error.ts";
import { type ObjectRef, refKey } from "../../oss/objectRef.ts";
import { fileScheme } from "../../ossFiles/fileUri.ts";
import {
  type FileRef,
  type FileStat,
  maxEntries,
  ObjectFiles,
} from "../../ossFiles/objectFiles.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { Log } from "../log.ts";
import { logError } from "../present.ts";
import type { Ui } from "../ui.ts";
import type { FileUris } from "./fileUris.ts";

export interface ObjectFileSystemServices {
  readonly uris: FileUris;
  readonly accounts: Pick<Accounts, "onDidChange">;
  readonly client: (account: string) => Promise<OssClient>;
  /** Is told which files may be other ones by now. */
  readonly changed: vscode.EventEmitter<vscode.FileChangeEvent[]>;
  readonly ui: Ui;
  readonly log: Log;
}

/** All methods reject with a `FileSystemError` whose message is for people. */
export class ObjectFileSystem implements vscode.Disposable {
  readonly #services: ObjectFileSystemServices;
  readonly #files: ObjectFiles;
  readonly #listeners: readonly vscode.Disposable[];
  /** Objects that the person opened from our views, in this window. */
  readonly #opened = new Set<string>();
  /** Folders of which the person was told that they are longer than what is shown. */
  readonly #told = new Set<string>();

  constructor(services: ObjectFileSystemServices) {
    this.#services = services;
    this.#files = new ObjectFiles({ client: services.client });
    this.#listeners = [
      services.accounts.onDidChange(() => this.#files.forget()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#foldersChanged()),
    ];
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return this.#answering(uri, async (file) => vscodeStat(await this.#files.stat(file)));
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return this.#answering(uri, async (folder) => {
      const { entries, isWhole } = await this.#files.readFolder(folder);
      if (!isWhole) this.#tellOfTheRest(folder);
      return [...entries].map(([name, stat]) => [name, vscodeStat(stat).type]);
    });
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.#answering(uri, (file) => this.#files.read(file));
  }

  /** Rejects always. */
  async write(): Promise<never> {
    throw vscode.FileSystemError.NoPermissions(wordsFor(new Refusal("objects-not-writable", {})));
  }

  /** The URI of an object that the person wants to see, also in a workspace that is not trusted. */
  openedByPerson(object: ObjectRef): vscode.Uri {
    this.#opened.add(refKey(object));
    return this.#services.uris.uriOf(object);
  }

  /** The same of an older version. */
  versionOpenedByPerson(object: ObjectRef, versionId: string): vscode.Uri {
    this.#opened.add(refKey(object));
    return this.#services.uris.versionUriOf(object, versionId);
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
  }

  async #answering<T>(uri: vscode.Uri, work: (file: FileRef) => Promise<T>): Promise<T> {
    try {
      const file = this.#services.uris.refOf(uri);
      if (!vscode.workspace.isTrusted && !this.#opened.has(refKey(file))) {
        throw new Refusal("workspace-not-trusted", { target: formatObjectUri(file) });
      }
      return await work(file);
    } catch (error) {
      const shown = fileSystemError(error);
      // VS Code looks for a great many files that need not be there.
      if (shown.code !== "FileNotFound") logError(error, this.#services.log);
      throw shown;
    }
  }

  /** VS Code has no place in a folder for this, and half a folder must not pass for all of it. */
  #tellOfTheRest(folder: ObjectRef): void {
    const name = refKey(folder);
    if (this.#told.has(name)) return;
    this.#told.add(name);
    const target = formatObjectUri(folder);
    const count = grouped(maxEntries);
    const text = t(
      "Only the first {count} entries of {target} are shown as files. The view OSS Images shows all of them, page by page.",
      { count, target },
    );
    const show = t("Show the View");
    void this.#services.ui.tell({ text, buttons: [show] }).then((answer) => {
      if (answer === show) void vscode.commands.executeCommand("ossImageLabels.buckets.focus");
    });
  }

  #foldersChanged(): void {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const ours = folders.filter(({ uri }) => uri.scheme === fileScheme);
    const type = vscode.FileChangeType.Changed;
    this.#services.changed.fire(ours.map(({ uri }) => ({ type, uri })));
  }
}

function vscodeStat(stat: FileStat): vscode.FileStat {
  if (stat.kind === "folder")
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  const { mtime, size } = stat;
  return { type: vscode.FileType.File, ctime: mtime, mtime, size };
}

const missing: ReadonlySet<string> = new Set([
  "NoSuchKey",
  "NoSuchVersion",
  "NoSuchBucket",
  "SymlinkTargetNotExist",
  "no-such-folder",
]);
const forbidden: ReadonlySet<string> = new Set([
  "workspace-not-trusted",
  "too-large-to-open",
  "objects-not-writable",
]);

function fileSystemError(error: unknown): vscode.FileSystemError {
  const { FileSystemError } = vscode;
  const text = wordsFor(error);
  if (!(error instanceof Failure)) return FileSystemError.Unavailable(text);
  if (missing.has(error.code)) return FileSystemError.FileNotFound(text);
  if (error.code === "no-object-but-folder") return FileSystemError.FileIsADirectory(text);
  // An archived object is refused with the same status, but no right would help.
  const isDenied = error instanceof OssError && error.status === 403;
  if (forbidden.has(error.code) || (isDenied && error.code !== "InvalidObjectState")) {
    return FileSystemError.NoPermissions(text);
  }
  return FileSystemError.Unavailable(text);
}
