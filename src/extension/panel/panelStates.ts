/** What a panel shows, made of what is known of its subject. */
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import { OssError } from "../../oss/error.ts";
import type { PanelAction, PanelAnswer, PanelObject, PanelState } from "../../panel/protocol.ts";
import type { Subject } from "../detect/subject.ts";
import { sentenceOf } from "../present.ts";
import { panelActions, remedyAction } from "./panelActions.ts";

/** What is known when a state is made. */
export interface Shown {
  readonly subject: Subject;
  readonly object: PanelObject;
  readonly answer: { readonly known: StoredDetection; readonly fromCache: boolean } | undefined;
}

/** Nothing is under way; `threshold` (0–1) is what a detection would ask for. */
export function restingState(shown: Shown, threshold: number): PanelState {
  const { answer } = answerOf(shown);
  if (!answer) return { kind: "ready", threshold, ...baseOf(shown) };
  return { kind: "detected", answer, ...baseOf(shown) };
}

/** A call at `threshold` (0–1) is under way; the answer before stays in sight. */
export function detectingState(shown: Shown, threshold: number): PanelState {
  return { kind: "detecting", threshold, ...baseOf(shown), ...answerOf(shown) };
}

/** A call at `threshold` (0–1) did not work; the answer before stays in sight. */
export function failedState(shown: Shown, threshold: number, error: unknown): PanelState {
  const facts = error instanceof OssError ? error : undefined;
  const base = baseOf(shown);
  return {
    kind: "failed",
    sentence: sentenceOf(error),
    code: facts?.code ?? "unexpected",
    ...(facts?.requestId !== undefined && { requestId: facts.requestId }),
    threshold,
    ...base,
    actions: [...remedyAction(error), ...base.actions],
    ...answerOf(shown),
  };
}

function baseOf({ subject, object }: Shown): {
  object: PanelObject;
  actions: readonly PanelAction[];
  note?: string;
} {
  const { note } = subject;
  return { object, actions: panelActions(subject), ...(note !== undefined && { note }) };
}

function answerOf({ answer }: Shown): { answer?: PanelAnswer } {
  if (!answer) return {};
  const { labels, threshold, detectedAt, requestId, serverTime, raw } = answer.known;
  const { fromCache } = answer;
  return { answer: { labels, threshold, detectedAt, fromCache, requestId, serverTime, raw } };
}
