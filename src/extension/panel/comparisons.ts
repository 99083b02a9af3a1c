/** Comparisons of labels: each in a tab of its own, from what is known; nothing is asked before the person agrees. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import type { Label } from "../../labels/label.ts";
import { parseCompareIntent } from "../../panel/intent.ts";
import type { CompareState } from "../../panel/protocol.ts";
import { type LabelLanguages, shownNamesOf } from "../images/labelLanguages.ts";
import type { Target } from "../images/target.ts";
import { pageOf, pageOptions } from "../pages.ts";

/** A detection, or an image of which nothing is known. */
export interface Compared {
  readonly target: Target;
  readonly title: string;
  readonly uri: string;
  /** When it was detected and at which threshold, or that it was not. */
  readonly detail: string;
  readonly threshold: number;
  readonly labels: readonly Label[] | undefined;
}

export interface ComparisonsServices {
  readonly languages: LabelLanguages;
  readonly open: (target: Target) => Promise<unknown>;
  /** Detects those of which nothing is known, after the person agreed. */
  readonly detect: (targets: readonly Target[]) => Promise<unknown>;
  readonly report: (error: unknown) => void;
}

export const compareType = "ossImageLabels.compare";

export class Comparisons implements vscode.Disposable {
  readonly #services: ComparisonsServices;
  readonly #open = new Set<vscode.WebviewPanel>();
  #last: CompareState | undefined;

  constructor(services: ComparisonsServices) {
    this.#services = services;
  }

  /** What the last one shows, for tests. */
  get lastState(): CompareState | undefined {
    return this.#last;
  }

  /** `read` tells what is known, each time it is drawn. */
  async show(read: () => Promise<readonly Compared[]>): Promise<void> {
    const { languages, report } = this.#services;
    let compared = await read();
    const panel = vscode.window.createWebviewPanel(
      compareType,
      t("Compare Labels"),
      vscode.ViewColumn.Active,
      pageOptions,
    );
    this.#open.add(panel);
    let isDetecting = false;
    const draw = () => {
      if (!this.#open.has(panel)) return;
      const labels = compared.flatMap((column) => column.labels ?? []);
      const columns = compared.map(({ target: _, ...column }) => column);
      this.#last = { columns, isDetecting, names: shownNamesOf(labels, languages.namer) };
      void panel.webview.postMessage(this.#last);
    };
    const detect = async () => {
      if (isDetecting) return;
      isDetecting = true;
      draw();
      try {
        const unknown = compared.filter((column) => !column.labels);
        await this.#services.detect(unknown.map(({ target }) => target));
        compared = await read();
      } finally {
        isDetecting = false;
        draw();
      }
    };
    const listeners = [
      languages.onDidChange(draw),
      panel.webview.onDidReceiveMessage((message) => {
        const intent = parseCompareIntent(message);
        if (intent?.type === "ready") draw();
        else if (intent?.type === "detect") detect().catch(report);
        else if (intent) {
          const target = compared[intent.column]?.target;
          if (target) this.#services.open(target).catch(report);
        }
      }),
    ];
    panel.onDidDispose(() => {
      this.#open.delete(panel);
      for (const listener of listeners) listener.dispose();
    });
    panel.webview.html = pageOf("compare", t("Compare labels"));
    draw();
  }

  dispose(): void {
    for (const panel of this.#open) panel.dispose();
  }
}
