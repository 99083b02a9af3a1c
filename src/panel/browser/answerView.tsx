/** An answer: the list beside the plot, or why the list is empty. */
import { useMemo, useState } from "preact/hooks";
import type { LabelTree } from "../model/labelTree.ts";
import { findItems, matchingItems, visibleRows } from "../model/rows.ts";
import type { ViewState } from "../model/viewState.ts";
import type { PanelAnswer } from "../protocol.ts";
import { LabelGrid } from "./labelGrid.tsx";
import { NothingToShow } from "./nothingToShow.tsx";
import { ScorePlot } from "./scorePlot.tsx";
import type { ChangeView } from "./useView.ts";

interface AnswerViewProps {
  readonly answer: PanelAnswer;
  readonly tree: LabelTree;
  readonly threshold: number;
  readonly view: ViewState;
  readonly busy: boolean;
  readonly onChange: ChangeView;
  readonly onDetect: (threshold: number) => void;
}

export function AnswerView(props: AnswerViewProps) {
  const { answer, tree, threshold, view, busy, onChange, onDetect } = props;
  const { layout, sort, collapsed, filter } = view;
  const [highlighted, highlight] = useState<string>();
  const [revealed, reveal] = useState<{ readonly key: string }>();

  const found = useMemo(() => findItems(tree, filter), [tree, filter]);
  const matching = useMemo(
    () => matchingItems(tree, { threshold, found }),
    [tree, threshold, found],
  );
  const rows = useMemo(
    () => visibleRows(tree, { layout, sort, collapsed, threshold, found }),
    [tree, layout, sort, collapsed, threshold, found],
  );
  const fold = (keys: readonly string[], hide: boolean) =>
    onChange({
      collapsed: [...collapsed.filter((key) => !keys.includes(key)), ...(hide ? keys : [])],
    });

  return (
    <div class={busy ? "answer busy" : "answer"}>
      {rows.length > 0 ? (
        <LabelGrid
          rows={rows}
          layout={layout}
          sort={sort}
          highlighted={highlighted}
          revealed={revealed}
          onSort={(next) => onChange({ sort: next })}
          onFold={fold}
          onHighlight={highlight}
        />
      ) : (
        <NothingToShow
          answer={answer}
          threshold={threshold}
          filter={filter}
          aboveThreshold={matchingItems(tree, { threshold, found: undefined }).length}
          busy={busy}
          onChange={onChange}
          onDetect={onDetect}
        />
      )}
      {tree.labelled.length > 0 && (
        <ScorePlot
          items={matching}
          all={tree.labelled}
          asked={answer.threshold}
          threshold={threshold}
          highlighted={highlighted}
          onHighlight={highlight}
          onReveal={(key) => reveal({ key })}
        />
      )}
    </div>
  );
}
