/** What the picture is of at a glance: each label by confidence and centric score. The list says the same in words. */
import { useMemo, useRef } from "preact/hooks";
import { plainLine } from "../../labels/format.ts";
import type { LabelledItem } from "../model/labelTree.ts";
import { confidenceFrom, splitByScores, subjectFrom } from "../model/plotScale.ts";
import { PlotAxes } from "./plotAxes.tsx";
import { plotFrame } from "./plotFrame.ts";
import { PlotPoints } from "./plotPoints.tsx";
import { useWidth } from "./useWidth.ts";

interface ScorePlotProps {
  /** What the list shows. */
  readonly items: readonly LabelledItem[];
  /** What the answer holds: the axes do not move while a slider is dragged. */
  readonly all: readonly LabelledItem[];
  readonly asked: number;
  readonly threshold: number;
  readonly highlighted: string | undefined;
  readonly onHighlight: (key: string | undefined) => void;
  readonly onReveal: (key: string) => void;
}

export function ScorePlot(props: ScorePlotProps) {
  const { items, all, asked, threshold, highlighted, onHighlight, onReveal } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { scored, unscored } = useMemo(() => splitByScores(items), [items]);
  const from = useMemo(() => confidenceFrom(asked, all), [asked, all]);
  const frame = useMemo(() => plotFrame(width, from), [width, from]);

  return (
    <figure class="plot">
      <figcaption>What the picture is of</figcaption>
      <p class="unseen">{summaryOf(scored.map(({ item }) => item))}</p>
      <div ref={box} class="canvas">
        {width > 0 && (
          <svg aria-hidden="true" width={frame.width} height={frame.height}>
            <PlotAxes frame={frame} asked={asked} threshold={threshold} />
            <PlotPoints
              frame={frame}
              scored={scored}
              highlighted={highlighted}
              onHighlight={onHighlight}
              onReveal={onReveal}
            />
          </svg>
        )}
      </div>
      {unscored.length > 0 && <p class="unscored">No score given: {namesOf(unscored)}</p>}
    </figure>
  );
}

const mostListed = 12;

function namesOf(items: readonly LabelledItem[]): string {
  const names = items.slice(0, mostListed).map(({ name }) => plainLine(name).slice(0, 40));
  const more = items.length - names.length;
  return names.join(", ") + (more > 0 ? ` and ${more.toLocaleString("en")} more` : "");
}

function summaryOf(items: readonly LabelledItem[]): string {
  const subjects = items.filter(({ label }) => (label.centricScore ?? 0) >= subjectFrom);
  const others = items.length - subjects.length;
  if (items.length === 0) return "No label has both scores.";
  const subject =
    subjects.length > 0 ? `Likely subject: ${namesOf(subjects)}.` : "No likely subject.";
  const background = others === 1 ? "1 other label" : `${others} other labels`;
  return `Confidence against centric score. ${subject} Background: ${background}. The list holds the numbers.`;
}
