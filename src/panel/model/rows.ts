/** From a tree and a view to the lines on the screen: filtered, sorted, folded. */
import { labelNamed } from "../../labels/label.ts";
import { foldText, textMatcher } from "../../labels/search.ts";
import type { LabelledItem, LabelTree, TreeItem } from "./labelTree.ts";
import { sortItems } from "./sortItems.ts";
import type { ViewState } from "./viewState.ts";

/** A line of the list with what assistive technology is told about its place. */
export interface Row {
  readonly item: TreeItem;
  /** 1 for a root. */
  readonly level: number;
  /** 1-based, among siblings that are shown. */
  readonly position: number;
  readonly siblings: number;
  /** `undefined` for a row without children. */
  readonly expanded: boolean | undefined;
  /** False for a row that is only there to hold those beneath it. */
  readonly matches: boolean;
}

export type RowView = Pick<ViewState, "layout" | "sort" | "collapsed"> & {
  readonly threshold: number;
  /** Items that the filter's text finds; `undefined` when there is no text. */
  readonly found: ReadonlySet<TreeItem> | undefined;
  /** True shows what a person hid, too. */
  readonly showHidden?: boolean;
};

/** Items that the text finds by name, alias or shown name, and everything beneath them; `undefined` for text without a word. */
export function findItems(tree: LabelTree, text: string): ReadonlySet<TreeItem> | undefined {
  if (foldText(text).trim() === "") return undefined;
  const matches = textMatcher(text);
  const found = new Set<TreeItem>();
  const visit = (item: TreeItem, parentFound: boolean) => {
    const label = item.label ?? labelNamed(item.name);
    const names = [label.alias, item.shown?.text].filter(Boolean).join("\n");
    const isFound = parentFound || matches({ ...label, alias: names });
    if (isFound) found.add(item);
    for (const child of item.children) visit(child, isFound);
  };
  for (const root of tree.roots) visit(root, false);
  return found;
}

/** The labels that the threshold and the text let through, by `compareLabels`. Unknown confidence counts as enough. */
export function matchingItems(
  tree: LabelTree,
  view: Pick<RowView, "threshold" | "found" | "showHidden">,
): LabelledItem[] {
  return tree.labelled.filter((item) => isShown(item, view));
}

/** How many labels a view shows, and how many trees they stand in. */
export function countShown(
  tree: LabelTree,
  { threshold, found }: Pick<RowView, "threshold" | "found">,
): { labels: number; categories: number } {
  const roots = new Set<TreeItem>();
  let labels = 0;
  for (const item of tree.labelled) {
    if (!isMatch(item, threshold, found)) continue;
    labels++;
    let root: TreeItem = item;
    while (root.parent) root = root.parent;
    roots.add(root);
  }
  return { labels, categories: roots.size };
}

/** The lines to show, top to bottom. Text unfolds everything: what is found must be seen. */
export function visibleRows(tree: LabelTree, view: RowView): Row[] {
  if (view.layout === "flat") {
    const items = sortItems(matchingItems(tree, view), view.sort);
    return items.map((item, index) => ({
      item,
      level: 1,
      position: index + 1,
      siblings: items.length,
      expanded: undefined,
      matches: true,
    }));
  }
  const kept = keptChildren(tree, view);
  const collapsed = new Set(view.found ? [] : view.collapsed);
  const rows: Row[] = [];
  const add = (items: readonly TreeItem[], level: number) => {
    const sorted = sortItems(items, view.sort);
    for (const [index, item] of sorted.entries()) {
      const children = kept.get(item) ?? [];
      const expanded = children.length > 0 ? !collapsed.has(item.key) : undefined;
      const matches = isShown(item, view);
      rows.push({
        item,
        level,
        position: index + 1,
        siblings: sorted.length,
        expanded,
        matches,
      });
      if (expanded) add(children, level + 1);
    }
  };
  add(kept.get(undefined) ?? [], 1);
  return rows;
}

/** For every item that is shown (`undefined`: the roots) its children that are: those that match or hold one that does. */
function keptChildren(tree: LabelTree, view: RowView): Map<TreeItem | undefined, TreeItem[]> {
  const kept = new Map<TreeItem | undefined, TreeItem[]>();
  const keep = (items: readonly TreeItem[], parent: TreeItem | undefined): boolean => {
    const some = items.filter((item) => {
      const holdsMatch = keep(item.children, item);
      return holdsMatch || isShown(item, view);
    });
    if (some.length > 0) kept.set(parent, some);
    return some.length > 0;
  };
  keep(tree.roots, undefined);
  return kept;
}

/** Whether a row's own label is let through, whatever is beneath it; one that a person hid is not. */
export function isMatch(
  item: TreeItem,
  threshold: number,
  found: ReadonlySet<TreeItem> | undefined,
): boolean {
  return item.correction !== "hidden" && isShown(item, { threshold, found, showHidden: true });
}

/** The same for the list, where hidden ones can be shown. */
function isShown(
  item: TreeItem,
  { threshold, found, showHidden = false }: Pick<RowView, "threshold" | "found" | "showHidden">,
): boolean {
  if (!item.label) return false;
  if (item.correction === "hidden" && !showHidden) return false;
  if (found && !found.has(item)) return false;
  return (item.label.confidence ?? 1) >= threshold;
}
