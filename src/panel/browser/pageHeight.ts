/** Keeps the page from shrinking under a slider that is being dragged, which would move the list and the slider. */

/** The page is at least as high as now until `releasePageHeight`. */
export function holdPageHeight(): void {
  const { style } = document.body;
  if (style.minHeight === "") style.minHeight = `${document.documentElement.scrollHeight}px`;
}

export function releasePageHeight(): void {
  document.body.style.minHeight = "";
}
