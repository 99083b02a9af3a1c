/** Below the query: how many images, in which order, how large; and what can be done with those that are selected. */
import { t } from "@vscode/l10n";
import { useRef } from "preact/hooks";
import { grouped } from "../../labels/format.ts";
import { labelLanguages, labelLanguageTitle } from "../../labels/shownNames.ts";
import { Icon } from "../../webview/browser/icon.tsx";
import { MenuButton } from "../../webview/browser/menu.tsx";
import { useRoving } from "../../webview/browser/roving.ts";
import { largestCell, smallestCell } from "../model/geometry.ts";
import { countSelected, type Selection } from "../model/selection.ts";
import type { ChangeView, ViewState } from "../model/viewState.ts";
import { imageCount, sortTitles } from "../model/words.ts";
import type { GalleryAction, GallerySort, GalleryState } from "../protocol.ts";
import { focusImages } from "./focus.ts";
import { send } from "./host.ts";
import { actionsFor } from "./imageActions.ts";

interface ToolbarProps {
  readonly state: GalleryState;
  readonly view: ViewState;
  readonly selection: Selection;
  readonly onChange: ChangeView;
  readonly onAct: (action: GalleryAction) => void;
  readonly onClear: () => void;
}

export function Toolbar(props: ToolbarProps) {
  const { state, view, selection, onChange } = props;
  const { total } = state;
  return (
    <div class="toolbar">
      {countSelected(selection) > 1 ? (
        <SelectionActions {...props} />
      ) : (
        <>
          <p class="count">
            {total !== undefined && <strong>{imageCount(total)}</strong>}
            {state.notice && <span>{state.notice}</span>}
            {state.isStale && (
              <button
                type="button"
                class="link"
                onClick={() => {
                  send({ type: "refresh" });
                  focusImages();
                }}
              >
                {t("Labels have changed: search again")}
              </button>
            )}
          </p>
          <LanguageMenu language={state.language} />
          <SortMenu sort={state.sort} />
          {state.text.trim() !== "" && !state.problem && (
            <button
              type="button"
              class="button secondary"
              title={t("Keep this query under a name")}
              onClick={() => send({ type: "saveAlbum" })}
            >
              {t("Save as album…")}
            </button>
          )}
        </>
      )}
      <button
        type="button"
        class="icon-button facets-toggle"
        aria-label={t("Labels of these images")}
        aria-pressed={view.facetsShown}
        title={
          view.facetsShown
            ? t("Hide the labels of these images")
            : t("Show the labels of these images")
        }
        onClick={() => onChange({ facetsShown: !view.facetsShown })}
      >
        <Icon name="tag" />
      </button>
      <input
        class="size"
        type="range"
        min={smallestCell}
        max={largestCell}
        step={8}
        value={view.size}
        aria-label={t("Size of the pictures")}
        title={t("Size of the pictures")}
        onInput={({ currentTarget }) => onChange({ size: currentTarget.valueAsNumber })}
      />
    </div>
  );
}

/** Actions that have a button of their own; the others are in a menu. */
const inReach = 3;

function SelectionActions({ selection, onAct, onClear }: ToolbarProps) {
  const count = countSelected(selection);
  const actions = actionsFor(count);
  const box = useRef<HTMLDivElement>(null);
  const { onKeyDown, onFocusIn } = useRoving(box);
  const clear = () => {
    onClear();
    focusImages();
  };
  return (
    <div
      ref={box}
      class="selection"
      role="toolbar"
      aria-label={t("Selected images")}
      onFocusIn={onFocusIn}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) clear();
        else onKeyDown(event);
      }}
    >
      <p class="count">
        <strong>{t("{0} selected", grouped(count))}</strong>
      </p>
      {actions.slice(0, inReach).map(({ action, title }) => (
        <button key={action} type="button" class="button secondary" onClick={() => onAct(action)}>
          {title}
        </button>
      ))}
      <MenuButton
        label={t("More for the selected images")}
        look="secondary"
        items={actions.slice(inReach).map(({ action, title }) => ({ key: action, title }))}
        onChoose={onAct}
      >
        {t("More")}
      </MenuButton>
      <button type="button" class="link" onClick={clear}>
        {t({ message: "Clear", comment: ["takes a selection back"] })}
      </button>
    </div>
  );
}

/** In which language names are shown, here and in all other views. */
function LanguageMenu({ language }: { readonly language: GalleryState["language"] }) {
  return (
    <MenuButton
      label={t("Names of labels")}
      look="secondary"
      items={labelLanguages.map((key) => ({
        key,
        title: labelLanguageTitle(key),
        isChosen: key === language,
      }))}
      onChoose={(chosen) => send({ type: "labelLanguage", language: chosen })}
    >
      {language === "original" ? t("Names") : labelLanguageTitle(language)}
    </MenuButton>
  );
}

function SortMenu({ sort }: { readonly sort: GallerySort }) {
  const titles = sortTitles();
  const fields = Object.entries(titles) as [GallerySort["by"], string][];
  return (
    <MenuButton
      label={t("Sort by")}
      look="secondary"
      items={fields.map(([key, title]) => ({ key, title, isChosen: key === sort.by }))}
      onChoose={(by) => {
        // What is chosen again is turned round.
        send({ type: "sort", by, isReversed: by === sort.by ? !sort.isReversed : false });
      }}
    >
      {titles[sort.by]}
      {sort.isReversed ? " ↑" : ""}
    </MenuButton>
  );
}
