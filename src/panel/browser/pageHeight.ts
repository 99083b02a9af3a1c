/** Keeps the page from shrinking under a slider that is being dragged, which would move the list and the slider. */

/** The panel is at least as high as now until `releasePageHeight`. */
export function holdPageHeight(): void {
  const panel = document.querySelector("main");
  if (panel?.style.minHeight === "") panel.style.minHeight = `${panel.offsetHeight}px`;
}

export function releasePageHeight(): void {
  document.querySelector("main")?.style.removeProperty("min-height");
}
