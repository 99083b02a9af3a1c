/** One panel at work on one image: looks at it, detects when asked, copies what it shows. */
import { isDeepStrictEqual } from "node:util";
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { type DetectionOutcome, toDetection } from "../../detection/detector.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import { type LabelCorrections, noCorrections } from "../../labels/corrections.ts";
import type { Detection } from "../../labels/detection.ts";
import { cancelledText } from "../../messages/brief.ts";
import { type ObjectRef, sameRef } from "../../oss/objectRef.ts";
import { commandName } from "../commandIds.ts";
import type { Corrections } from "../images/corrections.ts";
import type { Image, ImageFacts } from "../images/image.ts";
import type { LabelLanguages } from "../images/labelLanguages.ts";
import { concerns, type LabelChange } from "../images/labelStore.ts";
import { isCancellation } from "../present.ts";
import type { LabelPanel, OwnersIntent } from "./labelPanel.ts";
import {
  copyText,
  type PanelLabels,
  type PanelModel,
  panelCommand,
  panelState,
} from "./panelState.ts";

export interface ImagePanelServices {
  /** 0–1: the setting. Throws a `Refusal` when it is wrong. */
  readonly threshold: () => number;
  readonly corrections: Corrections;
  readonly languages: LabelLanguages;
  /** Shows what went wrong and is not in the panel. */
  readonly report: (error: unknown) => void;
  /** Writes what went wrong and is in the panel into the log. */
  readonly note: (error: unknown) => void;
  /** Shows the picture beside this one in its place. */
  readonly walk: (step: 1 | -1) => Promise<void>;
  /** Told when a detection begins. */
  readonly onDetect: () => void;
}

/** In milliseconds. */
const minTimeBeforeRepeat = 1000;

/** A detection that this panel asked for. */
interface Asked {
  readonly threshold: number;
  readonly controller: AbortController;
}

export class ImagePanel implements vscode.Disposable {
  readonly panel: LabelPanel;
  readonly image: Image;
  readonly #services: ImagePanelServices;
  readonly #closed = new AbortController();
  readonly #listener: vscode.Disposable;
  #corrections: LabelCorrections = noCorrections;
  #facts: ImageFacts | undefined;
  #labels: PanelLabels | undefined;
  /** The newest is last. */
  readonly #asked: Asked[] = [];
  #failure: PanelModel["failure"];
  #notice: string | undefined;
  /** When the newest detection of the object was made that the index told of last. */
  #lastInIndex: string | undefined;
  /** When labels came last; in milliseconds of `performance.now()`. */
  #answeredAt = Number.NEGATIVE_INFINITY;
  /** 0–1: the setting as it was when it was right last. */
  #threshold: number;

  constructor(panel: LabelPanel, image: Image, services: ImagePanelServices) {
    this.panel = panel;
    this.image = image;
    this.#services = services;
    this.#threshold = services.threshold();
    this.#listener = vscode.Disposable.from(
      panel.onDidIntend((intent) => {
        this.#carryOut(intent).catch(services.report);
      }),
      services.languages.onDidChange(() => this.#draw()),
      services.corrections.onDidChange((object) => {
        if (image.object && sameRef(object, image.object)) void this.#loadCorrections();
      }),
    );
    this.#draw();
    void this.#loadFacts();
    void this.#loadCorrections();
  }

  /** Shows what is stored about the present bytes, if anything is; asks nothing billable. */
  async showKnown(): Promise<void> {
    const before = this.#labels;
    const hasFailed = this.#failure !== undefined;
    const look = { spend: "requests", signal: this.#closed.signal } as const;
    try {
      const stored = await this.image.known(look);
      if (this.#asked.length > 0 || this.#labels !== before) return;
      const isNew = !isSameDetection(stored, before?.stored);
      if (!isNew && !hasFailed) return;
      // What the panel showed is about other bytes now, or was unavailable, and its picture may be too.
      if (before || hasFailed) void this.#loadFacts();
      if (isNew) this.#labels = stored && { stored, fromCache: true };
      this.#failure = undefined;
      this.#draw();
    } catch (error) {
      if (isCancellation(error) || this.#asked.length > 0) return;
      this.#fail(error, this.#settingThreshold());
    }
  }

  /**
   * Detects and shows, and tells a failure once: in the panel, or by `report` where the panel shows what is newer.
   * To ask again right after an answer is the second half of a double click, which nobody means to pay for.
   */
  async detectAndTell(threshold: number, refresh: boolean): Promise<void> {
    if (refresh && performance.now() - this.#answeredAt < minTimeBeforeRepeat) return;
    try {
      await this.detect(threshold, refresh);
    } catch (error) {
      if (error === this.#failure?.error) this.#services.note(error);
      else this.#services.report(error);
    }
  }

  /** Detects and shows; an error is shown here, unless something newer is, and thrown. */
  async detect(threshold: number, refresh: boolean, outer?: AbortSignal): Promise<Detection> {
    const asked: Asked = { threshold, controller: new AbortController() };
    const signals = [asked.controller.signal, this.#closed.signal, ...(outer ? [outer] : [])];
    const outcome = this.image.detect({ threshold, refresh, signal: AbortSignal.any(signals) });
    this.#asked.push(asked);
    this.#services.onDetect();
    this.#failure = undefined;
    this.#notice = undefined;
    this.#draw();
    try {
      return toDetection(this.#worked(asked, await outcome));
    } catch (error) {
      this.#failed(asked, error);
      throw error;
    }
  }

  /** Takes over what has become known or was forgotten elsewhere: by a batch, a tool, another panel. */
  labelsChanged(change: LabelChange): void {
    if (change.kind === "stored") {
      const { object } = this.image;
      const isOwn = object !== undefined && sameRef(object, change.stored.object);
      const isOfSameBytes = this.#labels && concerns(change, this.#labels.stored.object);
      if (!isOwn && !isOfSameBytes) return;
      this.#labels = { stored: change.stored, fromCache: change.isRestored === true };
      this.#answeredAt = performance.now();
      this.#failure = undefined;
      this.#notice = undefined;
    } else {
      if (!this.#labels || !concerns(change, this.#labels.stored.object)) return;
      this.#labels = undefined;
    }
    this.#draw();
  }

  /** Shows what came by an import or from another window, which nobody tells one by one. */
  async indexChanged(): Promise<void> {
    const { object } = this.image;
    if (!object) return;
    const corrections = await this.#services.corrections.of(object);
    if (JSON.stringify(corrections) !== JSON.stringify(this.#corrections)) {
      this.#corrections = corrections;
      this.#draw();
    }
    const latest = await this.image.known({ spend: "nothing" });
    const before = this.#lastInIndex;
    this.#lastInIndex = latest?.detectedAt;
    if (latest?.detectedAt === before) return;
    if (isSameDetection(latest, this.#labels?.stored)) return;
    // Whether it is about the present bytes is asked of the account.
    await this.showKnown();
  }

  /** Says that no image is known beside this one, in the direction in which somebody wanted to go. */
  sayAtEnd(step: 1 | -1): void {
    this.#notice =
      step > 0
        ? t("No picture is listed after this one.")
        : t("No picture is listed before this one.");
    this.#draw();
  }

  dispose(): void {
    this.#closed.abort();
    this.#listener.dispose();
  }

  #worked(asked: Asked, outcome: DetectionOutcome): DetectionOutcome {
    const index = this.#asked.indexOf(asked);
    // Those before it have nothing newer to tell.
    if (index === -1) return outcome;
    this.#asked.splice(0, index + 1);
    this.#labels = outcome;
    this.#answeredAt = performance.now();
    this.#failure = undefined;
    this.#draw();
    return outcome;
  }

  #failed(asked: Asked, error: unknown): void {
    const index = this.#asked.indexOf(asked);
    if (index === -1) return;
    this.#asked.splice(index, 1);
    if (this.#asked.length === 0) {
      if (isCancellation(error)) this.#notice = cancelledText(error, this.image.isFree);
      else this.#failure = { error, threshold: asked.threshold };
    }
    this.#draw();
  }

  #fail(error: unknown, threshold: number): void {
    this.#failure = { error, threshold };
    this.#draw();
  }

  async #loadFacts(): Promise<void> {
    const { signal } = this.#closed;
    this.#facts = await this.image.facts({ spend: "requests", picture: "panel", signal });
    this.#draw();
  }

  async #loadCorrections(): Promise<void> {
    const { object } = this.image;
    if (!object) return;
    const corrections = await this.#services.corrections.of(object);
    if (isDeepStrictEqual(corrections, this.#corrections)) return;
    this.#corrections = corrections;
    this.#draw();
  }

  async #carryOut(intent: OwnersIntent): Promise<void> {
    const { object } = this.image;
    switch (intent.type) {
      case "correct":
        if (object) await this.#services.corrections.change(object, intent.kind, intent.name);
        return;
      case "addLabel":
        if (object) await vscode.commands.executeCommand(commandName("addLabel"), nodeOf(object));
        return;
      case "detect":
        await this.detectAndTell(intent.threshold, this.#covers(intent.threshold));
        return;
      case "cancel":
        for (const { controller } of this.#asked) controller.abort();
        return;
      case "copy": {
        const text = copyText(intent.format, this.#model(), intent.threshold);
        if (text === undefined) return;
        await vscode.env.clipboard.writeText(text);
        this.panel.copied(intent.format);
        return;
      }
      case "walk":
        return this.#services.walk(intent.step);
      case "labelLanguage":
        await this.#services.languages.choose(intent.language);
        return;
      case "openSettings":
      case "showLog":
        await vscode.commands.executeCommand(commandName(intent.type));
        return;
      case "action": {
        const action = panelCommand(intent.id, this.#model(), intent.threshold);
        if (action) await vscode.commands.executeCommand(action.command, ...action.arguments);
        return;
      }
    }
  }

  /** True when what is shown reaches down to a threshold, so that asking for it again means asking the service. */
  #covers(threshold: number): boolean {
    return this.#labels !== undefined && this.#labels.stored.threshold <= threshold;
  }

  /** A setting that has become wrong is told where it is used; a panel must come to its end all the same. */
  #settingThreshold(): number {
    try {
      this.#threshold = this.#services.threshold();
    } catch {
      // The one before it is as good for a panel that rests.
    }
    return this.#threshold;
  }

  #draw(): void {
    if (!this.#closed.signal.aborted) this.panel.show(panelState(this.#model()));
  }

  #model(): PanelModel {
    return {
      image: this.image,
      facts: this.#facts,
      labels: this.#labels,
      corrections: this.#corrections,
      asked: this.#asked.map(({ threshold }) => threshold),
      failure: this.#failure,
      notice: this.#notice,
      threshold: this.#settingThreshold(),
      language: this.#services.languages.language,
      namer: this.#services.languages.namer,
    };
  }
}

/** An object as commands are handed one by the tree. */
function nodeOf({ account, bucket, key }: ObjectRef) {
  return { kind: "object", account, bucket, object: { key } };
}

/** A detection of bytes that cannot be recognised is not found again, and stays what there is. */
function isSameDetection(
  now: StoredDetection | undefined,
  before: StoredDetection | undefined,
): boolean {
  if (now || !before) return now?.detectedAt === before?.detectedAt;
  return before.object.etag === undefined && before.object.crc64 === undefined;
}
