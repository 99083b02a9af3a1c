/** The question of "Go to Object…": favourites and where one was last, and keys completed as one types. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { problemOf, wordsFor } from "../../messages/explain.ts";
import { formatObjectUri, type ObjectAddress } from "../../oss/address.ts";
import type { ListedObject } from "../../oss/calls/listObjects.ts";
import type { OssClient } from "../../oss/client.ts";
import { lastSegment, type ObjectRef } from "../../oss/objectRef.ts";
import { isDetectableName } from "../../references/imageExtension.ts";
import type { BucketAccounts } from "../accounts/bucketAccounts.ts";
import { isCancellation } from "../present.ts";
import type { Ui } from "../ui.ts";
import {
  folderOfKey,
  type KeyBeginning,
  KeyCompletion,
  type KeyCompletions,
} from "./keyCompletion.ts";
import type { FolderNode } from "./nodes.ts";
import type { Places } from "./places.ts";

/** A place of OSS that is there, as far as anybody knows. */
export interface ChosenPlace {
  readonly account: string;
  readonly address: ObjectAddress;
  /** What a listing told of it just now. */
  readonly listed?: ListedObject;
}

/** A text is given back where the person has to say first which account is meant. */
export type Chosen =
  | { readonly kind: "place"; readonly place: ChosenPlace }
  | { readonly kind: "text"; readonly text: string };

export interface AskForPlaceServices {
  readonly places: Places;
  readonly bucketAccounts: Pick<BucketAccounts, "known">;
  readonly client: (account: string) => Promise<OssClient>;
  readonly ui: Ui;
  /** What a text may mean, most likely first. Throws a `Refusal`. */
  readonly addresses: (text: string) => readonly ObjectAddress[];
  /** `undefined` where it is not known which account is meant. Rejects with a `Failure`. */
  readonly find: (text: string) => Promise<ChosenPlace | undefined>;
}

type Row = vscode.QuickPickItem &
  (
    | { readonly role: "note" }
    | { readonly role: "typed"; readonly text: string }
    | { readonly role: "place"; readonly place: ChosenPlace }
    /** Typed in when it is chosen, so that what is in it is listed. */
    | { readonly role: "folder"; readonly text: string }
  );

/** Milliseconds without a key before the service is asked. */
const pause = 300;

/** Rejects with a `CancellationError` when the person closes it. */
export async function askForPlace(
  folder: FolderNode | undefined,
  services: AskForPlaceServices,
): Promise<Chosen> {
  const question = new PlaceQuestion(folder, services);
  return question.ask();
}

class PlaceQuestion {
  readonly #folder: FolderNode | undefined;
  readonly #services: AskForPlaceServices;
  readonly #pick: vscode.QuickPick<Row>;
  readonly #completion: KeyCompletion;
  /** Ends what was begun for an earlier text. */
  #typing = new AbortController();

  constructor(folder: FolderNode | undefined, services: AskForPlaceServices) {
    this.#folder = folder;
    this.#services = services;
    this.#pick = services.ui.createQuickPick<Row>();
    this.#completion = new KeyCompletion(async ({ account, bucket, prefix }, options) =>
      (await services.client(account)).listObjects(bucket, { prefix, ...options }),
    );
  }

  async ask(): Promise<Chosen> {
    const pick = this.#pick;
    pick.title = t("Go to Object");
    pick.placeholder = this.#placeholder();
    // People copy the name from elsewhere.
    pick.ignoreFocusOut = true;
    pick.items = this.#keptRows();
    const listeners: vscode.Disposable[] = [pick];
    try {
      return await new Promise<Chosen>((resolve, reject) => {
        listeners.push(
          pick.onDidChangeValue(() => this.#typed()),
          pick.onDidAccept(() => void this.#accept(resolve)),
          pick.onDidTriggerItemButton(({ item }) => void this.#star(item)),
          pick.onDidHide(() => reject(new vscode.CancellationError())),
        );
        pick.show();
      });
    } finally {
      this.#typing.abort();
      for (const listener of listeners.reverse()) listener.dispose();
    }
  }

  #placeholder(): string {
    if (!this.#folder) return t("oss://bucket/key, or the URL of an object");
    const here = formatObjectUri({ bucket: this.#folder.bucket, key: this.#folder.prefix });
    return t("A key in {0}, or oss://bucket/key, or the URL of an object", here);
  }

  /** Shows at once what is known, and asks the service when the person pauses. */
  #typed(): void {
    this.#typing.abort();
    this.#typing = new AbortController();
    const { signal } = this.#typing;
    const pick = this.#pick;
    pick.busy = false;
    const text = pick.value.trim();
    if (text === "") {
      pick.items = this.#keptRows();
      return;
    }
    const beginning = this.#beginningOf(text);
    const known = beginning && this.#completion.known(beginning);
    this.#showTyped(text, beginning, known);
    if (!beginning || known) return;
    pick.busy = true;
    const timer = setTimeout(() => void this.#complete(text, beginning, signal), pause);
    signal.addEventListener("abort", () => clearTimeout(timer));
  }

  async #complete(text: string, beginning: KeyBeginning, signal: AbortSignal): Promise<void> {
    try {
      const completions = await this.#completion.of(beginning, signal);
      if (!signal.aborted) this.#showTyped(text, beginning, completions);
    } catch (error) {
      if (signal.aborted || isCancellation(error)) return;
      const what = wordsFor(error);
      this.#pick.items = [...this.#typedRows(text, undefined), noteRow("info", what)];
    } finally {
      if (!signal.aborted) this.#pick.busy = false;
    }
  }

  #showTyped(text: string, beginning?: KeyBeginning, completions?: KeyCompletions): void {
    const completed =
      beginning && completions ? this.#completedRows(text, beginning, completions) : [];
    this.#pick.items = [...this.#typedRows(text, completions), ...completed];
  }

  /** Where the keys of a text are; `undefined` for a URL, and where the account is not known. */
  #beginningOf(text: string): KeyBeginning | undefined {
    if (/^https?:/i.test(text)) return undefined;
    const { bucketAccounts } = this.#services;
    const [, ofUri, key = ""] = /^oss:\/\/([^/]+)\/(.*)$/is.exec(text) ?? [];
    const folder = this.#folder;
    if (ofUri !== undefined) {
      const isHere = folder?.bucket === ofUri;
      const account = isHere ? folder.account : bucketAccounts.known(ofUri, key)?.name;
      return account === undefined ? undefined : { account, bucket: ofUri, prefix: key };
    }
    if (!folder || /^oss:/i.test(text)) return undefined;
    const { account, bucket, prefix } = folder;
    return { account, bucket, prefix: `${prefix}${text}` };
  }

  /** The row for what is typed itself, unless a listing has just told of it. */
  #typedRows(text: string, completions: KeyCompletions | undefined): Row[] {
    const problem = problemOf(() => this.#services.addresses(text));
    if (problem !== undefined) return [noteRow("info", problem)];
    const [address] = this.#services.addresses(text);
    if (completions?.objects.some(({ key }) => key === address?.key)) return [];
    const isFolder = text.endsWith("/");
    return [
      {
        role: "typed",
        text,
        label: text,
        description: isFolder ? t("Show this folder in the tree") : t("Go to this object"),
        iconPath: new vscode.ThemeIcon(isFolder ? "folder-opened" : "arrow-right"),
        alwaysShow: true,
      },
    ];
  }

  #completedRows(
    text: string,
    { account, bucket, prefix }: KeyBeginning,
    { folders, objects, isWhole }: KeyCompletions,
  ): Row[] {
    // What stands before the key in the text stays as it is written.
    const before = text.slice(0, text.length - prefix.length);
    const hidden = prefix.length > text.length ? prefix.length - text.length : 0;
    const written = (key: string) => (hidden > 0 ? key.slice(hidden) : `${before}${key}`);
    const rows: Row[] = [
      ...folders.map(
        (key): Row => ({
          role: "folder",
          label: written(key),
          text: written(key),
          iconPath: new vscode.ThemeIcon("folder"),
          alwaysShow: true,
        }),
      ),
      ...objects.map(
        (listed): Row => ({
          role: "place",
          place: { account, address: { bucket, key: listed.key }, listed },
          label: written(listed.key),
          iconPath: new vscode.ThemeIcon(isDetectableName(listed.key) ? "file-media" : "file"),
          alwaysShow: true,
        }),
      ),
    ];
    if (!isWhole) rows.push(noteRow("info", t("There are more keys. Type on to see them.")));
    const heading = t("in OSS (each pause in typing may list once, a request of the PUT class)");
    return rows.length === 0 ? [] : [separator(heading), ...rows];
  }

  #keptRows(): Row[] {
    const { favourites, recent } = this.#services.places;
    const others = recent.filter((place) => !this.#services.places.isFavourite(place));
    return [
      ...(favourites.length > 0 ? [separator(t("favourites"))] : []),
      ...favourites.map((place) => this.#keptRow(place)),
      ...(others.length > 0 ? [separator(t("recent"))] : []),
      ...others.map((place) => this.#keptRow(place)),
    ];
  }

  #keptRow({ account, bucket, key }: ObjectRef): Row {
    const isFavourite = this.#services.places.isFavourite({ account, bucket, key });
    const folder = formatObjectUri({ bucket, key: folderOfKey(key.replace(/\/$/, "")) });
    const icon = key === "" ? "database" : key.endsWith("/") ? "folder" : "file-media";
    return {
      role: "place",
      place: { account, address: { bucket, key } },
      label: key === "" ? bucket : lastSegment(key),
      description: key === "" ? account : `${folder} · ${account}`,
      iconPath: new vscode.ThemeIcon(icon),
      buttons: [placeButton(isFavourite)],
    };
  }

  async #star(row: Row): Promise<void> {
    if (row.role !== "place") return;
    const { places } = this.#services;
    const place = { account: row.place.account, ...row.place.address };
    if (places.isFavourite(place)) await places.removeFavourite(place);
    else await places.addFavourites([place]);
    if (this.#pick.value.trim() === "") this.#pick.items = this.#keptRows();
  }

  async #accept(leave: (chosen: Chosen) => void): Promise<void> {
    const pick = this.#pick;
    const [row] = pick.selectedItems;
    if (row?.role === "place") return leave({ kind: "place", place: row.place });
    if (row?.role === "folder") {
      pick.value = row.text;
      return this.#typed();
    }
    if (row?.role === "typed") await this.#findTyped(row.text, leave);
  }

  async #findTyped(text: string, leave: (chosen: Chosen) => void): Promise<void> {
    const pick = this.#pick;
    this.#typing.abort();
    this.#typing = new AbortController();
    const { signal } = this.#typing;
    pick.busy = true;
    try {
      const place = await this.#services.find(text);
      if (!signal.aborted) leave(place ? { kind: "place", place } : { kind: "text", text });
    } catch (error) {
      if (!signal.aborted) pick.items = [noteRow("error", wordsFor(error))];
    } finally {
      if (!signal.aborted) pick.busy = false;
    }
  }
}

/** A sentence that is no answer. */
function noteRow(icon: "info" | "error", label: string): Row {
  return { role: "note", label, iconPath: new vscode.ThemeIcon(icon), alwaysShow: true };
}

function separator(label: string): Row {
  return { role: "note", label, kind: vscode.QuickPickItemKind.Separator };
}

/** The star beside a place. */
function placeButton(isFavourite: boolean): vscode.QuickInputButton {
  return {
    iconPath: new vscode.ThemeIcon(isFavourite ? "star-full" : "star-empty"),
    tooltip: isFavourite ? t("Remove from Favourites") : t("Add to Favourites"),
  };
}
