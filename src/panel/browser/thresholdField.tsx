/** The threshold as a number to type. */
import { useLayoutEffect, useState } from "preact/hooks";
import { formatScore } from "../../labels/format.ts";
import { readThreshold } from "../model/facts.ts";

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
