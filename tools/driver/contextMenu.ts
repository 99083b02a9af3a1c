/** Menus that open under the mouse. */
import type { Page } from "playwright-core";

/** VS Code takes a mouse button that is released so soon for the end of the click that opened the menu. */
const deafMilliseconds = 200;

/** Chooses from the menu that a right click has just opened. */
export async function chooseFromMenu(page: Page, name: string): Promise<void> {
  const item = page.getByRole("menuitem", { name }).first();
  await item.waitFor();
  await page.waitForTimeout(deafMilliseconds);
  await item.click();
  await item.waitFor({ state: "hidden" });
}
