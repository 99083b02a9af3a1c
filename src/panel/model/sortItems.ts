/** The order of the list when a column's header was clicked. */
import { itemText, type TreeItem } from "./labelTree.ts";
import type { Sort, SortColumn } from "./viewState.ts";

const collator = new Intl.Collator(undefined, { numeric: true });

/**
 * A sorted copy. Items arrive by `compareLabels`, which stays the order of equals; what has no value comes last in
 * both directions. An implied parent stands where the best of its children stands.
 */
export function sortItems<T extends TreeItem>(items: readonly T[], sort: Sort): readonly T[] {
  if (sort.column === "confidence" && sort.descending) return items;
  const sign = sort.descending ? -1 : 1;
  if (sort.column === "name") {
    return [...items].sort((a, b) => sign * collator.compare(itemText(a), itemText(b)));
  }
  const values = new Map(items.map((item) => [item, columnValue(item, sort)]));
  return [...items].sort((a, b) => compareValues(values.get(a), values.get(b), sign));
}

function columnValue(item: TreeItem, sort: Sort): number | undefined {
  const column = sort.column as Exclude<SortColumn, "name">;
  if (item.label) return item.label[column];
  // The level above the children's own.
  if (column === "level") return (columnValue(item.children[0] ?? item, sort) ?? 2) - 1;
  const values = item.children.flatMap((child) => child.label?.[column] ?? []);
  if (values.length === 0) return undefined;
  return values.reduce((best, value) => (value > best === sort.descending ? value : best));
}

function compareValues(a: number | undefined, b: number | undefined, sign: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return sign * (a - b);
}
