/** A number from 0 to 1 with a bar as long. */
import { formatScore } from "../../labels/format.ts";

export function ScoreBar({ value }: { readonly value: number | undefined }) {
  if (value === undefined) {
    return (
      <span class="number" title="No score given">
        –
      </span>
    );
  }
  return (
    <>
      <span class="score" aria-hidden="true">
        <i style={{ width: `${value * 100}%` }} />
      </span>
      <span class="number" title={String(value)}>
        {formatScore(value)}
      </span>
    </>
  );
}
