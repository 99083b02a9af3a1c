/** Comparisons of labels: each in a tab of its own, from what is known; nothing is asked before the person agrees. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import * as z from "zod/mini";
import { parseCompareIntent } from "../../panel/intent.ts";
import type { CompareColumn, ComparedItem, CompareState } from "../../panel/protocol.ts";
import { type LabelLanguages, shownNamesOf } from "../images/labelLanguages.ts";
import type { Target } from "../images/target.ts";
import { pageOf, pageOptions } from "../pages.ts";

/** A column of a comparison, and what is opened or detected by it. */
export interface Compared extends CompareColumn {
  readonly target: Target;
}

export interface ComparisonsServices {
  readonly languages: LabelLanguages;
  /** What is known of an item; asks nobody. Throws a `Refusal` for an item that names nothing any more. */
  readonly read: (item: ComparedItem) => Promise<Compared>;
  /** After any of these, what is known is read again. */
  readonly changes: readonly vscode.Event<unknown>[];
  readonly open: (target: Target) => Promise<unknown>;
  /** Detects those of which nothing is known, after the person agreed. */
  readonly detect: (targets: readonly Target[]) => Promise<unknown>;
  readonly report: (error: unknown) => void;
}

/** More columns nobody reads. */
export const mostCompared = 6;

const compareType = "ossImageLabels.compare";

/** What the page's script keeps. */
const stateSchema = z.object({
  compared: z
    .array(
      z.object({
        image: z.string(),
        account: z.optional(z.string()),
        detection: z.optional(z.object({ detectedAt: z.string(), threshold: z.number() })),
      }),
    )
    .check(z.minLength(1), z.maxLength(mostCompared)),
});

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

  async show(items: readonly ComparedItem[]): Promise<void> {
    const compared = await this.#read(items);
    const panel = vscode.window.createWebviewPanel(
      compareType,
      t("Compare Labels"),
      vscode.ViewColumn.Active,
    );
    this.#fill(panel, items, compared);
  }

  /** Brings a comparison back after a reload, with what is known; nothing is asked. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const parsed = stateSchema.safeParse(state);
    if (!parsed.success) {
      panel.dispose();
      return;
    }
    const { compared } = parsed.data;
    try {
      this.#fill(panel, compared, await this.#read(compared));
    } catch (error) {
      panel.dispose();
      this.#services.report(error);
    }
  }

  dispose(): void {
    for (const panel of this.#open) panel.dispose();
  }

  #read(items: readonly ComparedItem[]): Promise<Compared[]> {
    return Promise.all(items.map((item) => this.#services.read(item)));
  }

  #fill(
    panel: vscode.WebviewPanel,
    items: readonly ComparedItem[],
    known: readonly Compared[],
  ): void {
    const { languages, report } = this.#services;
    let compared = known;
    let isDetecting = false;
    this.#open.add(panel);
    const draw = () => {
      if (!this.#open.has(panel)) return;
      const labels = compared.flatMap((column) => column.labels ?? []);
      const columns = compared.map(({ target: _, ...column }) => column);
      const names = shownNamesOf(labels, languages.namer);
      this.#last = { compared: items, columns, isDetecting, names };
      void panel.webview.postMessage(this.#last);
    };
    const readAgain = async () => {
      compared = await this.#read(items);
      draw();
    };
    const detect = async () => {
      if (isDetecting) return;
      isDetecting = true;
      draw();
      try {
        const unknown = compared.filter(({ labels, canDetect }) => !labels && canDetect);
        await this.#services.detect(unknown.map(({ target }) => target));
      } finally {
        isDetecting = false;
        await readAgain();
      }
    };
    const listeners = [
      languages.onDidChange(draw),
      ...this.#services.changes.map((changed) => changed(() => void readAgain().catch(report))),
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
    panel.webview.options = pageOptions;
    panel.webview.html = pageOf("compare", t("Compare labels"));
    draw();
  }
}
