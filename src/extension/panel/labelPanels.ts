/** All open panels, one per image. */
import * as vscode from "vscode";
import * as z from "zod/mini";
import { parseObjectUri } from "../../oss/address.ts";
import type { PanelState } from "../../panel/protocol.ts";
import type { Image } from "../images/image.ts";
import type { Images } from "../images/images.ts";
import type { LabelStore } from "../images/labelStore.ts";
import { ImagePanel, type ImagePanelServices } from "./imagePanel.ts";
import { LabelPanel, panelType } from "./labelPanel.ts";

export interface LabelPanelsServices extends ImagePanelServices {
  readonly images: Images;
  readonly labels: LabelStore;
}

/** What the panel's script keeps of the object on screen. */
const stateSchema = z.object({ shown: z.object({ uri: z.string(), account: z.string() }) });

export class LabelPanels implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #services: LabelPanelsServices;
  readonly #listener: vscode.Disposable;
  readonly #open = new Map<string, ImagePanel>();
  #last: ImagePanel | undefined;

  constructor(extensionUri: vscode.Uri, services: LabelPanelsServices) {
    this.#extensionUri = extensionUri;
    this.#services = services;
    this.#listener = services.labels.onDidChange((change) => {
      for (const panel of this.#open.values()) panel.labelsChanged(change);
    });
  }

  /** The state of the panel that was shown last, for tests. */
  get lastState(): PanelState | undefined {
    return this.#last?.panel.state;
  }

  /** The panel of an image, brought to the front; a new one opens beside the editor. */
  open(image: Image): ImagePanel {
    const open = this.#open.get(image.id);
    if (open) {
      open.panel.reveal();
      this.#last = open;
      return open;
    }
    // A wrong setting is reported before a panel opens, which it would leave empty.
    this.#services.threshold();
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false };
    return this.#adopt(vscode.window.createWebviewPanel(panelType, image.title, column), image);
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
    webview.title = image.title;
    const labelPanel = new LabelPanel(webview, this.#extensionUri);
    const panel = new ImagePanel(labelPanel, image, this.#services);
    this.#open.set(image.id, panel);
    this.#last = panel;
    labelPanel.onDidDispose(() => {
      panel.dispose();
      if (this.#open.get(image.id) === panel) this.#open.delete(image.id);
      if (this.#last === panel) this.#last = undefined;
    });
    return panel;
  }
}
