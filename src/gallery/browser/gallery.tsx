/** The whole search view: the query above, the labels of the result beside its images. */

import { t } from "@vscode/l10n";
import { useEffect, useRef, useState } from "preact/hooks";
import { grouped } from "../../labels/format.ts";
import { countSelected, nothingSelected, type Selection } from "../model/selection.ts";
import type { ChangeView, ViewState } from "../model/viewState.ts";
import { imageCount } from "../model/words.ts";
import type { Completions, GalleryAction, GalleryState } from "../protocol.ts";
import { Facets } from "./facets.tsx";
import { Grid } from "./grid.tsx";
import { loadView, saveView, send } from "./host.ts";
import { Look } from "./look.tsx";
import { NothingFound } from "./nothingFound.tsx";
import type { PictureStore } from "./pictureStore.ts";
import { QueryBox } from "./queryBox.tsx";
import type { ResultPages } from "./resultPages.ts";
import { Toolbar } from "./toolbar.tsx";
import { useWants } from "./useWants.ts";

interface GalleryProps {
  readonly state: GalleryState;
  readonly pages: ResultPages;
  readonly pictures: PictureStore;
  readonly completions: Completions | undefined;
}

export function Gallery({ state, pages, pictures, completions }: GalleryProps) {
  const [view, change] = useView(state.text);
  const [selection, select] = useSelection(state.result);
  const [isLooking, setLooking] = useState(false);
  const main = useRef<HTMLElement>(null);
  const wants = useWants({ result: state.result, pages, pictures });
  const { total } = state;
  const isEmpty = total === 0 || (total === undefined && state.problem !== undefined);
  const showsFacets = view.facetsShown && !isEmpty;
  const active = Math.min(view.active, Math.max(0, (total ?? 1) - 1));
  const act = (action: GalleryAction, chosen: Selection) =>
    send({
      type: "act",
      action,
      result: state.result,
      ranges: chosen.ranges.map(([first, last]) => [first, last]),
    });

  return (
    <main
      ref={main}
      class={`gallery ${showsFacets ? "" : "without-facets"}`}
      aria-busy={state.isSearching}
      onKeyDown={(event) => {
        if (event.key === "F6") goToNextPart(event, main.current);
      }}
    >
      {state.isSearching && <div class="progress" />}
      <div class="unseen" role="status">
        {heard(state, selection).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <h1 class="unseen">{t("Search images")}</h1>
      <header>
        <QueryBox state={state} completions={completions} />
        <Toolbar
          state={state}
          view={view}
          selection={selection}
          onChange={change}
          onAct={(action) => act(action, selection)}
          onClear={() => select(nothingSelected)}
        />
      </header>
      {showsFacets && <Facets facets={state.facets} total={total} />}
      {isEmpty ? (
        <NothingFound state={state} />
      ) : (
        <Grid
          state={state}
          pages={pages}
          pictures={pictures}
          size={view.size}
          active={active}
          selection={selection}
          wants={wants}
          onMove={(position, selected) => {
            change({ active: position });
            select(selected);
          }}
          onSelect={select}
          onAct={act}
          onLook={(position) => {
            change({ active: position });
            setLooking(true);
          }}
        />
      )}
      {isLooking && total !== undefined && total > 0 && (
        <Look
          result={state.result}
          position={active}
          total={total}
          pages={pages}
          pictures={pictures}
          wants={wants}
          onMove={(position) => {
            change({ active: position });
            select({ ranges: [[position, position]], anchor: position });
          }}
          onOpen={(position) => act("open", { ranges: [[position, position]], anchor: position })}
          onClose={() => setLooking(false)}
        />
      )}
    </main>
  );
}

function useView(text: string): [ViewState, ChangeView] {
  const [view, setView] = useState(loadView);
  const change: ChangeView = (part) => setView((before) => ({ ...before, ...part }));
  useEffect(() => saveView({ ...view, text }), [view, text]);
  return [view, change];
}

/** What is selected of one result means nothing in another. */
function useSelection(result: number): [Selection, (selection: Selection) => void] {
  const [selected, setSelected] = useState({ result, selection: nothingSelected });
  const selection = selected.result === result ? selected.selection : nothingSelected;
  return [selection, (changed) => setSelected({ result, selection: changed })];
}

function heard(state: GalleryState, selection: Selection): readonly string[] {
  if (state.problem) return [];
  const { total, notice } = state;
  const count = countSelected(selection);
  if (count > 1) return [t("{0} selected", grouped(count))];
  if (state.isSearching || total === undefined) return [];
  return [imageCount(total), ...(notice ? [notice] : [])];
}

/** What takes the focus in each part of the page, in their order. */
const parts = [
  "[role=combobox]",
  ".toolbar button:not([tabindex='-1'])",
  ".facets button:not([tabindex='-1'])",
  "td[tabindex='0'], .nothing button",
];

/** F6 goes from the query to what is done with the result, its labels and its images, with Shift the other way. */
function goToNextPart(event: KeyboardEvent, main: HTMLElement | null): void {
  const there = parts.flatMap((part) => main?.querySelector<HTMLElement>(part) ?? []);
  const holds = (element: HTMLElement) => {
    const area = element.closest(".query, .toolbar, .facets, .grid, .nothing");
    return area?.contains(document.activeElement) === true;
  };
  const now = there.findIndex(holds);
  const step = event.shiftKey ? there.length - 1 : 1;
  there[(Math.max(now, 0) + (now < 0 ? 0 : step)) % there.length]?.focus();
  // It would go on to another part of the workbench.
  event.preventDefault();
  event.stopPropagation();
}
