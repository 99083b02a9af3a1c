/** Starts a detection and says that it is one billable call; while one is under way, cancels it. */
import { formatScore } from "../../labels/format.ts";
import { callText } from "../model/facts.ts";
import type { PanelState } from "../protocol.ts";
import { send } from "./host.ts";

interface DetectButtonProps {
  readonly state: PanelState;
  /** Where the slider stands. */
  readonly threshold: number;
  readonly onDetect: (threshold: number) => void;
}

export function DetectButton({ state, threshold, onDetect }: DetectButtonProps) {
  // A failed call offers its own way on, beside the reason.
  if (state.kind === "failed") return null;
  if (state.kind === "detecting") {
    return (
      <>
        <button type="button" class="button secondary" onClick={() => send({ type: "cancel" })}>
          Cancel
        </button>
        <span class="under-way">Detecting labels at {formatScore(state.threshold)}…</span>
      </>
    );
  }
  const asked = state.kind === "ready" ? state.threshold : state.answer.threshold;
  const at = state.kind === "ready" ? threshold : Math.min(threshold, asked);
  // The same call would find as little: below, the panel offers a better one.
  const isEmpty = state.kind === "detected" && state.answer.labels.length === 0;
  const words = state.kind === "ready" ? "Detect labels" : "Detect again";
  return (
    <button
      type="button"
      class={`button ${isEmpty ? "secondary" : "primary"}`}
      title={`Asks the service for labels: one billable call at threshold ${formatScore(at)}`}
      onClick={() => onDetect(at)}
    >
      {callText(words, at === asked ? undefined : at)}
    </button>
  );
}
