/** The controls of the list: how sure is sure enough, tree or flat, and which names. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { formatScore } from "../../labels/format.ts";
import { callText, labelCount, lowerThreshold } from "../model/facts.ts";
import type { ViewState } from "../model/viewState.ts";
import { ThresholdField } from "./thresholdField.tsx";
import { ThresholdSlider } from "./thresholdSlider.tsx";
import { useBarHeight } from "./useBarHeight.ts";
import type { ChangeView } from "./useView.ts";

interface ThresholdBarProps {
  /** What the known answer was asked for; `undefined` while there is none. */
  readonly asked: number | undefined;
  readonly threshold: number;
  /** All labels of the answer, and those at or above the threshold. */
  readonly known: number;
  readonly shown: number;
  readonly view: ViewState;
  readonly busy: boolean;
  readonly onChange: ChangeView;
  readonly onDetect: (threshold: number) => void;
}

export function ThresholdBar(props: ThresholdBarProps) {
  const { asked, threshold, known, view, onChange } = props;
  const setThreshold = (value: number) =>
    onChange({ threshold: value === asked ? undefined : value });
  const isEmpty = known === 0;
  const bar = useRef<HTMLElement>(null);
  useBarHeight(bar);
  return (
    <section ref={bar} class={isEmpty ? "bar alone" : "bar"} aria-label="Which labels are shown">
      <ThresholdField threshold={threshold} onChange={setThreshold} />
      <ThresholdSlider
        threshold={threshold}
        asked={asked}
        meaning={asked === undefined ? undefined : meaningOf(props)}
        onChange={setThreshold}
      />
      {!isEmpty && (
        <>
          <fieldset class="segments">
            <legend class="unseen">Layout</legend>
            <Segment layout="tree" view={view} onChange={onChange}>
              Tree
            </Segment>
            <Segment layout="flat" view={view} onChange={onChange}>
              Flat
            </Segment>
          </fieldset>
          <input
            class="filter"
            type="search"
            placeholder="Filter labels"
            aria-label="Filter labels"
            dir="auto"
            spellcheck={false}
            value={view.filter}
            onInput={({ currentTarget }) => onChange({ filter: currentTarget.value })}
          />
          <Below {...props} />
        </>
      )}
    </section>
  );
}

interface SegmentProps {
  readonly layout: ViewState["layout"];
  readonly view: ViewState;
  readonly onChange: ChangeView;
  readonly children: ComponentChildren;
}

function Segment({ layout, view, onChange, children }: SegmentProps) {
  return (
    <label>
      <input
        class="unseen"
        type="radio"
        name="layout"
        checked={view.layout === layout}
        onChange={() => onChange({ layout })}
      />
      <span>{children}</span>
    </label>
  );
}

/** What is not known, and what it costs to know it. */
function Below({ asked, threshold, busy, onDetect }: ThresholdBarProps) {
  if (asked === undefined) return null;
  const next = threshold < asked ? threshold : lowerThreshold(asked);
  if (next === undefined) {
    return <p class="below">Everything was asked for: the answer starts at 0.00.</p>;
  }
  return (
    <p class={threshold < asked ? "below wanted" : "below"}>
      <span>Below {formatScore(asked)} nothing was asked for.</span>{" "}
      <button type="button" class="link" disabled={busy} onClick={() => onDetect(next)}>
        {callText("Detect again", next)}
      </button>
    </p>
  );
}

function meaningOf({ asked, threshold, known, shown }: ThresholdBarProps): string {
  const unknown = asked !== undefined && threshold < asked ? ", nothing known below the mark" : "";
  return `${formatScore(threshold)}, ${labelCount(shown, known)}${unknown}`;
}
