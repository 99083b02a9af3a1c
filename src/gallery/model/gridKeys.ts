/** What the keys of the grid do. */
import { type Selection, selectAll, selectOnly, selectTo, toggle } from "./selection.ts";

export interface GridKey {
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, or Cmd on a Mac. */
  readonly command: boolean;
}

export interface GridFocus {
  /** Images of the result. */
  readonly count: number;
  readonly columns: number;
  /** Rows that a page has. */
  readonly pageRows: number;
  /** The image that has the focus. */
  readonly active: number;
  readonly selection: Selection;
}

export type GridMove =
  | { readonly kind: "move"; readonly active: number; readonly selection: Selection }
  | { readonly kind: "select"; readonly selection: Selection }
  | { readonly kind: "open" }
  | { readonly kind: "look" };

/** `undefined` for a key that is none of the grid's. */
export function gridMove(pressed: GridKey, focus: GridFocus): GridMove | undefined {
  const { key, shift, command } = pressed;
  const { count, active, selection } = focus;
  if (count === 0) return undefined;
  if (command && key.toLowerCase() === "a") {
    return { kind: "select", selection: selectAll(count, selection) };
  }
  if (key === "Escape") {
    if (selection.ranges.length === 0) return undefined;
    return { kind: "select", selection: { ranges: [], anchor: active } };
  }
  if (key === "Enter") return { kind: "open" };
  if (key === " ") {
    if (!command) return { kind: "look" };
    return { kind: "select", selection: toggle(selection, active) };
  }
  const to = destination(pressed, focus);
  if (to === undefined) return undefined;
  if (shift) return { kind: "move", active: to, selection: selectTo(selection, to) };
  // The focus goes alone, so that several are picked one by one with Ctrl and the space bar.
  if (command && key.startsWith("Arrow")) return { kind: "move", active: to, selection };
  return { kind: "move", active: to, selection: selectOnly(to) };
}

function destination({ key, command }: GridKey, focus: GridFocus): number | undefined {
  const { count, columns, pageRows, active } = focus;
  const within = (position: number) => Math.max(0, Math.min(position, count - 1));
  const rowStart = active - (active % columns);
  switch (key) {
    case "ArrowLeft":
      return within(active - 1);
    case "ArrowRight":
      return within(active + 1);
    case "ArrowUp":
      return active < columns ? active : active - columns;
    case "ArrowDown": {
      if (active + columns < count) return active + columns;
      // The last row may be short: below a column without an image is the last of all.
      return rowStart + columns < count ? count - 1 : active;
    }
    case "PageUp":
      return active - Math.min(Math.floor(active / columns), pageRows) * columns;
    case "PageDown": {
      const rowsBelow = Math.floor((count - 1) / columns) - Math.floor(active / columns);
      return within(active + Math.min(rowsBelow, pageRows) * columns);
    }
    case "Home":
      return command ? 0 : rowStart;
    case "End":
      return command ? count - 1 : within(rowStart + columns - 1);
    default:
      return undefined;
  }
}
