/** The menu of a right click: VS Code's own offers Cut, Copy and Paste, which only text fields have a use for. */

const attribute = "data-vscode-context";

/** Keeps that menu away from the page, except from elements with `withTextMenu`; the keys for the same go on working. */
export function offerTextMenuInFieldsOnly(): void {
  document.body.setAttribute(attribute, contextOf(true));
}

/** Attributes of a text field: there that menu comes. */
export const withTextMenu = { [attribute]: contextOf(false) };

/** As VS Code reads it; the innermost element's counts. */
function contextOf(isWithout: boolean): string {
  return JSON.stringify({ preventDefaultContextMenuItems: isWithout });
}
