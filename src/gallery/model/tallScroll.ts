/**
 * Scrolling through more than a browser's element can be high. The element has a height that browsers bear; its
 * scrollbar covers the whole content, and small steps move the content by just as much. All lengths are CSS pixels.
 */

/** Firefox's elements end at 17.9 million, Chromium's at 33.5 million. */
export const highestElement = 10_000_000;

export interface TallScroll {
  /** Of the whole content. */
  readonly height: number;
  readonly viewHeight: number;
  /** Where the element is scrolled to. */
  readonly scrollTop: number;
  /** From the element's own position to that of the content. */
  readonly offset: number;
}

/** How high the element is. */
export function elementHeight({ height }: Pick<TallScroll, "height">): number {
  return Math.min(height, highestElement);
}

/** The position in the content. */
export function contentTop({ scrollTop, offset }: TallScroll): number {
  return scrollTop + offset;
}

/**
 * After the element was scrolled. A step of less than a screen moves the content by itself; a jump goes to the share of
 * the content that it is of the element. Where the answer's `scrollTop` is another, the element is to be set to it.
 */
export function scrolled(before: TallScroll, scrollTop: number): TallScroll {
  const { height, viewHeight, offset } = before;
  if (height <= highestElement) return { ...before, scrollTop, offset: 0 };
  const isStep = Math.abs(scrollTop - before.scrollTop) < viewHeight;
  const isAtEnd = scrollTop <= 0 || scrollTop >= highestElement - viewHeight;
  if (isStep && !isAtEnd) return { ...before, scrollTop };
  const top = isStep ? scrollTop + offset : jumpTop(before, scrollTop);
  return scrolledTo(before, top);
}

/** With the content at a position, as far as it reaches. */
export function scrolledTo(before: TallScroll, top: number): TallScroll {
  const { height, viewHeight } = before;
  const within = Math.max(0, Math.min(top, height - viewHeight));
  if (height <= highestElement) return { ...before, scrollTop: within, offset: 0 };
  const scrollTop = Math.round((within / (height - viewHeight)) * (highestElement - viewHeight));
  return { ...before, scrollTop, offset: within - scrollTop };
}

function jumpTop({ height, viewHeight }: TallScroll, scrollTop: number): number {
  return (scrollTop / (highestElement - viewHeight)) * (height - viewHeight);
}
