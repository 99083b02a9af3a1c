/** Where the focus goes when what had it is gone. */

/** The image that Tab leads to, once what is under way is drawn. */
export function focusImages(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>("td[tabindex='0']")?.focus({ preventScroll: true }),
  );
}

export function focusQuery(): void {
  document.querySelector<HTMLElement>("[role=combobox]")?.focus();
}
