/** Tells the style sheet how high the bar is, so that what sticks beneath it sticks in the right place. */
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

export function useBarHeight(bar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current } = bar;
    if (!current) return;
    const observer = new ResizeObserver(() => {
      document.documentElement.style.setProperty("--bar-height", `${current.offsetHeight}px`);
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
}
