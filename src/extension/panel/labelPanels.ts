/** All open panels, one per image; one of them may be a preview, in which the next image takes the place of this one. */
import * as vscode from "vscode";
import * as z from "zod/mini";
import { parseObjectUri } from "../../oss/address.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import type { PanelState } from "../../panel/protocol.ts";
import type { Image } from "../images/image.ts";
import type { Images } from "../images/images.ts";
import type { LabelStore } from "../images/labelStore.ts";
import type { Target } from "../images/target.ts";
import { ImagePanel, type ImagePanelServices } from "./imagePanel.ts";
import { LabelPanel } from "./labelPanel.ts";
import { panelType, searchType } from "./tabKinds.ts";

export interface LabelPanelsServices extends Omit<ImagePanelServices, "onDetect" | "walk"> {
  readonly images: Images;
  readonly labels: LabelStore;
  /** The image after one in its folder or in the search result, or before it; `undefined` where none is known. */
  readonly beside: (object: ObjectRef, step: 1 | -1) => Promise<Target | undefined>;
}

/** What the panel's script keeps of the object on screen. */
const stateSchema = z.object({ shown: z.object({ uri: z.string(), account: z.string() }) });

/** Milliseconds; a tab that was just revealed does not know at once that it is seen. */
const doubleClick = 700;

export class LabelPanels implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #services: LabelPanelsServices;
  readonly #listener: vscode.Disposable;
  readonly #open = new Map<string, ImagePanel>();
  #last: ImagePanel | undefined;
  #preview: ImagePanel | undefined;
  readonly #shown = new vscode.EventEmitter<Image>();
  /** A panel shows an image, or has come to the front. */
  readonly onDidShow = this.#shown.event;
  readonly #kept = new vscode.EventEmitter<Image>();
  /** The panel of an image was opened to stay, or stays from now on: it is more than walked past. */
  readonly onDidKeep = this.#kept.event;
  /** A second click on the image that was looked at last counts as a double one until then. */
  #againUntil = 0;
  /** What is previewed until then stays. */
  #keepsUntil = 0;

  constructor(extensionUri: vscode.Uri, services: LabelPanelsServices) {
    this.#extensionUri = extensionUri;
    this.#services = services;
    this.#listener = vscode.Disposable.from(
      services.labels.onDidChange((change) => {
        for (const panel of this.#open.values()) panel.labelsChanged(change);
      }),
      services.labels.onDidChangeIndex(() => {
        for (const panel of this.#open.values()) panel.indexChanged().catch(services.note);
      }),
      this.#shown,
      this.#kept,
    );
  }

  /**
   * The object whose labels people see: of the panel that has the focus, else of the one that was shown last.
   * `undefined` where none is seen, or it shows a local picture.
   */
  get inFront(): ObjectRef | undefined {
    const seen = [...this.#open.values()].filter(({ panel }) => panel.isVisible);
    const active = seen.find(({ panel }) => panel.isActive);
    return (active ?? seen.find((panel) => panel === this.#last) ?? seen[0])?.image.object;
  }

  /** The state of the panel that was shown last, for tests. */
  get lastState(): PanelState | undefined {
    return this.#last?.panel.state;
  }

  /** The panel of an image, brought to the front to stay; a new one opens where the others are, or beside the text. */
  open(image: Image): ImagePanel {
    const open = this.#open.get(image.id);
    this.#kept.fire(image);
    if (!open) return this.#show(image, false);
    this.#keep(open);
    open.panel.reveal({ takesFocus: true });
    this.#last = open;
    return open;
  }

  /**
   * Shows an image in the preview, and leaves the focus where it is, so that people walk through a folder; what is
   * chosen again while the preview shows it stays, and takes the focus.
   */
  preview(image: Image): ImagePanel {
    if (performance.now() < this.#keepsUntil) {
      this.#keepsUntil = 0;
      return this.open(image);
    }
    const open = this.#open.get(image.id);
    if (open) {
      const isAgain = open === this.#last && performance.now() < this.#againUntil;
      const isShown = open === this.#preview && open === this.#last && open.panel.isVisible;
      if (isAgain || isShown) return this.open(image);
      this.#againUntil = performance.now() + doubleClick;
      open.panel.reveal({ takesFocus: false });
      this.#last = open;
      return open;
    }
    const preview = this.#preview;
    const panel = preview ? this.#replace(preview, image) : this.#show(image, true);
    this.#preview = panel;
    this.#againUntil = performance.now() + doubleClick;
    return panel;
  }

  /** The preview that is about to come is opened to stay, and takes the focus. */
  keepNext(): void {
    this.#keepsUntil = performance.now() + doubleClick;
  }

  #show(image: Image, isPreview: boolean): ImagePanel {
    // A wrong setting is reported before a panel opens, which it would leave empty.
    this.#services.threshold();
    const place = { viewColumn: this.#column(), preserveFocus: isPreview };
    return this.#adopt(vscode.window.createWebviewPanel(panelType, image.title, place), image);
  }

  /** Where labels are shown already; else beside a text or the search, or in the place of anything else. */
  #column(): vscode.ViewColumn {
    const shown = this.#last?.panel.column ?? [...this.#open.values()].at(-1)?.panel.column;
    if (shown !== undefined) return shown;
    const { viewColumn, activeTab } = vscode.window.tabGroups.activeTabGroup;
    // VS Code puts a word of its own before the type.
    const isSearch =
      activeTab?.input instanceof vscode.TabInputWebview &&
      activeTab.input.viewType.endsWith(searchType);
    // By number: a panel that was opened "beside" does not know its column at once.
    return vscode.window.activeTextEditor || isSearch
      ? Math.min(viewColumn + 1, vscode.ViewColumn.Nine)
      : viewColumn;
  }

  /** A preview in which somebody detects is no preview any more. */
  #keep(panel: ImagePanel): void {
    if (this.#preview === panel) this.#preview = undefined;
  }

  /** Brings a panel back after a reload, with what is known; nothing is asked that costs. */
  async restore(webview: vscode.WebviewPanel, state: unknown): Promise<void> {
    const parsed = stateSchema.safeParse(state);
    const { uri, account } = parsed.success ? parsed.data.shown : { uri: "", account: "" };
    // After a restart, the path of a local picture may lead to another one; people open its panel again by hand.
    if (!uri.startsWith("oss://")) {
      webview.dispose();
      return;
    }
    try {
      const address = parseObjectUri(uri);
      const image = await this.#services.images.open({ kind: "object", account, address });
      if (this.#open.has(image.id)) webview.dispose();
      else await this.#adopt(webview, image).showKnown();
    } catch (error) {
      webview.dispose();
      this.#services.report(error);
    }
  }

  dispose(): void {
    this.#listener.dispose();
    for (const panel of this.#open.values()) panel.dispose();
  }

  #adopt(webview: vscode.WebviewPanel, image: Image): ImagePanel {
    const labelPanel = new LabelPanel(webview, this.#extensionUri);
    labelPanel.onDidDispose(() => {
      for (const panel of [...this.#open.values()]) {
        if (panel.panel === labelPanel) this.#close(panel);
      }
    });
    return this.#fill(labelPanel, image);
  }

  #replace(preview: ImagePanel, image: Image): ImagePanel {
    this.#close(preview);
    preview.panel.reveal({ takesFocus: false });
    return this.#fill(preview.panel, image);
  }

  #fill(labelPanel: LabelPanel, image: Image): ImagePanel {
    labelPanel.title = image.title;
    const panel: ImagePanel = new ImagePanel(labelPanel, image, {
      ...this.#services,
      onDetect: () => {
        this.#keep(panel);
        this.#kept.fire(image);
      },
      walk: (step) => this.#walk(panel, step),
    });
    this.#open.set(image.id, panel);
    this.#last = panel;
    this.#shown.fire(image);
    return panel;
  }

  /** The focus stays in the panel, so that the next step is one key away. */
  async #walk(from: ImagePanel, step: 1 | -1): Promise<void> {
    const { object } = from.image;
    const target = object && (await this.#services.beside(object, step));
    // Meanwhile it may have been closed, or shows another image.
    if (this.#open.get(from.image.id) !== from) return;
    if (!target) {
      from.sayAtEnd(step);
      return;
    }
    const image = await this.#services.images.open(target);
    const open = this.#open.get(image.id);
    if (open) {
      open.panel.reveal({ takesFocus: true });
      this.#last = open;
      this.#shown.fire(image);
      return;
    }
    const isPreview = from === this.#preview;
    const panel = this.#replace(from, image);
    if (isPreview) this.#preview = panel;
    await panel.showKnown();
  }

  #close(panel: ImagePanel): void {
    panel.dispose();
    this.#keep(panel);
    if (this.#open.get(panel.image.id) === panel) this.#open.delete(panel.image.id);
    if (this.#last === panel) this.#last = undefined;
  }
}
