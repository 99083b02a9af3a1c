/** What the picture is of at a glance: each label by confidence and centric score. The list says the same in words. */
import { useMemo, useRef } from "preact/hooks";
import { grouped, plainLine } from "../../../labels/format.ts";
import { minSubjectScore } from "../../../labels/subject.ts";
import {
  itemText,
  type LabelledItem,
  type LabelTree,
  type TreeItem,
} from "../../model/labelTree.ts";
import { confidenceFrom, type ScoredItem, splitByScores } from "../../model/plotScale.ts";
import { isMatch } from "../../model/rows.ts";
import { useWidth } from "../useSize.ts";
import { PlotAxes } from "./axes.tsx";
import { plotFrame } from "./frame.ts";
import { PlotPoints } from "./points.tsx";

interface ScorePlotProps {
  readonly tree: LabelTree;
  /** Items that the filter's text finds; `undefined` without text. */
  readonly found: ReadonlySet<TreeItem> | undefined;
  readonly asked: number;
  readonly threshold: number;
  readonly highlighted: string | undefined;
  readonly onHighlight: (key: string | undefined) => void;
  readonly onReveal: (key: string) => void;
}

export function ScorePlot(props: ScorePlotProps) {
  const { tree, found, asked, threshold, highlighted, onHighlight, onReveal } = props;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  // The axes and the order do not change while a slider is dragged.
  const all = useMemo(() => splitByScores(tree.labelled), [tree]);
  const from = useMemo(() => confidenceFrom(asked, tree.labelled), [asked, tree]);
  const { scored, unscored } = useMemo(() => {
    return {
      scored: all.scored.filter(({ item }) => isMatch(item, threshold, found)),
      unscored: all.unscored.filter((item) => isMatch(item, threshold, found)),
    };
  }, [all, threshold, found]);
  const frame = useMemo(() => plotFrame(width, from), [width, from]);

  return (
    <figure class="plot">
      <figcaption>What the picture is of</figcaption>
      <p class="unseen">{summaryOf(scored)}</p>
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

const maxListed = 12;

function namesOf(items: readonly LabelledItem[]): string {
  const names = items.slice(0, maxListed).map((item) => plainLine(itemText(item)).slice(0, 40));
  const more = items.length - names.length;
  return names.join(", ") + (more > 0 ? ` and ${grouped(more)} more` : "");
}

function summaryOf(scored: readonly ScoredItem[]): string {
  const subjects = scored.filter(({ centricScore }) => centricScore >= minSubjectScore);
  const others = scored.length - subjects.length;
  if (scored.length === 0) return "No label has both scores.";
  const subject =
    subjects.length > 0
      ? `Likely subject: ${namesOf(subjects.map(({ item }) => item))}.`
      : "No likely subject.";
  const background = others === 1 ? "1 other label" : `${grouped(others)} other labels`;
  return `Confidence against centric score. ${subject} Background: ${background}. The list holds the numbers.`;
}
