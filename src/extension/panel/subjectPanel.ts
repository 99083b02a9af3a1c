/** One panel at work on one subject: loads its facts, detects when asked, copies what it shows. */
import * as vscode from "vscode";
import { type DetectionOutcome, toDetection } from "../../detection/detector.ts";
import type { KnownAnswer } from "../../labelIndex/knownAnswer.ts";
import type { Detection } from "../../labels/detection.ts";
import { OssError } from "../../oss/error.ts";
import type { PanelAction, PanelAnswer, PanelObject, PanelState } from "../../panel/protocol.ts";
import { commandName } from "../commandIds.ts";
import type { Subject } from "../detect/subject.ts";
import { isCancellation, markShown, noteOccasion, sentenceOf } from "../present.ts";
import { copyText } from "./copyText.ts";
import type { LabelPanel, OwnersIntent } from "./labelPanel.ts";
import { panelActions, remedyAction, runPanelAction, runRemedy } from "./panelActions.ts";

export interface SubjectPanelServices {
  readonly threshold: () => number;
  readonly onDetected: (subject: Subject, outcome: DetectionOutcome) => void;
  /** Shows what went wrong outside of a detection. */
  readonly report: (error: unknown) => void;
}

export class SubjectPanel implements vscode.Disposable {
  readonly panel: LabelPanel;
  readonly subject: Subject;
  readonly #services: SubjectPanelServices;
  readonly #closed = new AbortController();
  readonly #listener: vscode.Disposable;
  #object: PanelObject;
  #answer: { known: KnownAnswer; fromCache: boolean } | undefined;
  #detecting: AbortController | undefined;
  /** What the panel says went wrong. */
  #error: unknown;

  constructor(panel: LabelPanel, subject: Subject, services: SubjectPanelServices) {
    this.panel = panel;
    this.subject = subject;
    this.#services = services;
    const { title, uri, account } = subject;
    this.#object = { title, uri, account };
    this.#listener = panel.onDidIntend((intent) => void this.#answerIntent(intent));
    panel.show(this.#restingState());
    void this.#loadFacts();
  }

  /** Shows the known answer, if there is one; asks nothing billable. */
  async showKnown(): Promise<void> {
    try {
      const known = await this.subject.known(this.#closed.signal);
      if (!known || this.#answer || this.#detecting) return;
      this.#answer = { known, fromCache: true };
      this.panel.show(this.#restingState());
    } catch (error) {
      if (!isCancellation(error)) this.#showFailure(error, this.#services.threshold());
    }
  }

  /** Detects and shows; the error, if any, is shown here and thrown. */
  async detect(threshold: number, refresh: boolean, outer?: AbortSignal): Promise<Detection> {
    this.#detecting?.abort();
    const detecting = new AbortController();
    this.#detecting = detecting;
    const signals = [detecting.signal, this.#closed.signal, ...(outer ? [outer] : [])];
    this.#showDetecting(threshold);
    try {
      const signal = AbortSignal.any(signals);
      const outcome = await this.subject.detect({ threshold, refresh, signal });
      this.#answer = { known: outcome.answer, fromCache: outcome.detection.fromCache };
      if (this.#detecting === detecting) this.panel.show(this.#restingState());
      this.#services.onDetected(this.subject, outcome);
      return outcome.detection;
    } catch (error) {
      if (this.#detecting === detecting) this.#showEnd(error, threshold);
      throw error;
    } finally {
      if (this.#detecting === detecting) this.#detecting = undefined;
    }
  }

  dispose(): void {
    this.#closed.abort();
    this.#listener.dispose();
  }

  async #loadFacts(): Promise<void> {
    try {
      this.#object = await this.subject.facts(this.#closed.signal);
      const { state } = this.panel;
      if (state && !this.#closed.signal.aborted)
        this.panel.show({ ...state, object: this.#object });
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
        this.#detecting?.abort();
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
    return { ...toDetection(known, known.object, threshold, fromCache), object: this.#object.uri };
  }

  #restingState(): PanelState {
    const answer = this.#panelAnswer();
    const base = this.#base();
    if (!answer) return { kind: "ready", threshold: this.#services.threshold(), ...base };
    return { kind: "detected", answer, ...base };
  }

  #showDetecting(threshold: number): void {
    const answer = this.#panelAnswer();
    this.panel.show({ kind: "detecting", threshold, ...this.#base(), ...(answer && { answer }) });
  }

  #showEnd(error: unknown, threshold: number): void {
    if (isCancellation(error)) this.panel.show(this.#restingState());
    else this.#showFailure(error, threshold);
  }

  #showFailure(error: unknown, threshold: number): void {
    const answer = this.#panelAnswer();
    const facts = error instanceof OssError ? error : undefined;
    const { account, address } = this.subject;
    noteOccasion(error, { account, bucket: address?.bucket });
    markShown(error);
    this.#error = error;
    const base = this.#base();
    this.panel.show({
      kind: "failed",
      sentence: sentenceOf(error),
      code: facts?.code ?? "unexpected",
      ...(facts?.requestId !== undefined && { requestId: facts.requestId }),
      threshold,
      ...base,
      actions: [...remedyAction(error), ...base.actions],
      ...(answer && { answer }),
    });
  }

  #base(): { object: PanelObject; actions: readonly PanelAction[]; note?: string } {
    const { note } = this.subject;
    const actions = panelActions(this.subject);
    return { object: this.#object, actions, ...(note !== undefined && { note }) };
  }

  #panelAnswer(): PanelAnswer | undefined {
    if (!this.#answer) return undefined;
    const { known, fromCache } = this.#answer;
    const { labels, threshold, detectedAt, requestId, serverTime, raw } = known;
    return { labels, threshold, detectedAt, fromCache, requestId, serverTime, raw };
  }
}
