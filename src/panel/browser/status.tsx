/** Tells screen readers what has just happened; seen by nobody. */
import { formatScore } from "../../labels/format.ts";
import { labelCount } from "../model/facts.ts";
import type { CopyFormat, PanelState } from "../protocol.ts";

interface StatusProps {
  readonly state: PanelState;
  readonly copied: CopyFormat | undefined;
}

export function Status({ state, copied }: StatusProps) {
  return (
    <div class="unseen" role="status">
      {copied ? "Copied." : happening(state)}
    </div>
  );
}

function happening(state: PanelState): string {
  switch (state.kind) {
    case "ready":
      return "";
    case "detecting":
      return `Detecting labels at ${formatScore(state.threshold)}.`;
    case "detected": {
      const { labels, threshold } = state.answer;
      return `${labelCount(labels.length)} at or above ${formatScore(threshold)}.`;
    }
    case "failed":
      // The failure itself is an alert.
      return "";
  }
}
