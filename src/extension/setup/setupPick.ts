/** The checklist on the screen: a quick pick that fills while the checks run, and whose rows do something. */

import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Failure } from "../../errors/failure.ts";
import type { Detection } from "../../labels/detection.ts";
import type { ObjectAddress } from "../../oss/address.ts";
import type { RequestLogLine } from "../../oss/requestLog.ts";
import type { SetupRequest } from "../../setup/checkSetup.ts";
import { checkSetup, type SetupResult } from "../../setup/checkSetup.ts";
import { detectionWorked } from "../../setup/detectionCheck.ts";
import { ramPolicy } from "../../setup/ramPolicy.ts";
import { setupReport, summary } from "../../setup/report.ts";
import type { Outcome, SetupItem } from "../../setup/setupItem.ts";
import { failed } from "../../setup/setupItem.ts";
import { isCancellation } from "../present.ts";
import type { Ui } from "../ui.ts";
import { agreesToDetect, type LeavingAction } from "./setupActions.ts";
import { type FoldedVerdict, type SetupRow, setupRows } from "./setupRows.ts";

export interface SetupPickOptions {
  readonly ui: Ui;
  readonly account: string;
  readonly bucket: string | undefined;
  readonly request: SetupRequest;
  readonly log: (line: RequestLogLine) => void;
  readonly detect: (image: ObjectAddress, signal: AbortSignal) => Promise<Detection>;
  /** The proxies in effect, without passwords. */
  readonly network: string;
  readonly version: string;
}

/** How the person left it. */
export type Left =
  | { readonly kind: "closed" }
  | { readonly kind: "anotherBucket"; readonly buckets: readonly string[] }
  | { readonly kind: "place"; readonly action: LeavingAction };

export class SetupPick {
  readonly #options: SetupPickOptions;
  readonly #again = { iconPath: new vscode.ThemeIcon("refresh"), tooltip: t("Check Again") };
  readonly #copy = { iconPath: new vscode.ThemeIcon("copy"), tooltip: t("Copy Report") };
  readonly #pick: vscode.QuickPick<SetupRow>;
  /** What the person has opened. */
  readonly #opened = new Set<FoldedVerdict>();
  #running: AbortController | undefined;
  #result: SetupResult = { items: [], buckets: [] };
  #leave: (left: Left) => void = () => undefined;
  #fail: (error: unknown) => void = () => undefined;

  constructor(options: SetupPickOptions) {
    this.#options = options;
    this.#pick = options.ui.createQuickPick<SetupRow>();
  }

  /** Runs the checks and resolves when the person leaves. Rejects only on an unexpected error. */
  async show(): Promise<Left> {
    const pick = this.#pick;
    pick.matchOnDescription = true;
    pick.matchOnDetail = true;
    pick.keepScrollPosition = true;
    // The person may be in the OSS console, fixing something.
    pick.ignoreFocusOut = true;
    pick.buttons = [this.#again, this.#copy];
    const left = new Promise<Left>((resolve, reject) => {
      this.#leave = resolve;
      this.#fail = reject;
    });
    const listeners = [
      pick.onDidHide(() => this.#leave({ kind: "closed" })),
      pick.onDidAccept(() => this.#do(() => this.#choose(pick.selectedItems[0]))),
      pick.onDidTriggerItemButton(({ item }) => this.#do(() => this.#tellInFull(item.item))),
      pick.onDidTriggerButton((button) => this.#do(() => this.#press(button))),
    ];
    this.#do(() => this.#check());
    pick.show();
    try {
      return await left;
    } finally {
      this.#running?.abort();
      for (const listener of listeners) listener.dispose();
      pick.dispose();
    }
  }

  async #check(): Promise<void> {
    const { request, log } = this.#options;
    await this.#whileBusy(t("Checking… Press Escape to stop."), async (signal) => {
      const onChange = (items: readonly SetupItem[]) => this.#draw({ items, buckets: [] }, true);
      this.#result = await checkSetup(request, { signal, onChange, log });
    });
  }

  async #choose(row: SetupRow | undefined): Promise<void> {
    const { choice } = row ?? {};
    if (!choice) return this.#tellInFull(row?.item);
    switch (choice.kind) {
      case "copyReport":
        return this.#copyReport();
      case "copyPolicy":
        return this.#copyPolicy();
      case "checkAgain":
        return this.#check();
      case "detect":
        return this.#detect();
      case "anotherBucket":
        return this.#leave({ kind: "anotherBucket", buckets: this.#result.buckets });
      case "fold":
        return this.#fold(choice.verdict);
      default:
        return this.#leave({ kind: "place", action: choice });
    }
  }

  #fold(verdict: FoldedVerdict): void {
    if (!this.#opened.delete(verdict)) this.#opened.add(verdict);
    this.#draw(this.#result, false);
  }

  async #tellInFull(item: SetupItem | undefined): Promise<void> {
    if (!item || item.finding === "") return;
    const { title, finding, said, nextStep } = item;
    const detail = [finding, said, nextStep].filter(Boolean).join("\n\n");
    await this.#options.ui.tell({ text: title, modal: true, detail });
  }

  async #press(button: vscode.QuickInputButton): Promise<void> {
    return button === this.#again ? this.#check() : this.#copyReport();
  }

  async #copyReport(): Promise<void> {
    const { account, network, version } = this.#options;
    const { items, bucket = this.#options.bucket } = this.#result;
    const heading = { account, bucket, network, version, date: new Date() };
    await vscode.env.clipboard.writeText(setupReport(heading, items));
    this.#pick.placeholder = t("The report was copied to the clipboard. It contains no keys.");
  }

  async #copyPolicy(): Promise<void> {
    const { bucket, prefix } = this.#result;
    await vscode.env.clipboard.writeText(ramPolicy(bucket, prefix));
    this.#pick.placeholder = t(
      "The RAM policy was copied to the clipboard. Attach it to the key's RAM user.",
    );
  }

  async #detect(): Promise<void> {
    const { image } = this.#result;
    const { ui, request, detect } = this.#options;
    if (!image || !(await agreesToDetect(ui, image, request.isSample))) return;
    await this.#whileBusy(t("Detecting one image… Press Escape to stop."), async (signal) => {
      const running = { verdict: "running", finding: "" } as const;
      this.#draw(withDetection(this.#result, running), true);
      const outcome = await detect(image, signal).then(
        ({ labels }) => detectionWorked(image, labels.length),
        (error: unknown) => {
          if (!(error instanceof Failure) || isCancellation(error)) throw error;
          return failed(error, { bucket: image.bucket, typedKeys: request.typedKeys });
        },
      );
      this.#result = withDetection(this.#result, outcome);
    });
  }

  /** One at a time; a new one ends the one before. */
  async #whileBusy(words: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#pick.busy = true;
    this.#pick.placeholder = words;
    try {
      await work(running.signal);
      if (running.signal.aborted) return;
      this.#pick.placeholder = t("Choose what to do next");
      this.#draw(this.#result, false);
    } finally {
      if (this.#running === running) this.#pick.busy = false;
    }
  }

  #draw(result: SetupResult, isRunning: boolean): void {
    const { items, image, bucket = this.#options.bucket, buckets } = result;
    const { account, request } = this.#options;
    const pick = this.#pick;
    const hasOthers = buckets.some((other) => other !== bucket);
    const active = pick.activeItems[0]?.key;
    const heading = [t("Check Setup"), account, bucket].filter(Boolean).join(" › ");
    pick.title = isRunning ? heading : `${heading}: ${summary(items)}`;
    const opened = this.#opened;
    const { isSample } = request;
    pick.items = setupRows({ items, isRunning, opened, image, isSample, hasOthers });
    // Enter runs the first remedy, unless the person chose another row; it never costs money by itself.
    const isUntouched = active === undefined || active === items[0]?.id;
    const next = isUntouched && !isRunning ? pick.items.find(isRemedy) : undefined;
    const same = next ?? pick.items.find(({ key }) => key === active);
    if (same) pick.activeItems = [same];
  }

  /** A cancelled check needs no words; anything else ends the checklist. */
  #do(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (!isCancellation(error)) this.#fail(error);
    });
  }
}

function isRemedy({ item, choice }: SetupRow): boolean {
  return item?.nextStep !== undefined && choice !== undefined && choice.kind !== "detect";
}

function withDetection(result: SetupResult, outcome: Outcome): SetupResult {
  const items = result.items.map(({ id, title, ...before }) => ({
    id,
    title,
    ...(id === "detection" ? outcome : before),
  }));
  return { ...result, items };
}
