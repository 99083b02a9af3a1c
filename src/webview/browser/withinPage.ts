/** Menus and lists that open over the page, wherever there is room for them. */
import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** Between them and the edges of the page, in CSS pixels. */
const edge = 4;

/** Moves the element, while it is there, as far as it must to be within the page; one that is higher scrolls. */
export function useWithinPage(element: RefObject<HTMLElement | null>, isThere: boolean): void {
  useLayoutEffect(() => {
    if (!isThere) return;
    const place = () => {
      const { current } = element;
      if (!current) return;
      current.style.translate = "";
      const { left, right, top, bottom } = current.getBoundingClientRect();
      const across = Math.max(edge - left, Math.min(0, innerWidth - edge - right));
      const up = Math.max(edge - top, Math.min(0, innerHeight - edge - bottom));
      if (across !== 0 || up !== 0) current.style.translate = `${across}px ${up}px`;
    };
    place();
    addEventListener("resize", place);
    return () => removeEventListener("resize", place);
  }, [isThere]);
}
