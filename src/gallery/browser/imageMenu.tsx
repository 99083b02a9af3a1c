/** The menu of the selected images, where the pointer or the focus is. */
import { t } from "@vscode/l10n";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { nextItem } from "../../webview/browser/menu.tsx";
import { useWithinPage } from "../../webview/browser/withinPage.ts";
import { countSelected, type Selection } from "../model/selection.ts";
import type { GalleryAction } from "../protocol.ts";
import { actionsFor } from "./imageActions.ts";

interface ImageMenuProps {
  readonly at: { readonly x: number; readonly y: number };
  readonly selection: Selection;
  readonly onAct: (action: GalleryAction) => void;
  readonly onLook: () => void;
  readonly onClose: () => void;
}

export function ImageMenu({ at, selection, onAct, onLook, onClose }: ImageMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>("button") ?? [])];
  useLayoutEffect(() => {
    const { current } = menu;
    if (!current) return;
    current.style.left = `${at.x}px`;
    current.style.top = `${at.y}px`;
    items()[0]?.focus();
  }, [at]);
  useWithinPage(menu, true);
  useEffect(() => {
    const closeOutside = ({ target }: Event) => {
      if (!menu.current?.contains(target as Node)) onClose();
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, []);
  const move = (event: KeyboardEvent) => {
    const all = items();
    const index = all.indexOf(document.activeElement as HTMLElement);
    const next = nextItem(event.key, index, all);
    if (event.key === "Escape" || event.key === "Tab") onClose();
    else if (next !== undefined) all[next]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const count = Math.max(1, countSelected(selection));
  return (
    <div
      ref={menu}
      class="menu context"
      role="menu"
      aria-label={t("Images")}
      onKeyDown={move}
      tabIndex={-1}
    >
      {count === 1 && (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            onClose();
            onLook();
          }}
        >
          {t("Look at it")}
        </button>
      )}
      {actionsFor(count).map(({ action, title }) => (
        <button
          key={action}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            onAct(action);
            onClose();
          }}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
