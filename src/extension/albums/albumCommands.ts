/** Saving, renaming, editing, ordering, removing and opening albums. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import type { AskQuery } from "../askQuery.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import type { Log } from "../log.ts";
import { present } from "../present.ts";
import type { Ui } from "../ui.ts";
import { type Album, type AlbumEntry, type AlbumPlace, placeText, samePlace } from "./albumList.ts";
import type { AlbumTreeNode, ImagesNode } from "./albumNodes.ts";
import type { Albums } from "./albums.ts";
import type { AlbumTree } from "./albumTree.ts";
import { queryOfArgument } from "./queryText.ts";

export interface AlbumCommandServices {
  readonly albums: Albums;
  readonly tree: Pick<AlbumTree, "more">;
  readonly view: vscode.TreeView<AlbumTreeNode>;
  /** Opens the gallery on a query. */
  readonly openSearch: (query: string) => unknown;
  readonly askQuery: AskQuery;
  /** What the open search view looks for; `undefined` without one. */
  readonly searched: () => string | undefined;
  readonly ui: Ui;
  readonly log: Log;
}

export function albumCommands(services: AlbumCommandServices) {
  const { albums, tree, askQuery } = services;
  const chosen = (argument: unknown, title: string) => chooseAlbum(argument, title, services);
  return {
    saveAlbum: (argument?: unknown) => saveAlbum(argument, services),
    renameAlbum: async (argument?: unknown) => {
      const title = t("Rename Album");
      const entry = await chosen(argument, title);
      if (!entry) return;
      const name = await askName(title, entry.album?.name ?? "", [entry.place], services, entry);
      if (name !== undefined) await albums.change(entry, { name });
    },
    editAlbum: async (argument?: unknown) => {
      const entry = await chosen(argument, t("Edit Album"));
      if (!entry) return;
      const name = entry.album?.name;
      const title = name ? t("Edit Album {0}", name) : t("Edit Album");
      const query = await askQuery({ title, value: entry.album?.query ?? "" });
      if (query !== undefined) await albums.change(entry, { query });
    },
    moveAlbumUp: async (argument?: unknown) => {
      const entry = await chosen(argument, t("Move Album Up"));
      if (entry) await albums.move(entry, -1);
    },
    moveAlbumDown: async (argument?: unknown) => {
      const entry = await chosen(argument, t("Move Album Down"));
      if (entry) await albums.move(entry, 1);
    },
    removeAlbum: async (argument?: unknown) => {
      const entry = await chosen(argument, t("Remove Album"));
      if (!entry) return;
      await albums.remove(entry);
      offerUndo(entry, services);
    },
    openAlbum: async (argument?: unknown) => {
      const category = (argument as AlbumTreeNode | undefined)?.kind === "category";
      if (category) return services.openSearch(queryOfArgument(argument)?.query ?? "");
      const entry = await chosen(argument, t("Open Album"));
      return entry && services.openSearch(entry.album?.query ?? "");
    },
    loadMoreOfAlbum: (argument?: unknown) => {
      const { parent, shown } = (argument ?? {}) as {
        readonly parent?: ImagesNode;
        readonly shown?: number;
      };
      if (parent && shown !== undefined) tree.more(parent, shown);
    },
  } satisfies Partial<Record<CommandId, Handler>>;
}

/** Of a query that a search hands over, else of one that the person types; what is searched for now is offered. */
async function saveAlbum(argument: unknown, services: AlbumCommandServices): Promise<void> {
  const { albums, askQuery, searched, ui } = services;
  const title = t("Save as Album");
  const given = argument === undefined ? undefined : queryOfArgument(argument);
  const query = given?.query ?? (await askQuery({ title, value: searched() ?? "" }));
  if (query === undefined) return;
  const suggested = given && given.name !== given.query ? given.name : "";
  const places = possiblePlaces();
  const name = await askName(title, suggested, places, services);
  if (name === undefined) return;
  const place = places.length > 1 ? await choosePlace(title, ui) : places[0];
  if (place) await albums.add(place, { name, query });
}

/** Without a workspace there is one place only. */
function possiblePlaces(): readonly AlbumPlace[] {
  if (!vscode.workspace.workspaceFolders?.length) return [{ kind: "user" }];
  return [{ kind: "workspace" }, { kind: "user" }];
}

async function choosePlace(title: string, ui: Ui): Promise<AlbumPlace | undefined> {
  const rows = [
    {
      label: t("This workspace"),
      detail: t("In its settings, so that everybody who has the repository has the album."),
      place: { kind: "workspace" },
    },
    {
      label: t("My settings"),
      detail: t("In every workspace, for me alone."),
      place: { kind: "user" },
    },
  ] as const;
  return (await ui.pick(rows, { title, placeholder: t("Where to keep the album") }))?.place;
}

/** One that none of the places has; `undefined` when the person closed the box. `self` may keep its own name. */
async function askName(
  title: string,
  value: string,
  places: readonly AlbumPlace[],
  { albums, ui }: AlbumCommandServices,
  self?: AlbumEntry,
): Promise<string | undefined> {
  const others = albums
    .lists()
    .flatMap(({ entries }) => entries)
    .filter(({ place }) => places.some((possible) => samePlace(possible, place)))
    .filter(({ at }) => at !== self?.at);
  const name = await ui.ask({
    title,
    prompt: t("The name of the album."),
    value,
    problem: (text) => {
      if (text.trim() === "") return t("Write a name.");
      const taken = others.find(({ album }) => album?.name.trim() === text.trim());
      if (!taken) return undefined;
      return t(
        "There is an album of that name in the {0}. Choose another name.",
        placeText(taken.place),
      );
    },
  });
  return name?.trim();
}

type AlbumOf = AlbumEntry & { readonly album: Album };

/** The album of a node, else the selected one, else one that the person picks. */
async function chooseAlbum(
  argument: unknown,
  title: string,
  { albums, view, ui }: AlbumCommandServices,
): Promise<AlbumEntry | undefined> {
  const node = (argument ?? view.selection[0]) as AlbumTreeNode | undefined;
  if (node?.kind === "album") return node.entry;
  const entries = albums
    .lists()
    .flatMap((list) => list.entries)
    .filter((entry): entry is AlbumOf => entry.album !== undefined);
  if (entries.length === 0) {
    await ui.tell({ text: t("There are no albums yet. Save a query as one first.") });
    return undefined;
  }
  const rows = entries.map((entry) => ({
    label: entry.album.name,
    description: entry.album.query,
    detail: t("In the {0}", placeText(entry.place)),
    entry,
  }));
  const options = { title, placeholder: t("Which album?"), matchOnDescription: true };
  return (await ui.pick(rows, options))?.entry;
}

/** The offer may outlast the command. */
function offerUndo(entry: AlbumEntry, services: AlbumCommandServices): void {
  const { albums, ui } = services;
  const undo = t("Undo");
  const offer = async () => {
    const text = t(
      "Removed the album {0}. No image and no label was touched.",
      entry.album?.name ?? "",
    );
    if ((await ui.tell({ text, buttons: [undo] })) === undo) await albums.restore(entry);
  };
  offer().catch((error: unknown) => present(error, services));
}
