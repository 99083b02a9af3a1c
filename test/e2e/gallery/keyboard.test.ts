/** The whole search view without a mouse: one stop of Tab for each group, a way back out of each, and a focus that is never lost. */
import assert from "node:assert/strict";
import { becomes } from "../panel/becomes.ts";
import type { OpenGallery } from "./harness.ts";
import { imageIndex } from "./images.ts";
import { openGallery } from "./open.ts";

const index = imageIndex(300);

describe("search view: keyboard", () => {
  let gallery: OpenGallery;
  beforeEach(async () => {
    gallery = await openGallery({ index });
    await gallery.page.locator("td[aria-label*=', ']").first().waitFor();
    await gallery.page.locator(".facet").nth(3).waitFor();
  });
  afterEach(async () => {
    assert.deepEqual(gallery.troubles, []);
    await gallery.close();
  });

  const press = (...keys: readonly string[]) =>
    keys.reduce(
      (before, key) => before.then(() => gallery.page.keyboard.press(key)),
      Promise.resolve(),
    );
  /** What has the focus: its text or name. */
  const focused = () =>
    gallery.page.evaluate<string>(
      "(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()",
    );
  const focuses = (selector: string) =>
    becomes(gallery.page, `document.activeElement.matches(${JSON.stringify(selector)})`);
  const acts = () => gallery.sent.flatMap((intent) => (intent.type === "act" ? [intent] : []));

  it("has one stop of Tab for all labels, which arrows, Home and End walk through", async () => {
    const names = await gallery.page.locator(".facet").allTextContents();
    await gallery.page.locator(".facet").first().focus();
    await press("ArrowDown", "ArrowDown");
    assert.equal(await focused(), names[2]);
    await press("ArrowUp");
    assert.equal(await focused(), names[1]);
    await press("Tab");
    await focuses("td");
    await press("Shift+Tab");
    assert.equal(await focused(), names[1]);
    await press("End");
    assert.match(await focused(), /more$/);
    await press("Home");
    assert.equal(await focused(), names[0]);
    assert.equal(await gallery.page.locator(".facets button[tabindex='0']").count(), 1);
  });

  it("asks for a label and takes it back with the focus on it", async () => {
    await gallery.page.locator(".facet").first().focus();
    await press("ArrowDown", "ArrowDown", "ArrowDown", "Enter");
    await gallery.page.locator(".facet[aria-pressed=true]").waitFor();
    await focuses(".facet[aria-pressed=true]");
    await press("Enter");
    await gallery.page.locator(".facet[aria-pressed=true]").waitFor({ state: "detached" });
    await focuses(".facet");
  });

  it("does something with several images, and comes back to them by Escape", async () => {
    await gallery.page.locator("td").first().click();
    await press("Shift+ArrowRight", "Shift+F6", "Shift+F6");
    assert.equal(await focused(), "Open labels");
    await press("ArrowRight", "ArrowRight");
    assert.equal(await focused(), "Copy URIs");
    await press("Enter", "ArrowRight", "ArrowDown");
    await gallery.page.getByRole("menu").waitFor();
    await press("ArrowDown", "Escape");
    assert.equal(await focused(), "More");
    await press("Escape");
    await focuses("td[aria-colindex='2']");
    assert.equal(await gallery.page.getByRole("toolbar", { name: "Selected" }).count(), 0);
    assert.deepEqual(
      acts().map(({ action, ranges }) => [action, ranges]),
      [["copyUri", [[0, 1]]]],
    );
  });

  it("opens the menu of an image by its key, walks through it by letters, and goes back", async () => {
    await gallery.page.locator("td").nth(1).click();
    await press("Shift+F10");
    await gallery.page.getByRole("menu").waitFor();
    await press("d");
    assert.equal(await focused(), "Detect labels…");
    await press("Escape");
    await focuses("td[aria-colindex='2']");
    await press("Shift+F10", "c", "Enter");
    await focuses("td[aria-colindex='2']");
    assert.deepEqual(
      acts().map(({ action, ranges }) => [action, ranges]),
      [["copyUri", [[1, 1]]]],
    );
  });

  it("keeps Tab within the full-size look, where the buttons have their own keys", async () => {
    await gallery.page.locator("td").first().click();
    await press(" ");
    const dialog = gallery.page.getByRole("dialog");
    await dialog.getByText("1 of 300").waitFor();
    const stops: string[] = [];
    for (let stop = 0; stop < 4; stop++) {
      await press("Tab");
      stops.push(await focused());
    }
    assert.deepEqual(stops, ["Previous", "Next", "Close", "Previous"]);
    await press("Shift+Tab", "Shift+Tab");
    assert.equal(await focused(), "Next");
    await press(" ");
    await dialog.getByText("2 of 300").waitFor();
    await press("Escape");
    await dialog.waitFor({ state: "detached" });
    await focuses("td[aria-colindex='2']");
    await press(" ");
    await dialog.getByText("2 of 300").waitFor();
    await press("Enter");
    await becomes(gallery.page, "true");
    assert.deepEqual(
      acts().map(({ action, ranges }) => [action, ranges]),
      [["open", [[1, 1]]]],
    );
  });

  it("puts the focus into the query when what had it is gone with an empty result", async () => {
    await gallery.page.getByRole("combobox").fill("label:zebra");
    const button = gallery.page.getByRole("button", { name: "Show all images" });
    await button.waitFor();
    await press("F6", "F6");
    await focuses(".nothing button");
    await press("Enter");
    await gallery.page.locator("td").first().waitFor();
    await focuses("[role=combobox]");
  });

  it("reaches everything by Tab, and nothing twice", async () => {
    await gallery.page.getByRole("combobox").focus();
    const stops: string[] = [];
    for (let stop = 0; stop < 7; stop++) {
      stops.push(await focused());
      await press("Tab");
    }
    assert.deepEqual(stops.slice(0, 5), [
      "Query",
      "Names",
      "Relevance",
      "Labels of these images",
      "Size of the pictures",
    ]);
    assert.match(stops[6] ?? "", /\.(jpg|png), /);
  });
});
