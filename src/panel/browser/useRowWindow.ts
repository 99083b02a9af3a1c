/** Which rows of a long list are near the screen, so that thousands of labels cost as little as a few. */
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useIsNarrow } from "./useSize.ts";

/** In CSS pixels; `--row-height` of the style sheet. */
export function useRowHeight(): number {
  return useIsNarrow() ? 32 : 26;
}

/** Rows drawn above and below the screen. */
const overscan = 10;
/** Lists up to here are drawn whole: find-in-page and screen readers then see all of it. */
const smallList = 100;

export interface RowWindow {
  readonly first: number;
  readonly last: number;
}

/** First and last row to draw, kept up to date while the page scrolls. */
export function useRowWindow(
  body: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): RowWindow {
  const [range, setRange] = useState<RowWindow>({ first: 0, last: smallList - 1 });
  /** How much of the list is above the screen when it was looked at last; a slider step has no time to look. */
  const above = useRef<number>(undefined);

  const update = () => {
    if (above.current === undefined || count <= smallList) return;
    // Steps of half the overscan: not every scrolled pixel is worth a new drawing.
    const step = overscan / 2;
    const top = Math.floor(above.current / rowHeight / step) * step;
    const first = Math.max(0, Math.min(top - overscan, count - smallList));
    const last = first + Math.ceil(innerHeight / rowHeight) + 2 * overscan + step;
    setRange((before) =>
      before.first === first && before.last === last ? before : { first, last },
    );
  };
  const look = () => {
    if (!body.current) return;
    above.current = -body.current.getBoundingClientRect().top;
    update();
  };
  const newest = useRef(look);
  newest.current = look;
  useLayoutEffect(() => {
    if (above.current === undefined) look();
    else update();
  });
  useEffect(() => {
    const lookAgain = () => newest.current();
    addEventListener("scroll", lookAgain, { passive: true });
    addEventListener("resize", lookAgain);
    // What is above the list may have become higher; when this is told, the page has been laid out.
    const observer = new ResizeObserver(lookAgain);
    observer.observe(document.body);
    return () => {
      removeEventListener("scroll", lookAgain);
      removeEventListener("resize", lookAgain);
      observer.disconnect();
    };
  }, []);
  return count <= smallList ? { first: 0, last: count - 1 } : range;
}
