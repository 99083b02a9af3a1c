/** What a key does in the list: the keyboard pattern of a treegrid whose rows take the focus. */
import { foldText } from "../../labels/search.ts";
import type { Row } from "./rows.ts";

export type GridMove =
  | { readonly kind: "focus"; readonly index: number }
  | { readonly kind: "fold"; readonly keys: readonly string[]; readonly collapsed: boolean };

/** `page` is the number of rows a page key jumps. Returns `undefined` for keys that do nothing here. */
export function gridMove(
  key: string,
  rows: readonly Row[],
  active: number,
  page: number,
): GridMove | undefined {
  const row = rows[active];
  if (!row) return undefined;
  const focus = (index: number): GridMove => ({
    kind: "focus",
    index: Math.min(Math.max(index, 0), rows.length - 1),
  });
  const fold = (collapsed: boolean): GridMove => ({
    kind: "fold",
    keys: [row.item.key],
    collapsed,
  });
  switch (key) {
    case "ArrowDown":
      return focus(active + 1);
    case "ArrowUp":
      return focus(active - 1);
    case "PageDown":
      return focus(active + page);
    case "PageUp":
      return focus(active - page);
    case "Home":
      return focus(0);
    case "End":
      return focus(rows.length - 1);
    case "ArrowRight":
      if (row.expanded === undefined) return undefined;
      return row.expanded ? focus(active + 1) : fold(false);
    case "ArrowLeft":
      if (row.expanded) return fold(true);
      return row.level > 1 ? focus(parentIndex(rows, active)) : undefined;
    case "Enter":
    case " ":
      return row.expanded === undefined ? undefined : fold(row.expanded);
    case "*":
      return { kind: "fold", keys: siblingKeys(rows, row), collapsed: false };
    default:
      return undefined;
  }
}

/**
 * The row that typing `typed` leads to: the next one whose name starts with it, from the top again after the last.
 * A first letter moves on from the active row; more letters may keep it. -1 when there is none.
 */
export function typeAhead(rows: readonly Row[], active: number, typed: string): number {
  const start = foldText(typed);
  const first = [...typed].length > 1 ? 0 : 1;
  for (let step = first; step < rows.length + first; step++) {
    const index = (active + step) % rows.length;
    const { item } = rows[index] ?? {};
    const names = [item?.shown?.text ?? "", item?.name ?? ""];
    if (names.some((name) => foldText(name).startsWith(start))) return index;
  }
  return -1;
}

function parentIndex(rows: readonly Row[], active: number): number {
  const level = rows[active]?.level ?? 1;
  let index = active;
  while (index > 0 && (rows[index]?.level ?? 1) >= level) index--;
  return index;
}

function siblingKeys(rows: readonly Row[], row: Row): string[] {
  const siblings = rows.filter(
    ({ item, expanded }) => item.parent === row.item.parent && expanded !== undefined,
  );
  return siblings.map(({ item }) => item.key);
}
