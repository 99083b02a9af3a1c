/** Host half of one search view: its page, its search, and what is done with the images of its result. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import type { GalleryAction } from "../../gallery/intent.ts";
import { parseGalleryIntent } from "../../gallery/intent.ts";
import type { GalleryIntent, GalleryMessage, GalleryState } from "../../gallery/protocol.ts";
import { type Chosen, GallerySearch, type GallerySearchServices } from "../../gallery/search.ts";
import type { ImageVersion } from "../../labelIndex/storedDetection.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { pageOf, pageOptions } from "../pages.ts";

export interface SearchViewServices extends Omit<GallerySearchServices, "post"> {
  readonly extensionUri: vscode.Uri;
  /** Does something with images. */
  readonly act: (action: GalleryAction, chosen: Chosen) => Promise<void>;
  readonly chooseLanguage: (language: GalleryState["language"]) => Promise<void>;
  readonly saveAlbum: (text: string) => Promise<void>;
  readonly openSample: () => Promise<void>;
  readonly showTree: () => Promise<void>;
  /** Tells the person of what went wrong. */
  readonly report: (error: unknown) => void;
}

/** Milliseconds; a run changes the index many times a second. */
const changesWithin = 500;

export class SearchView implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: SearchViewServices;
  readonly #search: GallerySearch;
  readonly #disposables: vscode.Disposable[];
  readonly onDidDispose: vscode.Event<void>;
  #isClosed = false;
  #changed: NodeJS.Timeout | undefined;

  constructor(panel: vscode.WebviewPanel, text: string, services: SearchViewServices) {
    this.#panel = panel;
    this.#services = services;
    this.onDidDispose = panel.onDidDispose;
    this.#search = new GallerySearch(text, {
      // It may be opened anew while the view is there.
      get index() {
        return services.index;
      },
      names: services.names,
      picture: services.picture,
      ...(services.namesShown && { namesShown: services.namesShown }),
      post: (message) => this.#post(message),
    });
    const { extensionUri } = services;
    const icon = (theme: string) =>
      vscode.Uri.joinPath(extensionUri, "media", `search-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    panel.webview.options = pageOptions;
    this.#disposables = [
      panel.webview.onDidReceiveMessage((message) => this.#receive(message)),
      panel.onDidDispose(() => this.dispose()),
      panel.onDidChangeViewState(() => {
        if (panel.visible) this.indexChanged();
      }),
    ];
    panel.webview.html = pageOf("search", t("Search images"));
  }

  get state(): GalleryState {
    return this.#search.state;
  }

  /** Does what the page asks for; here for tests. */
  handle(intent: GalleryIntent): Promise<void> {
    return this.#handle(intent);
  }

  /** Comes to the front, with another query where one is given. */
  async show(text: string | undefined): Promise<void> {
    this.#panel.reveal();
    if (text !== undefined && text !== this.state.text) await this.#search.write(text);
  }

  /** Soon: what is hidden looks when it is seen again. */
  indexChanged(): void {
    if (this.#isClosed || this.#changed !== undefined || !this.#panel.visible) return;
    this.#changed = setTimeout(() => {
      this.#changed = undefined;
      this.#search.indexChanged().catch(this.#services.report);
    }, changesWithin);
  }

  /** The image beside one of the result, while people see that. */
  async beside(object: ObjectRef, step: 1 | -1): Promise<ImageVersion | undefined> {
    return this.#panel.visible ? this.#search.beside(object, step) : undefined;
  }

  languageChanged(): void {
    this.#search.languageChanged().catch(this.#services.report);
  }

  dispose(): void {
    this.#isClosed = true;
    clearTimeout(this.#changed);
    this.#search.close();
    for (const disposable of this.#disposables.splice(0)) disposable.dispose();
  }

  #receive(message: unknown): void {
    const intent = parseGalleryIntent(message);
    if (intent) this.#handle(intent).catch(this.#services.report);
  }

  async #handle(intent: GalleryIntent): Promise<void> {
    const { act, saveAlbum, openSample, showTree } = this.#services;
    switch (intent.type) {
      case "act": {
        const chosen = await this.#search.chosen(intent.result, intent.ranges);
        if (chosen) await act(intent.action, chosen);
        return;
      }
      case "labelLanguage":
        return this.#services.chooseLanguage(intent.language);
      case "saveAlbum":
        return saveAlbum(this.state.text);
      case "openSample":
        return openSample();
      case "showTree":
        return showTree();
      default:
        return this.#search.handle(intent);
    }
  }

  #post(message: GalleryMessage): void {
    // Work may end after its view was closed; VS Code throws when something writes to it then.
    if (!this.#isClosed) void this.#panel.webview.postMessage(message);
  }
}
