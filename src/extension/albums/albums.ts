/** The albums of the settings, of every file that holds some: those of the workspace are shared with its repository. */
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { settingsSection } from "../settings.ts";
import {
  type Album,
  type AlbumEntry,
  type AlbumList,
  type AlbumPlace,
  readAlbumList,
  withAlbum,
  withChanged,
  withMoved,
  withoutAlbum,
  withRestored,
} from "./albumList.ts";

export class Albums implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#listener = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${settingsSection}.albums`)) this.#changed.fire();
    });
  }

  /** Every place that has albums, those of the workspace first. */
  lists(): AlbumList[] {
    const { workspaceValue, globalValue } = inspected(undefined);
    // In a workspace of one folder its settings are those of the workspace.
    const folders = vscode.workspace.workspaceFile ? (vscode.workspace.workspaceFolders ?? []) : [];
    return [
      readAlbumList({ kind: "workspace" }, workspaceValue),
      ...folders.map(({ uri }) =>
        readAlbumList(
          { kind: "folder", folder: uri.toString() },
          inspected(uri).workspaceFolderValue,
        ),
      ),
      readAlbumList({ kind: "user" }, globalValue),
    ].filter(({ entries, problem }) => entries.length > 0 || problem !== undefined);
  }

  /** Adds an album at the end of a place. Throws a `Refusal` where the albums there are no list. */
  async add(place: AlbumPlace, album: Album): Promise<void> {
    const written = writtenAt(place);
    if (written !== undefined && !Array.isArray(written)) {
      throw new Refusal("albums-not-changed", { reason: "no-list" });
    }
    await write(place, withAlbum(written, album));
  }

  async change(entry: AlbumEntry, change: Partial<Album>): Promise<void> {
    await writeOrRefuse(entry.place, withChanged(writtenAt(entry.place), entry, change));
  }

  async move(entry: AlbumEntry, by: -1 | 1): Promise<void> {
    await writeOrRefuse(entry.place, withMoved(writtenAt(entry.place), entry, by));
  }

  async remove(entry: AlbumEntry): Promise<void> {
    await writeOrRefuse(entry.place, withoutAlbum(writtenAt(entry.place), entry));
  }

  /** Puts back what `remove` took away. */
  async restore(entry: AlbumEntry): Promise<void> {
    await write(entry.place, withRestored(writtenAt(entry.place), entry));
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}

interface Written {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

function inspected(scope: vscode.Uri | undefined): Written {
  return vscode.workspace.getConfiguration(settingsSection, scope).inspect<unknown>("albums") ?? {};
}

function writtenAt(place: AlbumPlace): unknown {
  switch (place.kind) {
    case "user":
      return inspected(undefined).globalValue;
    case "workspace":
      return inspected(undefined).workspaceValue;
    case "folder":
      return inspected(vscode.Uri.parse(place.folder)).workspaceFolderValue;
  }
}

async function writeOrRefuse(place: AlbumPlace, list: unknown[] | undefined): Promise<void> {
  if (!list) throw new Refusal("albums-not-changed", { reason: "changed" });
  await write(place, list);
}

/** An empty list is taken out of the file. */
async function write(place: AlbumPlace, list: readonly unknown[]): Promise<void> {
  const { ConfigurationTarget } = vscode;
  const targets = {
    user: ConfigurationTarget.Global,
    workspace: ConfigurationTarget.Workspace,
    folder: ConfigurationTarget.WorkspaceFolder,
  };
  const scope = place.kind === "folder" ? vscode.Uri.parse(place.folder) : undefined;
  await vscode.workspace
    .getConfiguration(settingsSection, scope)
    .update("albums", list.length > 0 ? list : undefined, targets[place.kind]);
}
