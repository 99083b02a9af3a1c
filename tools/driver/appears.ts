import type { Locator } from "playwright-core";

/** Whether it is in sight within some milliseconds. */
export function appears(locator: Locator, within: number): Promise<boolean> {
  return locator.waitFor({ timeout: within }).then(
    () => true,
    () => false,
  );
}
