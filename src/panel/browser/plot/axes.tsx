/** What stands around and behind the points: axes with their numbers, the subject's half, what was not asked for. */
import { t } from "@vscode/l10n";
import { minSubjectScore } from "../../../labels/subject.ts";
import { ticks } from "../../model/plotScale.ts";
import type { PlotFrame } from "./frame.ts";

interface PlotAxesProps {
  readonly frame: PlotFrame;
  readonly asked: number;
  readonly threshold: number;
}

export function PlotAxes({ frame, asked, threshold }: PlotAxesProps) {
  const { left, top, right, bottom, height, from, x, y } = frame;
  const middle = y(minSubjectScore);
  const shownFrom = Math.min(Math.max(threshold, from), 1);
  return (
    <g class="axes">
      <linearGradient id="subject-fill" x2="0" y2="1">
        <stop class="most" />
        <stop class="least" offset="1" />
      </linearGradient>
      <rect
        class="subject-area"
        fill="url(#subject-fill)"
        x={left}
        y={top}
        width={right - left}
        height={middle - top}
      />
      {asked > from && (
        <rect class="unknown" x={left} y={top} width={x(asked) - left} height={bottom - top} />
      )}
      <path class="edge" d={`M${left} ${top}V${bottom}H${right}`} />
      <path class="middle" d={`M${left} ${middle}H${right}`} />
      {threshold > asked && <path class="threshold" d={`M${x(shownFrom)} ${top}V${bottom}`} />}
      {ticks(from).map((value) => (
        <text key={value} x={x(value)} y={bottom + 14} text-anchor="middle">
          {value.toFixed(1)}
        </text>
      ))}
      {[0, 0.5, 1].map((value) => (
        <text key={value} x={left - 5} y={y(value) + 3.5} text-anchor="end">
          {value.toFixed(1)}
        </text>
      ))}
      <text x={(left + right) / 2} y={height - 4} text-anchor="middle">
        {t("confidence")}
      </text>
      <text transform={`translate(9 ${(top + bottom) / 2}) rotate(-90)`} text-anchor="middle">
        {t("centric score")}
      </text>
      <text
        class="zone"
        transform={`translate(${right + 13} ${(top + middle) / 2}) rotate(-90)`}
        text-anchor="middle"
      >
        {t("subject")}
      </text>
      <text
        class="zone"
        transform={`translate(${right + 13} ${(middle + bottom) / 2}) rotate(-90)`}
        text-anchor="middle"
      >
        {t("background")}
      </text>
    </g>
  );
}
