/** The labels as a treegrid: one row takes the focus, the keyboard does everything, only rows near the screen exist. */
import { t } from "@vscode/l10n";
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../webview/browser/icon.tsx";
import { gridMove, typeAhead } from "../model/gridKeys.ts";
import type { Row } from "../model/rows.ts";
import { firstDirection, type Sort, type SortColumn, type ViewState } from "../model/viewState.ts";
import { correct } from "./corrections.tsx";
import { LabelRow, type LabelRowProps } from "./labelRow.tsx";
import { hasSameMembers, useStable } from "./unchanged.ts";
import { useRowHeight, useRowWindow } from "./useRowWindow.ts";

interface LabelGridProps {
  readonly rows: readonly Row[];
  readonly layout: ViewState["layout"];
  readonly sort: Sort;
  /** Key of the item that the plot points at. */
  readonly highlighted: string | undefined;
  /** Item to show and focus; a new object asks again. */
  readonly revealed: { readonly key: string } | undefined;
  /** Whether rows can be hidden, shown again and taken away. */
  readonly canCorrect: boolean;
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
  const rowHeight = useRowHeight();
  const fold = useStable(onFold);
  const highlight = useStable(onHighlight);
  const drawn = useDrawnRows();
  const near = useRowWindow(body, rows.length, rowHeight);

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
    const item = rows[active]?.item;
    if (event.key === "Delete" && item && props.canCorrect) {
      // The focus goes to the row that moves up, else to the one above.
      focusRow((rows[active + 1] ?? rows[active - 1])?.item.key);
      correct(item);
      return;
    }
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
      aria-label={t("Labels")}
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
          return drawn({
            key: row.item.key,
            row,
            index,
            top: index * rowHeight,
            layout,
            isActive: index === active,
            isHighlighted: row.item.key === highlighted,
            canCorrect: props.canCorrect,
            onFold: fold,
            onHighlight: highlight,
            onFocus: setActiveKey,
          });
        })}
      </tbody>
    </table>
  );
}

/** Rows that are kept as they were drawn; a person who scrolls on comes by many. */
const maxKept = 500;

type DrawnRow = LabelRowProps & { readonly key: string };

/** Gives a row of which nothing has changed as it was drawn before: then there is nothing to compare. */
function useDrawnRows(): (props: DrawnRow) => VNode {
  const before = useRef(new Map<string, { readonly props: DrawnRow; readonly view: VNode }>());
  return (props) => {
    const { key, ...own } = props;
    const known = before.current.get(key);
    if (known && isSameRow(known.props, props)) return known.view;
    const view = <LabelRow key={key} {...own} />;
    if (before.current.size > maxKept) before.current.clear();
    before.current.set(key, { props, view });
    return view;
  };
}

function isSameRow({ row, ...rest }: DrawnRow, { row: otherRow, ...others }: DrawnRow): boolean {
  return hasSameMembers(row, otherRow) && hasSameMembers(rest, others);
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

/** `short` is the title in a narrow panel. */
const columns = (): readonly (readonly [
  column: SortColumn,
  title: string,
  explanation: string,
  short?: string,
])[] => [
  ["name", t("Label"), t("Sort by name")],
  ["level", t("Level"), t("1 is a category, 3 the most specific")],
  ["confidence", t("Confidence"), t("How sure the service is that the label applies, 0 to 1")],
  [
    "centricScore",
    t("Centric score"),
    t(
      "Centric score: how sure the service is that the label is the main subject, 0 to 1; not a position",
    ),
    t({ message: "Centric", comment: ["short for centric score, where a column is narrow"] }),
  ],
];

interface GridHeaderProps {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

function GridHeader({ sort, onSort }: GridHeaderProps) {
  const press = (column: SortColumn) =>
    onSort(
      column === sort.column ? { column, descending: !sort.descending } : firstDirection(column),
    );
  return (
    <thead>
      <tr class="columns" aria-rowindex={1}>
        {columns().map(([column, title, explanation, short]) => {
          const isSorted = column === sort.column;
          const direction = sort.descending ? "descending" : "ascending";
          return (
            <th key={column} class={column} scope="col" aria-sort={isSorted ? direction : "none"}>
              <button type="button" title={explanation} onClick={() => press(column)}>
                <span class={short ? "long" : ""}>{title}</span>
                {short && (
                  <span class="short" aria-hidden="true">
                    {short}
                  </span>
                )}
                {isSorted && <Icon name={sort.descending ? "arrowDown" : "arrowUp"} />}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** Letters closer together than this are one word. In milliseconds. */
const pause = 800;

/** Returns the index of the row that a key leads to; `undefined` when the key is none of typing or leads nowhere. */
function useTypeAhead(): (key: string, rows: readonly Row[], active: number) => number | undefined {
  const typed = useRef({ text: "", at: 0 });
  return (key, rows, active) => {
    const now = performance.now();
    const text = now - typed.current.at < pause ? typed.current.text : "";
    const isLetter = [...key].length === 1 && key !== "*" && !(key === " " && text === "");
    if (!isLetter) return undefined;
    typed.current = { text: text + key, at: now };
    const index = typeAhead(rows, active, text + key);
    return index < 0 ? undefined : index;
  };
}
