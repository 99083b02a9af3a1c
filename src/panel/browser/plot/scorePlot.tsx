/** What the picture is of at a glance: each label by confidence and centric score. The list says the same in words. */
import { t } from "@vscode/l10n";
import { useMemo, useRef } from "preact/hooks";
import { grouped, joined, plainLine } from "../../../labels/format.ts";
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
      <figcaption>{t("What the picture is of")}</figcaption>
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
      {unscored.length > 0 && <p class="unscored">{t("No score given: {0}", namesOf(unscored))}</p>}
    </figure>
  );
}

const maxListed = 12;

function namesOf(items: readonly LabelledItem[]): string {
  const names = items.slice(0, maxListed).map((item) => plainLine(itemText(item)).slice(0, 40));
  const more = items.length - names.length;
  return more > 0
    ? t("{names} and {count} more", { names: joined(names), count: grouped(more) })
    : joined(names);
}

function summaryOf(scored: readonly ScoredItem[]): string {
  const subjects = scored.filter(({ centricScore }) => centricScore >= minSubjectScore);
  const others = scored.length - subjects.length;
  if (scored.length === 0) return t("No label has both scores.");
  return [
    t("Confidence against centric score."),
    subjects.length > 0
      ? t("Likely subject: {0}.", namesOf(subjects.map(({ item }) => item)))
      : t("No likely subject."),
    others === 1
      ? t("Background: 1 other label.")
      : t("Background: {0} other labels.", grouped(others)),
    t("The list holds the numbers."),
  ].join(" ");
}
