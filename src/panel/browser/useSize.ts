/** Sizes of elements, as they change. */
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";

/** Where names need a second line more often than not, as in the style sheets. */
const narrow = "(max-width: 480px)";

export function useIsNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(narrow).matches);
  useEffect(() => {
    const query = matchMedia(narrow);
    const update = () => setNarrow(query.matches);
    update();
    query.addEventListener("change", update);
    return () => query.removeEventListener("change", update);
  }, []);
  return isNarrow;
}

/** In whole CSS pixels; 0 until the element has been laid out. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const measure = () => setWidth(Math.floor(current.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return width;
}

/**
 * Whether all that a box holds has room in one row of it. `content` says what that is: another one is drawn whole and
 * measured before people see it. What is drawn in its place, where there is no room, is not measured.
 */
export function useFitsOneRow(box: RefObject<HTMLElement | null>, content: string): boolean {
  const available = useWidth(box);
  const [needed, setNeeded] = useState<{ readonly content: string; readonly width: number }>();
  const fits = needed?.content !== content || available === 0 || needed.width <= available;
  useLayoutEffect(() => {
    // Again whenever it is drawn whole: a narrow box makes its buttons narrower than they like to be.
    if (fits && box.current) setNeeded({ content, width: widthOfRow(box.current) });
  }, [fits, content, available]);
  return fits;
}

/** In whole CSS pixels, with the gaps between, and with room for a mark that comes and goes. */
function widthOfRow(box: HTMLElement): number {
  const mark = 20;
  const gap = Number.parseFloat(getComputedStyle(box).columnGap) || 0;
  const widths = [...box.children].map((child) => child.getBoundingClientRect().width + gap);
  return Math.ceil(widths.reduce((sum, width) => sum + width, mark - gap));
}

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
