/** What stands in place of a list of labels: nothing known yet, none found, or all filtered away; each with its way out. */
import { formatScore } from "../../labels/format.ts";
import { labelCount, lowerThreshold, lowestConfidence } from "../model/facts.ts";
import type { PanelAnswer } from "../protocol.ts";
import { DetectButton, type Detection } from "./detectButton.tsx";
import type { ChangeView } from "./useView.ts";

interface NothingToShowProps {
  readonly answer: PanelAnswer;
  readonly threshold: number;
  readonly filter: string;
  /** Labels that the threshold alone lets through. */
  readonly aboveThreshold: number;
  /** A person hid every label of the answer. */
  readonly allHidden: boolean;
  readonly canDetect: boolean;
  readonly detection: Detection;
  readonly onChange: ChangeView;
}

/** Why an answer's list is empty. */
export function NothingToShow(props: NothingToShowProps) {
  const { answer, threshold, filter, aboveThreshold, canDetect, detection, onChange } = props;
  if (answer.labels.length === 0) {
    const next = threshold < answer.threshold ? threshold : lowerThreshold(answer.threshold);
    return (
      <div class="nothing">
        <h2>No labels at or above {formatScore(answer.threshold)}</h2>
        <p>The service answered, and named nothing that it is that sure of.</p>
        {next !== undefined && canDetect && (
          <DetectButton
            detection={detection}
            words="Detect again"
            threshold={next}
            saysThreshold
            look="secondary"
          />
        )}
      </div>
    );
  }
  if (props.allHidden) {
    return (
      <div class="nothing">
        <h2>Every label is hidden</h2>
        <p>The answer has {labelCount(answer.labels.length)}, hidden by hand.</p>
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
  // Some answers ignore the threshold, so what is known may lie below what was asked for.
  const from = Math.min(answer.threshold, lowestConfidence(answer.labels));
  return (
    <div class="nothing">
      <h2>Every known label is below {formatScore(threshold)}</h2>
      <p>The slider hides {labelCount(answer.labels.length)}.</p>
      <button
        type="button"
        class="button secondary"
        onClick={() => onChange({ threshold: from === answer.threshold ? undefined : from })}
      >
        Show from {formatScore(from)}
      </button>
    </div>
  );
}

/** While nothing is known: what a detection does. */
export function Explanation({ isFree }: { readonly isFree: boolean }) {
  return (
    <p class="explanation">
      {isFree
        ? "Asks for labels from the threshold up. On the sample account nothing is billed."
        : "Asks for labels from the threshold up: one billable call. The answer is kept, so that the same picture is not paid for twice."}
    </p>
  );
}

/** While the first answer is awaited: where the list will be. */
export function Skeleton() {
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
