/** The controls of the list: how sure is sure enough, tree or flat, and which names. */
import { t } from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatScore, joined } from "../../labels/format.ts";
import { withTextMenu } from "../../webview/browser/textMenu.ts";
import { labelCount, readThreshold } from "../model/facts.ts";
import type { ViewState } from "../model/viewState.ts";
import type { ShownCount } from "./about.tsx";
import { DetectButton, type Detection } from "./detectButton.tsx";
import { useBarHeight } from "./useSize.ts";
import type { ChangeView } from "./useView.ts";

interface ThresholdBarProps {
  /** What the known answer was asked for; `undefined` while there is none. */
  readonly asked: number | undefined;
  readonly threshold: number;
  readonly shown: ShownCount;
  readonly view: ViewState;
  readonly canDetect: boolean;
  readonly detection: Detection;
  readonly onChange: ChangeView;
}

export function ThresholdBar(props: ThresholdBarProps) {
  const { asked, threshold, shown, view, onChange } = props;
  const setThreshold = (value: number) =>
    onChange({ threshold: value === asked ? undefined : value });
  const isEmpty = shown.all === 0;
  const bar = useRef<HTMLElement>(null);
  useBarHeight(bar);
  return (
    <section
      ref={bar}
      class={isEmpty ? "bar alone" : "bar"}
      aria-label={t("Which labels are shown")}
    >
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
            <legend class="unseen">{t("Layout")}</legend>
            <Segment layout="tree" view={view} onChange={onChange}>
              {t("Tree")}
            </Segment>
            <Segment layout="flat" view={view} onChange={onChange}>
              {t("Flat")}
            </Segment>
          </fieldset>
          <input
            {...withTextMenu}
            class="filter"
            type="search"
            placeholder={t("Filter labels")}
            aria-label={t("Filter labels")}
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

/** Left of the mark, which says what was asked for, an answer may lack labels: what it costs to ask. */
function Below({ asked, threshold, canDetect, detection }: ThresholdBarProps) {
  if (asked === undefined || threshold >= asked || !canDetect) return null;
  return (
    <p class="below">
      <DetectButton
        detection={detection}
        occasion="again"
        threshold={threshold}
        saysThreshold
        look="link"
      />
    </p>
  );
}

function meaningOf({ asked, threshold, shown }: ThresholdBarProps): string {
  const isUnknown = asked !== undefined && threshold < asked;
  return joined([
    formatScore(threshold),
    labelCount(shown.labels, shown.all),
    ...(isUnknown ? [t("nothing asked for below the mark")] : []),
  ]);
}

interface ThresholdFieldProps {
  readonly threshold: number;
  readonly onChange: (threshold: number) => void;
}

function ThresholdField({ threshold, onChange }: ThresholdFieldProps) {
  const [text, setText] = useState(formatScore(threshold));
  useLayoutEffect(() => {
    // While a person types "0.5" on the way to "0.55", the text is theirs.
    setText((current) => (readThreshold(current) === threshold ? current : formatScore(threshold)));
  }, [threshold]);

  const step = (event: KeyboardEvent) => {
    const change = { ArrowUp: 0.01, ArrowDown: -0.01 }[event.key];
    if (change === undefined) return;
    event.preventDefault();
    onChange(readThreshold(String(threshold + change)) ?? threshold);
  };
  return (
    <label class="threshold">
      <span>{t("Threshold")}</span>
      {/* A number field of the browser's refuses "0,5" and "50%" before anybody can read them. */}
      <input
        {...withTextMenu}
        type="text"
        inputMode="decimal"
        role="spinbutton"
        aria-valuemin={0}
        aria-valuemax={1}
        aria-valuenow={threshold}
        autocomplete="off"
        value={text}
        aria-label={t("Threshold, 0 to 1")}
        onKeyDown={step}
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

function ThresholdSlider({ threshold, asked, meaning, onChange }: ThresholdSliderProps) {
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
        aria-label={t("Threshold")}
        aria-valuetext={meaning ?? formatScore(threshold)}
        onInput={({ currentTarget }) => {
          holdPageHeight();
          onChange(Math.round(currentTarget.valueAsNumber * 100) / 100);
        }}
        onChange={releasePageHeight}
      />
      {asked !== undefined && (
        <div class="mark">
          {/* At the mark the field beside says the same number already. */}
          {threshold !== asked && (
            <span class="asked-at">{t("asked at {0}", formatScore(asked))}</span>
          )}
        </div>
      )}
    </div>
  );
}

/** The panel is at least as high as now until `releasePageHeight`. */
function holdPageHeight(): void {
  const panel = document.querySelector("main");
  if (panel?.style.minHeight === "") panel.style.minHeight = `${panel.offsetHeight}px`;
}

function releasePageHeight(): void {
  document.querySelector("main")?.style.removeProperty("min-height");
}
