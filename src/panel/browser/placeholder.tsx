/** What stands in place of a list of labels: nothing known yet, none found, or all filtered away; each with its way out. */
import { t } from "@vscode/l10n";
import { formatScore, grouped } from "../../labels/format.ts";
import { around, slot } from "../../webview/browser/around.tsx";
import { lowerThreshold, lowestConfidence } from "../model/facts.ts";
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
        <h2>{t("No labels at or above {0}", formatScore(answer.threshold))}</h2>
        <p>{t("The service answered, and named nothing that it is that sure of.")}</p>
        {next !== undefined && canDetect && (
          <DetectButton
            detection={detection}
            occasion="again"
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
        <h2>{t("Every label is hidden")}</h2>
        <p>{handHiddenText(answer.labels.length)}</p>
      </div>
    );
  }
  if (aboveThreshold > 0) {
    return (
      <div class="nothing">
        <h2>{t("No label matches the filter")}</h2>
        <p>{around(unmatchedText(aboveThreshold, threshold), <bdi>{filter.slice(0, 80)}</bdi>)}</p>
        <button type="button" class="button secondary" onClick={() => onChange({ filter: "" })}>
          {t("Clear the filter")}
        </button>
      </div>
    );
  }
  // Some answers ignore the threshold, so what is known may lie below what was asked for.
  const from = Math.min(answer.threshold, lowestConfidence(answer.labels));
  return (
    <div class="nothing">
      <h2>{t("Every known label is below {0}", formatScore(threshold))}</h2>
      <p>{sliderHidesText(answer.labels.length)}</p>
      <button
        type="button"
        class="button secondary"
        onClick={() => onChange({ threshold: from === answer.threshold ? undefined : from })}
      >
        {t("Show from {0}", formatScore(from))}
      </button>
    </div>
  );
}

function handHiddenText(count: number): string {
  if (count === 1) return t("The answer has 1 label, hidden by hand.");
  return t("The answer has {0} labels, hidden by hand.", grouped(count));
}

/** With a slot for the filter's text. */
function unmatchedText(count: number, threshold: number): string {
  const from = formatScore(threshold);
  if (count === 1) return t("Of 1 label at or above {0}, none is named “{1}”.", from, slot);
  return t("Of {0} labels at or above {1}, none is named “{2}”.", grouped(count), from, slot);
}

function sliderHidesText(count: number): string {
  return count === 1
    ? t("The slider hides 1 label.")
    : t("The slider hides {0} labels.", grouped(count));
}

/** While nothing is known: what a detection does. */
export function Explanation({ isFree }: { readonly isFree: boolean }) {
  return (
    <p class="explanation">
      {isFree
        ? t("Asks for labels from the threshold up. On the sample account nothing is billed.")
        : t(
            "Asks for labels from the threshold up: one billable call. The answer is kept, so that the same picture is not paid for twice.",
          )}
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
