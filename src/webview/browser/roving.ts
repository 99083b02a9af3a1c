/** Controls in a row or a column as one stop of Tab: arrows, Home and End go from one to the next. */
import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export interface Roving {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusIn: (event: FocusEvent) => void;
}

/** Of the buttons in the box. Tab comes back to the one that had the focus last. */
export function useRoving(box: RefObject<HTMLElement | null>): Roving {
  const last = useRef<HTMLElement>(undefined);
  const buttons = () => [
    ...(box.current?.querySelectorAll<HTMLElement>("button:not([role^=menuitem])") ?? []),
  ];
  const mark = () => {
    const all = buttons();
    const stop = last.current && all.includes(last.current) ? last.current : all[0];
    for (const button of all) button.tabIndex = button === stop ? 0 : -1;
  };
  // Buttons come and go with whatever is shown.
  useLayoutEffect(mark);
  return {
    onFocusIn: ({ target }) => {
      const button = buttons().find((each) => each === target);
      if (!button) return;
      last.current = button;
      mark();
    },
    onKeyDown: (event) => {
      const all = buttons();
      const at = all.indexOf(event.target as HTMLElement);
      const to = destination(event.key, at, all.length);
      // A menu has its own keys, and so has the button that opens it.
      if (event.defaultPrevented || at < 0 || to === undefined) return;
      all[to]?.focus();
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function destination(key: string, at: number, count: number): number | undefined {
  if (key === "ArrowRight" || key === "ArrowDown") return Math.min(at + 1, count - 1);
  if (key === "ArrowLeft" || key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}
