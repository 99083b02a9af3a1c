/** A button that opens a menu below itself: arrow keys, first letters, Escape back. */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icon.tsx";
import { useWithinPage } from "./withinPage.ts";

export interface MenuItem<Key extends string> {
  readonly key: Key;
  readonly title: string;
  /** Of a menu that chooses one of several: whether it is this one. */
  readonly isChosen?: boolean;
  /** True while choosing it would do nothing. */
  readonly isDisabled?: boolean;
}

interface MenuButtonProps<Key extends string> {
  /** The button's text. */
  readonly children: ComponentChildren;
  /** What the menu is called. */
  readonly label: string;
  readonly look: "primary" | "secondary" | "link";
  readonly items: readonly MenuItem<Key>[];
  readonly onChoose: (key: Key) => void;
}

export function MenuButton<Key extends string>(props: MenuButtonProps<Key>) {
  const { children, label, look, items, onChoose } = props;
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const entries = () => [...(box.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];

  useWithinPage(menu, open);
  useLayoutEffect(() => {
    if (!open) return;
    const chosen = items.findIndex(({ isChosen }) => isChosen);
    entries()[Math.max(chosen, 0)]?.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const closeOutside = ({ target }: Event) => {
      if (!box.current?.contains(target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const move = (event: KeyboardEvent) => {
    const all = entries();
    const index = all.indexOf(document.activeElement as HTMLElement);
    const next = nextItem(event.key, index, all);
    if (event.key === "Escape") close();
    else if (event.key === "Tab") setOpen(false);
    else if (next !== undefined) all[next]?.focus();
    if (event.key === "Escape" || next !== undefined) event.preventDefault();
  };
  const isChoice = items.some(({ isChosen }) => isChosen !== undefined);

  return (
    <div class="menu-box" ref={box}>
      <button
        ref={button}
        type="button"
        class={look === "link" ? look : `button ${look}`}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || open) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
        <Icon name="chevronDown" />
      </button>
      {open && (
        <div ref={menu} class="menu" role="menu" aria-label={label} tabIndex={-1} onKeyDown={move}>
          {items.map(({ key, title, isChosen, isDisabled = false }) => (
            <button
              key={key}
              type="button"
              {...(isChoice
                ? { role: "menuitemradio", "aria-checked": isChosen === true }
                : { role: "menuitem" })}
              tabIndex={-1}
              aria-disabled={isDisabled}
              onClick={() => {
                if (isDisabled) return;
                onChoose(key);
                close();
              }}
            >
              {title}
              {isChosen && <Icon name="check" />}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Where a key of a menu leads to, or `undefined` when it leads nowhere. */
export function nextItem(
  key: string,
  index: number,
  items: readonly HTMLElement[],
): number | undefined {
  const count = items.length;
  if (key === "ArrowDown") return (index + 1) % count;
  if (key === "ArrowUp") return (index - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key.length !== 1 || key === " ") return undefined;
  const start = key.toLowerCase();
  const found = items.findIndex((item) => item.textContent?.toLowerCase().startsWith(start));
  return found < 0 ? undefined : found;
}
