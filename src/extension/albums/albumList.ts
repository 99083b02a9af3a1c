/** The albums of one settings file: read tolerantly, and changed one at a time, so that what is wrong stays as it is written. */
import { t } from "@vscode/l10n";

/** One file of settings. `folder` is the URI of a folder of the workspace. */
export type AlbumPlace =
  | { readonly kind: "user" | "workspace" }
  | { readonly kind: "folder"; readonly folder: string };

/** A saved query with a name. */
export interface Album {
  readonly name: string;
  readonly query: string;
}

/** An entry of the setting, as it is written. */
export interface AlbumEntry {
  readonly place: AlbumPlace;
  /** Its place in the list, which identifies it. */
  readonly at: number;
  /** Absent for an entry that is no album. */
  readonly album?: Album;
  /** What is wrong with the entry, as a sentence. */
  readonly problem?: string;
  readonly written: unknown;
}

export interface AlbumList {
  readonly place: AlbumPlace;
  readonly entries: readonly AlbumEntry[];
  /** What is wrong with the whole, as a sentence. */
  readonly problem?: string;
}

/** The entries of a place, in their order; `written` is what its settings hold, `undefined` for nothing. */
export function readAlbumList(place: AlbumPlace, written: unknown): AlbumList {
  if (written === undefined) return { place, entries: [] };
  if (!Array.isArray(written)) {
    const problem = t("The albums in the {place} are not a list. Write them as {example}.", {
      place: placeText(place),
      example: `[${example}]`,
    });
    return { place, entries: [], problem };
  }
  const names = written.map((entry) => albumOf(entry)?.name.trim());
  const entries = written.map((entry, at): AlbumEntry => {
    const album = albumOf(entry);
    const problem = problemOf(entry, at, names, place);
    return { place, at, written: entry, ...(album && { album }), ...(problem && { problem }) };
  });
  return { place, entries };
}

function albumOf(entry: unknown): Album | undefined {
  const { name, query } = (entry ?? {}) as Partial<Record<string, unknown>>;
  if (typeof name !== "string" || typeof query !== "string") return undefined;
  return { name, query };
}

function problemOf(
  entry: unknown,
  at: number,
  names: readonly (string | undefined)[],
  place: AlbumPlace,
): string | undefined {
  const name = names[at];
  const facts = { at: at + 1, place: placeText(place), example };
  if (name === undefined) {
    if (typeof entry !== "object" || entry === null) {
      return t(
        "Entry {at} of the albums in the {place} is no album. Write it as {example}.",
        facts,
      );
    }
    return typeof (entry as { readonly name?: unknown }).name === "string"
      ? t("Entry {at} of the albums in the {place} has no query. Write it as {example}.", facts)
      : t("Entry {at} of the albums in the {place} has no name. Write it as {example}.", facts);
  }
  if (name === "") return t("Entry {at} of the albums in the {place} has an empty name.", facts);
  if (names.indexOf(name) !== at) {
    return t('Two albums in the {place} are named "{name}".', { ...facts, name });
  }
  return undefined;
}

const example = '{ "name": "…", "query": "…" }';

/** In words, for the middle of a sentence. */
export function placeText({ kind }: AlbumPlace): string {
  switch (kind) {
    case "user":
      return t("user settings");
    case "workspace":
      return t("settings of the workspace");
    case "folder":
      return t("settings of the folder");
  }
}

export function samePlace(a: AlbumPlace, b: AlbumPlace): boolean {
  if (a.kind === "folder" && b.kind === "folder") return a.folder === b.folder;
  return a.kind === b.kind;
}

/** The list with another entry at its end; what is no list is refused by the caller. */
export function withAlbum(written: unknown, album: Album): unknown[] {
  return [...listOf(written), album];
}

/**
 * The list with an entry changed. Fields that are not ours stay. `undefined` when the entry is no longer what was read:
 * somebody else changed the settings.
 */
export function withChanged(
  written: unknown,
  { at, written: before }: AlbumEntry,
  change: Partial<Album>,
): unknown[] | undefined {
  if (!isStillAt(written, at, before)) return undefined;
  return listOf(written).map((entry, index) =>
    index === at ? { ...(entry as object), ...change } : entry,
  );
}

/** The list without an entry; `undefined` as above. */
export function withoutAlbum(
  written: unknown,
  { at, written: before }: AlbumEntry,
): unknown[] | undefined {
  if (!isStillAt(written, at, before)) return undefined;
  return listOf(written).filter((_, index) => index !== at);
}

/** The list with an entry where it was, or at the end where the list has become shorter. */
export function withRestored(
  written: unknown,
  { at, written: entry }: Pick<AlbumEntry, "at" | "written">,
): unknown[] {
  const list = listOf(written);
  return [...list.slice(0, at), entry, ...list.slice(at)];
}

/** The list with an entry one place up (-1) or down (1); the same at either end. `undefined` as above. */
export function withMoved(
  written: unknown,
  { at, written: before }: AlbumEntry,
  by: -1 | 1,
): unknown[] | undefined {
  if (!isStillAt(written, at, before)) return undefined;
  const list = listOf(written);
  const to = at + by;
  if (to < 0 || to >= list.length) return list;
  const rest = list.filter((_, index) => index !== at);
  return [...rest.slice(0, to), before, ...rest.slice(to)];
}

function listOf(written: unknown): unknown[] {
  return Array.isArray(written) ? written : [];
}

function isStillAt(written: unknown, at: number, before: unknown): boolean {
  return JSON.stringify(listOf(written)[at]) === JSON.stringify(before);
}
