/** Menus that open under the mouse. */
import type { Page } from "playwright-core";

/** Chooses from the menu that a right click has just opened. */
export async function chooseFromMenu(page: Page, name: string): Promise<void> {
  const item = page.getByRole("menuitem", { name }).first();
  await item.waitFor();
  // By keyboard: so soon after the right click, VS Code takes a released button for that click's end.
  await item.hover();
  await page.keyboard.press("Enter");
  await item.waitFor({ state: "hidden" });
}
