/** The threshold as a slider over what is known and what is not. */
import { formatScore } from "../../labels/format.ts";
import { holdPageHeight, releasePageHeight } from "./pageHeight.ts";

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
