/** How the person has set up the panel for one object: threshold, layout, filter, order. */
import { useEffect, useState } from "preact/hooks";
import type { ViewState } from "../model/viewState.ts";
import { loadView, saveView } from "./host.ts";

export type ChangeView = (change: Partial<ViewState>) => void;

/** The view of `uri` and the way to change parts of it. A slider left where the answer begins follows the answer. */
export function useView(uri: string, asked: number | undefined): [ViewState, ChangeView] {
  const [view, setView] = useState(() => loadView(uri));
  const change: ChangeView = (part) =>
    setView((before) => {
      const after = { ...before, ...part };
      saveView(uri, after);
      return after;
    });
  const follows = asked !== undefined && view.threshold === asked;
  useEffect(() => {
    if (follows) change({ threshold: undefined });
  }, [follows]);
  return [view, change];
}
