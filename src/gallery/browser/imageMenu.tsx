/** The menu of the selected images, where the pointer or the focus is. */
import { t } from "@vscode/l10n";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
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
    const { width, height } = current.getBoundingClientRect();
    current.style.left = `${Math.max(0, Math.min(at.x, innerWidth - width - 4))}px`;
    current.style.top = `${Math.max(0, Math.min(at.y, innerHeight - height - 4))}px`;
    items()[0]?.focus();
  }, [at]);
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
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (event.key === "Escape" || event.key === "Tab") onClose();
    else if (step !== undefined) all[(index + step + all.length) % all.length]?.focus();
    else if (event.key === "Home") all[0]?.focus();
    else if (event.key === "End") all.at(-1)?.focus();
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
