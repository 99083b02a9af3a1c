/** What stands in place of a list of labels: nothing known yet, none found, or all filtered away; each with the way out. */
import { formatScore } from "../../labels/format.ts";
import { callText, labelCount, lowerThreshold } from "../model/facts.ts";
import type { PanelAnswer, PanelState } from "../protocol.ts";
import type { ChangeView } from "./useView.ts";

interface NothingToShowProps {
  readonly answer: PanelAnswer;
  readonly threshold: number;
  readonly filter: string;
  /** Labels that the threshold alone lets through. */
  readonly aboveThreshold: number;
  readonly busy: boolean;
  readonly onChange: ChangeView;
  readonly onDetect: (threshold: number) => void;
}

export function NothingToShow(props: NothingToShowProps) {
  const { answer, threshold, filter, aboveThreshold, busy, onChange, onDetect } = props;
  if (answer.labels.length === 0) {
    const asked = formatScore(answer.threshold);
    const next = threshold < answer.threshold ? threshold : lowerThreshold(answer.threshold);
    return (
      <div class="nothing">
        <h2>No labels at or above {asked}</h2>
        <p>The service answered, and named nothing that it is that sure of.</p>
        {next !== undefined && (
          <button
            type="button"
            class="button primary"
            disabled={busy}
            onClick={() => onDetect(next)}
          >
            {callText("Detect again", next)}
          </button>
        )}
      </div>
    );
  }
  if (aboveThreshold > 0) {
    return (
      <div class="nothing">
        <h2>No label matches the filter</h2>
        <p>
          Of {labelCount(aboveThreshold)} at or above {formatScore(threshold)}, none is named “
          <bdi>{filter.slice(0, 80)}</bdi>”.
        </p>
        <button type="button" class="button secondary" onClick={() => onChange({ filter: "" })}>
          Clear the filter
        </button>
      </div>
    );
  }
  return (
    <div class="nothing">
      <h2>Every known label is below {formatScore(threshold)}</h2>
      <p>The slider hides {labelCount(answer.labels.length)}.</p>
      <button
        type="button"
        class="button secondary"
        onClick={() => onChange({ threshold: undefined })}
      >
        Show from {formatScore(answer.threshold)}
      </button>
    </div>
  );
}

export function Waiting({ kind }: { readonly kind: PanelState["kind"] }) {
  if (kind === "ready") {
    return (
      <p class="explanation">
        Asks for labels from the threshold up: one billable call. The answer is kept, so that the
        same picture is not paid for twice.
      </p>
    );
  }
  if (kind !== "detecting") return null;
  return (
    <div class="skeleton" aria-hidden="true">
      {[0, 1, 2, 3, 4].map((line) => (
        <div key={line}>
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  );
}
