/** How a person has set the panel up for one object, and how that is remembered while the panel lives. */

export type SortColumn = "name" | "level" | "confidence" | "centricScore";

export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

export interface ViewState {
  /** 0–1, set with the slider; `undefined` follows the threshold of the answer. */
  readonly threshold: number | undefined;
  readonly layout: "tree" | "flat";
  readonly filter: string;
  readonly sort: Sort;
  /** Keys of the items whose children are hidden. */
  readonly collapsed: readonly string[];
  readonly rawShown: boolean;
  /** True shows labels that a person hid. */
  readonly hiddenShown: boolean;
}

export const initialView: ViewState = {
  threshold: undefined,
  layout: "tree",
  filter: "",
  sort: { column: "confidence", descending: true },
  collapsed: [],
  rawShown: false,
  hiddenShown: false,
};

/** Objects remembered; the oldest go first. */
const maxRemembered = 20;

/** The view kept for `uri` in what `vscodeApi.getState()` returned; whatever does not fit is replaced by its default. */
export function recallView(stored: unknown, uri: string): ViewState {
  const entry = entriesOf(stored).find(([key]) => key === uri)?.[1];
  if (typeof entry !== "object" || entry === null) return initialView;
  const view = entry as Partial<Record<keyof ViewState, unknown>>;
  return {
    threshold: isFraction(view.threshold) ? view.threshold : undefined,
    layout: view.layout === "flat" ? "flat" : "tree",
    filter: typeof view.filter === "string" ? view.filter : "",
    sort: isSort(view.sort) ? view.sort : initialView.sort,
    collapsed: Array.isArray(view.collapsed)
      ? view.collapsed.filter((key) => typeof key === "string")
      : [],
    rawShown: view.rawShown === true,
    hiddenShown: view.hiddenShown === true,
  };
}

/** What `vscodeApi.setState()` keeps. */
export interface StoredState {
  readonly views: readonly unknown[];
  /** What the panel shows, so that it can be brought back. */
  readonly shown?: unknown;
}

/** What to hand to `vscodeApi.setState()`: `stored` with the view of `uri` as its newest entry. */
export function rememberView(stored: unknown, uri: string, view: ViewState): StoredState {
  const others = entriesOf(stored).filter(([key]) => key !== uri);
  const { shown } = (stored ?? {}) as Partial<StoredState>;
  const views = [...others, [uri, view]].slice(-maxRemembered);
  return { views, ...(shown !== undefined && { shown }) };
}

/** The same with the object that is shown, and the account that reads it. */
export function rememberShown(stored: unknown, uri: string, account: string): StoredState {
  return { views: entriesOf(stored), shown: { uri, account } };
}

/** The direction a column has when it is chosen first: the best or the first on top. */
export function firstDirection(column: SortColumn): Sort {
  return { column, descending: column === "confidence" || column === "centricScore" };
}

function entriesOf(stored: unknown): [string, unknown][] {
  const views = (stored as { views?: unknown } | undefined | null)?.views;
  if (!Array.isArray(views)) return [];
  return views.filter((entry) => Array.isArray(entry) && typeof entry[0] === "string");
}

function isFraction(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function isSort(value: unknown): value is Sort {
  const { column, descending } = (value ?? {}) as Partial<Record<keyof Sort, unknown>>;
  const columns: unknown[] = ["name", "level", "confidence", "centricScore"];
  return columns.includes(column) && typeof descending === "boolean";
}
