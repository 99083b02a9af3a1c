/** The search view: one at a time, which keeps its query over a reload of the window. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import * as z from "zod/mini";
import { searchType } from "../panel/tabKinds.ts";
import { SearchView, type SearchViewServices } from "./searchView.ts";

export interface SearchViewsServices extends SearchViewServices {
  /** Told whenever what the index knows has changed. */
  readonly onDidChangeIndex: vscode.Event<unknown>;
  /** Told whenever names are shown otherwise. */
  readonly onDidChangeLanguage: vscode.Event<unknown>;
}

/** What the view's script keeps. */
const stateSchema = z.object({ text: z.string().check(z.maxLength(10_000)) });

export class SearchViews implements vscode.Disposable {
  readonly #services: SearchViewsServices;
  readonly #listener: vscode.Disposable;
  #view: SearchView | undefined;

  constructor(services: SearchViewsServices) {
    this.#services = services;
    this.#listener = vscode.Disposable.from(
      services.onDidChangeIndex(() => this.#view?.indexChanged()),
      services.onDidChangeLanguage(() => this.#view?.languageChanged()),
    );
  }

  /** The view that is open. */
  get view(): SearchView | undefined {
    return this.#view;
  }

  /** Without a query, the open view comes back as it was left. */
  async open(text: string | undefined): Promise<void> {
    if (this.#view) return this.#view.show(text);
    const panel = vscode.window.createWebviewPanel(
      searchType,
      t("Search Images"),
      vscode.ViewColumn.Active,
    );
    this.#adopt(panel, text ?? "");
  }

  /** Brings the view back after a reload. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    if (this.#view) {
      panel.dispose();
      return;
    }
    const parsed = stateSchema.safeParse(state);
    this.#adopt(panel, parsed.success ? parsed.data.text : "");
  }

  dispose(): void {
    this.#listener.dispose();
    this.#view?.dispose();
  }

  #adopt(panel: vscode.WebviewPanel, text: string): void {
    const view = new SearchView(panel, text, this.#services);
    this.#view = view;
    view.onDidDispose(() => {
      if (this.#view === view) this.#view = undefined;
    });
  }
}
