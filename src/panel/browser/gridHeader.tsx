/** The columns' names, which sort when pressed. */
import { firstDirection, type Sort, type SortColumn } from "../model/viewState.ts";
import { Icon } from "./icon.tsx";

const columns: readonly (readonly [column: SortColumn, title: string, explanation: string])[] = [
  ["name", "Label", "Sort by name"],
  ["level", "Level", "1 is a category, 3 the most special"],
  ["confidence", "Confidence", "How sure the service is that the label applies, 0 to 1"],
  [
    "centricScore",
    "Centric score",
    "How sure the service is that the label is the main subject, 0 to 1; not a position",
  ],
];

interface GridHeaderProps {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

export function GridHeader({ sort, onSort }: GridHeaderProps) {
  const press = (column: SortColumn) =>
    onSort(
      column === sort.column ? { column, descending: !sort.descending } : firstDirection(column),
    );
  return (
    <thead>
      <tr class="columns" aria-rowindex={1}>
        {columns.map(([column, title, explanation]) => {
          const isSorted = column === sort.column;
          const direction = sort.descending ? "descending" : "ascending";
          return (
            <th key={column} class={column} scope="col" aria-sort={isSorted ? direction : "none"}>
              <button type="button" title={explanation} onClick={() => press(column)}>
                <span>{title}</span>
                {isSorted && <Icon name={sort.descending ? "arrowDown" : "arrowUp"} />}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
