/** An answer: the list beside the plot, or why the list is empty. */
import { useMemo, useState } from "preact/hooks";
import type { LabelTree, TreeItem } from "../model/labelTree.ts";
import { isMatch, visibleRows } from "../model/rows.ts";
import type { ViewState } from "../model/viewState.ts";
import type { PanelAnswer } from "../protocol.ts";
import type { Detection } from "./detectButton.tsx";
import { LabelGrid } from "./labelGrid.tsx";
import { NothingToShow } from "./placeholder.tsx";
import { ScorePlot } from "./plot/scorePlot.tsx";
import type { ChangeView } from "./useView.ts";

interface AnswerViewProps {
  readonly answer: PanelAnswer;
  readonly tree: LabelTree;
  readonly threshold: number;
  /** Items that the filter's text finds; `undefined` without text. */
  readonly found: ReadonlySet<TreeItem> | undefined;
  readonly view: ViewState;
  readonly busy: boolean;
  readonly canDetect: boolean;
  readonly canCorrect: boolean;
  readonly detection: Detection;
  readonly onChange: ChangeView;
}

export function AnswerView(props: AnswerViewProps) {
  const { answer, tree, found, threshold, view, busy, canDetect, detection, onChange } = props;
  const { layout, sort, collapsed, filter, hiddenShown } = view;
  const [highlighted, highlight] = useState<string>();
  const [revealed, reveal] = useState<{ readonly key: string }>();

  const rows = useMemo(
    () => visibleRows(tree, { layout, sort, collapsed, threshold, found, showHidden: hiddenShown }),
    [tree, layout, sort, collapsed, threshold, found, hiddenShown],
  );
  const fold = (keys: readonly string[], hide: boolean) =>
    onChange({
      collapsed: [...collapsed.filter((key) => !keys.includes(key)), ...(hide ? keys : [])],
    });

  const revealUnfolded = (key: string) => {
    const item = tree.labelled.find((each) => each.key === key);
    const folded = keysAbove(item).filter((above) => collapsed.includes(above));
    if (folded.length > 0) fold(folded, false);
    reveal({ key });
  };

  return (
    <div class={busy ? "answer busy" : "answer"}>
      {rows.length > 0 ? (
        <LabelGrid
          rows={rows}
          layout={layout}
          sort={sort}
          highlighted={highlighted}
          revealed={revealed}
          canCorrect={props.canCorrect}
          onSort={(next) => onChange({ sort: next })}
          onFold={fold}
          onHighlight={highlight}
        />
      ) : (
        <NothingToShow
          answer={answer}
          threshold={threshold}
          filter={filter}
          aboveThreshold={
            tree.labelled.filter((item) => isMatch(item, threshold, undefined)).length
          }
          allHidden={tree.labelled.every((item) => item.correction === "hidden")}
          canDetect={canDetect}
          detection={detection}
          onChange={onChange}
        />
      )}
      {tree.labelled.length > 0 && (
        <ScorePlot
          tree={tree}
          found={found}
          asked={answer.threshold}
          threshold={threshold}
          highlighted={highlighted}
          onHighlight={highlight}
          onReveal={revealUnfolded}
        />
      )}
    </div>
  );
}

function keysAbove(item: TreeItem | undefined): string[] {
  return item?.parent ? [item.parent.key, ...keysAbove(item.parent)] : [];
}
