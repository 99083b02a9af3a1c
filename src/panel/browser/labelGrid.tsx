/** The labels as a treegrid: one row takes the focus, the keyboard does everything, only rows near the screen exist. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { gridMove } from "../model/gridKeys.ts";
import type { Row } from "../model/rows.ts";
import type { Sort, ViewState } from "../model/viewState.ts";
import { GridHeader } from "./gridHeader.tsx";
import { LabelRow } from "./labelRow.tsx";
import { rowHeight, useRowWindow } from "./useRowWindow.ts";
import { useTypeAhead } from "./useTypeAhead.ts";

interface LabelGridProps {
  readonly rows: readonly Row[];
  readonly layout: ViewState["layout"];
  readonly sort: Sort;
  /** Key of the item that the plot points at. */
  readonly highlighted: string | undefined;
  /** Item to show and focus; a new object asks again. */
  readonly revealed: { readonly key: string } | undefined;
  readonly onSort: (sort: Sort) => void;
  readonly onFold: (keys: readonly string[], collapsed: boolean) => void;
  readonly onHighlight: (key: string | undefined) => void;
}

export function LabelGrid(props: LabelGridProps) {
  const { rows, layout, sort, highlighted, revealed, onSort, onFold, onHighlight } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const [activeKey, setActiveKey] = useState<string>();
  const focusWanted = useRef<string | undefined>(undefined);
  const typeAhead = useTypeAhead();
  const active = Math.max(
    rows.findIndex(({ item }) => item.key === activeKey),
    0,
  );
  const near = useRowWindow(body, rows.length);

  const focusRow = (key: string | undefined) => {
    if (key === undefined) return;
    focusWanted.current = key;
    setActiveKey(key);
  };
  useLayoutEffect(() => {
    if (revealed && rows.some(({ item }) => item.key === revealed.key)) focusRow(revealed.key);
  }, [revealed]);
  useLayoutEffect(() => {
    if (focusWanted.current === undefined || focusWanted.current !== activeKey) return;
    focusWanted.current = undefined;
    const row = body.current?.querySelector<HTMLElement>("[tabindex='0']");
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const found = typeAhead(event.key, rows, active);
    const page = Math.max(1, Math.floor(innerHeight / rowHeight) - 4);
    const move =
      found === undefined
        ? gridMove(event.key, rows, active, page)
        : ({ kind: "focus", index: found } as const);
    if (!move) return;
    event.preventDefault();
    if (move.kind === "focus") focusRow(rows[move.index]?.item.key);
    else onFold(move.keys, move.collapsed);
  };

  return (
    <table
      class="grid"
      role={layout === "tree" ? "treegrid" : "grid"}
      aria-label="Labels"
      aria-rowcount={rows.length + 1}
      aria-colcount={4}
    >
      <GridHeader sort={sort} onSort={onSort} />
      <tbody
        ref={body}
        style={{ height: `${rows.length * rowHeight}px` }}
        onKeyDown={onKeyDown}
        onMouseLeave={() => onHighlight(undefined)}
      >
        {indexesToDraw(near, active, rows.length).map((index) => {
          const row = rows[index] as Row;
          return (
            <LabelRow
              key={row.item.key}
              row={row}
              index={index}
              layout={layout}
              isActive={index === active}
              isHighlighted={row.item.key === highlighted}
              onFold={onFold}
              onHighlight={onHighlight}
              onFocus={setActiveKey}
            />
          );
        })}
      </tbody>
    </table>
  );
}

/** The rows near the screen, and the active one wherever it is: it must not lose the focus. */
function indexesToDraw(
  { first, last }: { readonly first: number; readonly last: number },
  active: number,
  count: number,
): number[] {
  const end = Math.min(last, count - 1);
  const indexes = Array.from({ length: Math.max(0, end - first + 1) }, (_, n) => first + n);
  if (active < first) return [active, ...indexes];
  return active > end ? [...indexes, active] : indexes;
}
