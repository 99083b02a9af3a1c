/** The controls of the list: how sure is sure enough, tree or flat, and which names. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatScore } from "../../labels/format.ts";
import { callText, labelCount, lowerThreshold, readThreshold } from "../model/facts.ts";
import type { ViewState } from "../model/viewState.ts";
import { useBarHeight } from "./useSize.ts";
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

interface ThresholdFieldProps {
  readonly threshold: number;
  readonly onChange: (threshold: number) => void;
}

export function ThresholdField({ threshold, onChange }: ThresholdFieldProps) {
  const [text, setText] = useState(formatScore(threshold));
  useLayoutEffect(() => {
    // While a person types "0.5" on the way to "0.55", the text is theirs.
    setText((current) => (readThreshold(current) === threshold ? current : formatScore(threshold)));
  }, [threshold]);

  return (
    <label class="threshold">
      <span>Threshold</span>
      <input
        type="number"
        min={0}
        max={1}
        step={0.01}
        value={text}
        aria-label="Threshold, 0 to 1"
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          const value = readThreshold(currentTarget.value);
          if (value !== undefined) onChange(value);
        }}
        onBlur={() => setText(formatScore(threshold))}
      />
    </label>
  );
}

interface ThresholdSliderProps {
  readonly threshold: number;
  readonly asked: number | undefined;
  /** What the position means, for screen readers. */
  readonly meaning: string | undefined;
  readonly onChange: (threshold: number) => void;
}

export function ThresholdSlider({ threshold, asked, meaning, onChange }: ThresholdSliderProps) {
  const style = { "--threshold": String(threshold), "--asked": String(asked ?? 0) };
  return (
    <div class="slider" style={style}>
      <div class="track" />
      {asked !== undefined && <div class="unknown" />}
      <input
        type="range"
        min={0}
        max={1}
        step={0.01}
        value={threshold}
        aria-label="Threshold"
        aria-valuetext={meaning ?? formatScore(threshold)}
        onInput={({ currentTarget }) => {
          holdPageHeight();
          onChange(Math.round(currentTarget.valueAsNumber * 100) / 100);
        }}
        onChange={releasePageHeight}
      />
      {asked !== undefined && (
        <div class="mark">
          <span class="asked-at">asked at {formatScore(asked)}</span>
        </div>
      )}
    </div>
  );
}

/** The panel is at least as high as now until `releasePageHeight`. */
export function holdPageHeight(): void {
  const panel = document.querySelector("main");
  if (panel?.style.minHeight === "") panel.style.minHeight = `${panel.offsetHeight}px`;
}

export function releasePageHeight(): void {
  document.querySelector("main")?.style.removeProperty("min-height");
}
