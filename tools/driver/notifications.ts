/** Notifications in the corner of the window. */
import type { Locator, Page } from "playwright-core";

export class Notifications {
  readonly all: Locator;

  constructor(page: Page) {
    this.all = page.locator(".notifications-toasts .notification-list-item");
  }

  /** Resolves to the one that says `text`, once it is there. */
  async saying(text: string | RegExp): Promise<Locator> {
    const found = this.all.filter({ hasText: text }).first();
    await found.waitFor();
    return found;
  }

  async press(text: string | RegExp, button: string): Promise<void> {
    await (await this.saying(text)).getByRole("button", { name: button }).click();
  }

  async clear(): Promise<void> {
    for (let left = await this.all.count(); left > 0; left = await this.all.count()) {
      await this.all.first().hover();
      await this.all.first().getByRole("button", { name: "Clear Notification" }).click();
      await this.all.nth(left - 1).waitFor({ state: "detached" });
    }
  }
}
