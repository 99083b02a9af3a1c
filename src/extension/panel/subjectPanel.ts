/** One panel at work on one subject: loads its facts, detects when asked, copies what it shows. */
import * as vscode from "vscode";
import { type DetectionOutcome, toDetection } from "../../detection/detector.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import type { Detection } from "../../labels/detection.ts";
import type { PanelObject } from "../../panel/protocol.ts";
import { commandName } from "../commandIds.ts";
import type { Subject } from "../detect/subject.ts";
import { isCancellation, markShown, noteOccasion } from "../present.ts";
import { copyText } from "./copyText.ts";
import type { LabelPanel, OwnersIntent } from "./labelPanel.ts";
import { runPanelAction, runRemedy } from "./panelActions.ts";
import { detectingState, failedState, restingState, type Shown } from "./panelStates.ts";

export interface SubjectPanelServices {
  readonly threshold: () => number;
  readonly onDetected: (subject: Subject, outcome: DetectionOutcome) => void;
  /** Shows what went wrong outside of a detection. */
  readonly report: (error: unknown) => void;
}

/** A detection under way. */
interface Running {
  readonly threshold: number;
  readonly refresh: boolean;
  readonly controller: AbortController;
  readonly outcome: Promise<DetectionOutcome>;
}

export class SubjectPanel implements vscode.Disposable {
  readonly panel: LabelPanel;
  readonly subject: Subject;
  readonly #services: SubjectPanelServices;
  readonly #closed = new AbortController();
  readonly #listener: vscode.Disposable;
  #object: PanelObject;
  #answer: { known: StoredDetection; fromCache: boolean } | undefined;
  /** The newest is what the panel shows. */
  readonly #running: Running[] = [];
  /** 0–1: the setting as it was when it was right last. */
  #threshold: number;
  /** What the panel says went wrong. */
  #error: unknown;

  constructor(panel: LabelPanel, subject: Subject, services: SubjectPanelServices) {
    this.panel = panel;
    this.subject = subject;
    this.#services = services;
    this.#threshold = services.threshold();
    const { title, uri, account } = subject;
    this.#object = { title, uri, account };
    this.#listener = panel.onDidIntend((intent) => {
      this.#answerIntent(intent).catch(services.report);
    });
    this.#rest();
    void this.#loadFacts();
  }

  /** Shows the answer known for the present bytes, if there is one; asks nothing billable. */
  async showKnown(): Promise<void> {
    const before = this.#answer;
    try {
      const known = await this.subject.known(this.#closed.signal);
      if (this.#running.length > 0 || this.#answer !== before) return;
      const isFailed = this.panel.state?.kind === "failed";
      if (isSameAnswer(known, before?.known) && !isFailed) return;
      // What the panel showed is about other bytes now, or was unavailable, and its picture may be too.
      if (before || isFailed) void this.#loadFacts();
      if (!isSameAnswer(known, before?.known)) this.#answer = known && { known, fromCache: true };
      this.#rest();
    } catch (error) {
      if (isCancellation(error) || this.#running.length > 0) return;
      this.#showFailure(error, this.#settingThreshold());
    }
  }

  /**
   * Detects and shows; the error, if any, is shown here and thrown. What is being asked for already is waited
   * for: to give it up and ask again would be billed twice.
   */
  async detect(threshold: number, refresh: boolean, outer?: AbortSignal): Promise<Detection> {
    const running = this.#running.find(
      (one) => one.threshold <= threshold && (one.refresh || !refresh),
    );
    const outcome = await (running ?? this.#start(threshold, refresh, outer)).outcome;
    return toDetection({ ...outcome, threshold });
  }

  dispose(): void {
    this.#closed.abort();
    this.#listener.dispose();
  }

  #start(threshold: number, refresh: boolean, outer: AbortSignal | undefined): Running {
    const controller = new AbortController();
    const signals = [controller.signal, this.#closed.signal, ...(outer ? [outer] : [])];
    const asked = this.subject.detect({ threshold, refresh, signal: AbortSignal.any(signals) });
    const running: Running = {
      threshold,
      refresh,
      controller,
      outcome: asked.then(
        (outcome) => this.#worked(running, outcome),
        (error: unknown) => this.#failed(running, error),
      ),
    };
    this.#running.push(running);
    this.#showDetecting(threshold);
    return running;
  }

  #worked(running: Running, outcome: DetectionOutcome): DetectionOutcome {
    const index = this.#running.indexOf(running);
    if (index !== -1) {
      // Those before it have nothing newer to tell.
      this.#running.splice(0, index + 1);
      this.#answer = { known: outcome.stored, fromCache: outcome.fromCache };
      const next = this.#running.at(-1);
      if (next) this.#showDetecting(next.threshold);
      else this.#rest();
    }
    this.#services.onDetected(this.subject, outcome);
    return outcome;
  }

  #failed(running: Running, error: unknown): never {
    const index = this.#running.indexOf(running);
    if (index !== -1) this.#running.splice(index, 1);
    if (index !== -1 && this.#running.length === 0) this.#showEnd(error, running.threshold);
    throw error;
  }

  async #loadFacts(): Promise<void> {
    try {
      this.#object = await this.subject.facts(this.#closed.signal);
      const { state } = this.panel;
      if (!state || this.#closed.signal.aborted) return;
      // The note may have changed, too: it compares the object with a file.
      const { note } = this.subject;
      this.panel.show({ ...state, object: this.#object, ...(note !== undefined && { note }) });
    } catch (error) {
      if (!isCancellation(error)) this.#services.report(error);
    }
  }

  async #answerIntent(intent: OwnersIntent): Promise<void> {
    switch (intent.type) {
      case "detect":
        // Its error is in the panel already.
        await this.detect(intent.threshold, this.#answers(intent.threshold)).catch(() => undefined);
        return;
      case "cancel":
        for (const { controller } of this.#running) controller.abort();
        return;
      case "copy": {
        const text = copyText(
          intent.format,
          this.#object.uri,
          this.#detection(intent.threshold),
          this.#answer?.known,
        );
        if (text === undefined) return;
        await vscode.env.clipboard.writeText(text);
        this.panel.copied(intent.format);
        return;
      }
      case "openSettings":
        await vscode.commands.executeCommand(commandName("openSettings"));
        return;
      case "showLog":
        await vscode.commands.executeCommand(commandName("showLog"));
        return;
      case "action":
        if (!(await runRemedy(intent.id, this.#error)))
          await runPanelAction(intent.id, this.subject, intent.threshold);
        return;
    }
  }

  /** True when what is shown covers a threshold, so that asking for it again means asking the service. */
  #answers(threshold: number): boolean {
    return this.#answer !== undefined && this.#answer.known.threshold <= threshold;
  }

  #detection(threshold: number): Detection | undefined {
    if (!this.#answer) return undefined;
    const { known, fromCache } = this.#answer;
    const outcome = { object: known.object, threshold, stored: known, fromCache };
    return { ...toDetection({ ...outcome, possiblyBilledCalls: 0 }), object: this.#object.uri };
  }

  #rest(): void {
    this.panel.show(restingState(this.#shown(), this.#settingThreshold()));
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

  #showDetecting(threshold: number): void {
    this.panel.show(detectingState(this.#shown(), threshold));
  }

  #showEnd(error: unknown, threshold: number): void {
    if (isCancellation(error)) this.#rest();
    else this.#showFailure(error, threshold);
  }

  #showFailure(error: unknown, threshold: number): void {
    const { account, address } = this.subject;
    noteOccasion(error, { account, bucket: address?.bucket });
    markShown(error);
    this.#error = error;
    this.panel.show(failedState(this.#shown(), threshold, error));
  }

  #shown(): Shown {
    return { subject: this.subject, object: this.#object, answer: this.#answer };
  }
}

/** An answer about bytes that cannot be recognised is not known again, and stays what there is. */
function isSameAnswer(
  now: StoredDetection | undefined,
  before: StoredDetection | undefined,
): boolean {
  if (now || !before) return now?.detectedAt === before?.detectedAt;
  return before.object.etag === undefined && before.object.crc64 === undefined;
}
