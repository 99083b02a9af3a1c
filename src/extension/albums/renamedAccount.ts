/** Albums of an account that was renamed: their queries name it as it was, and would find nothing more. */
import { t } from "@vscode/l10n";
import { grouped } from "../../labels/format.ts";
import { withAccountRenamed } from "../../query/renamedAccount.ts";
import type { Ui } from "../ui.ts";
import type { AlbumEntry } from "./albumList.ts";
import type { Albums } from "./albums.ts";

interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** Offers to name the account anew in all albums that name it. Rejects with a `Refusal` where they cannot be changed. */
export async function offerRenamedAccount(
  { from, to }: Renaming,
  albums: Albums,
  ui: Ui,
): Promise<void> {
  const count = concerned(albums, { from, to }).length;
  if (count === 0) return;
  const facts = { count: grouped(count), from, to };
  const text =
    count === 1
      ? t('1 album searches the account "{from}", which is now "{to}".', facts)
      : t('{count} albums search the account "{from}", which is now "{to}".', facts);
  const change = count === 1 ? t("Change the Album") : t("Change the Albums");
  if ((await ui.tell({ text, buttons: [change] })) !== change) return;
  // As they are by now.
  for (const { entry, query } of concerned(albums, { from, to })) {
    await albums.change(entry, { query });
  }
}

function concerned(
  albums: Albums,
  { from, to }: Renaming,
): { readonly entry: AlbumEntry; readonly query: string }[] {
  return albums
    .lists()
    .flatMap(({ entries }) => entries)
    .flatMap((entry) => {
      const query = entry.album && withAccountRenamed(entry.album.query, from, to);
      return query === undefined ? [] : [{ entry, query }];
    });
}
