/** What people do: type, press labels, walk with the keys, select, look. */
import assert from "node:assert/strict";
import type { GalleryIntent } from "../../../src/gallery/protocol.ts";
import { becomes } from "../panel/becomes.ts";
import type { OpenGallery } from "./harness.ts";
import { imageIndex } from "./images.ts";
import { openGallery } from "./open.ts";

const index = imageIndex(1000);

describe("search view: use", () => {
  let gallery: OpenGallery;
  beforeEach(async () => {
    gallery = await openGallery({ index });
    await gallery.page.locator("td[aria-label*=', ']").first().waitFor();
  });
  afterEach(async () => {
    assert.deepEqual(gallery.troubles, []);
    await gallery.close();
  });

  const box = () => gallery.page.getByRole("combobox");
  const focused = () => gallery.page.locator("td:focus");
  const shows = (text: string) => gallery.page.locator("h2, strong", { hasText: text }).waitFor();
  const acts = () => gallery.sent.filter((intent): intent is Act => intent.type === "act");

  it("searches while a query is typed, and says how many images there are", async () => {
    await shows("1,000 images");
    await box().pressSequentially("label:猫");
    await shows(`${(await index.search(query("猫"), { limit: 1 })).total} images`);
    assert.ok(gallery.sent.filter(({ type }) => type === "search").length <= 3);
    await gallery.page.getByRole("button", { name: "Clear the query" }).click();
    await shows("1,000 images");
  });

  it("asks for a label by a press, and takes it back by another", async () => {
    const facet = gallery.page.locator(".facets button", { hasText: "动物" });
    const before = await facet.textContent();
    await facet.click();
    await becomes(gallery.page, `document.querySelector("input").value === "label:动物"`);
    await gallery.page.locator(".facet[aria-pressed=true]", { hasText: "动物" }).waitFor();
    // The labels of this result come with it: every image has the one that was asked for.
    const first = gallery.page.locator(".facet").first();
    assert.match((await first.textContent()) ?? "", /^动物/);
    const { total } = await index.search(query("动物"), { limit: 1 });
    assert.equal(await first.locator("span").textContent(), total.toLocaleString("en"));
    await first.click();
    await becomes(gallery.page, `document.querySelector("input").value === ""`);
    await becomes(
      gallery.page,
      `[...document.querySelectorAll(".facet")].some((each) => each.textContent === ${JSON.stringify(before)})`,
    );
  });

  it("completes fields and names at the cursor, by the keys alone", async () => {
    await box().focus();
    await gallery.page.keyboard.type("label:动");
    await gallery.page.locator("[role=listbox][aria-busy=false] [role=option]").first().waitFor();
    await gallery.page.keyboard.press("ArrowDown");
    await gallery.page.keyboard.press("Enter");
    assert.match(await box().inputValue(), /^label:动\S+$/);
    await gallery.page.getByRole("listbox").waitFor({ state: "hidden" });
    assert.equal(await gallery.page.evaluate("document.activeElement.role"), "combobox");
    await gallery.page.keyboard.type(" is:un");
    await gallery.page.getByRole("option", { name: "unlabelled" }).waitFor();
    await gallery.page.keyboard.press("Escape");
    await gallery.page.getByRole("listbox").waitFor({ state: "hidden" });
    assert.match(await box().inputValue(), / is:un$/);
  });

  it("marks what cannot be read, where it stands, and keeps the images", async () => {
    await box().fill("dog size:1MB");
    const alert = gallery.page.getByRole("alert");
    await alert.waitFor();
    assert.ok(((await alert.textContent()) ?? "").length > 20);
    assert.equal(await gallery.page.locator("mark").textContent(), ":1MB");
    assert.equal(await box().getAttribute("aria-invalid"), "true");
    assert.ok((await gallery.page.locator("td").count()) > 10);
    const marked = (await gallery.page.locator("mark").boundingBox()) ?? assert.fail();
    const sentence = (await alert.boundingBox()) ?? assert.fail();
    assert.ok(sentence.y >= marked.y + marked.height - 4);
    await box().fill("dog");
    await alert.waitFor({ state: "detached" });
  });

  it("is walked through by the keys, one cell in the order of Tab", async () => {
    await gallery.page.locator("td").first().click();
    const place = async () => {
      const row = Number(await focused().locator("..").getAttribute("aria-rowindex"));
      const column = Number(await focused().getAttribute("aria-colindex"));
      return [row, column];
    };
    for (const [key, to] of [
      ["ArrowRight", [1, 2]],
      ["ArrowDown", [2, 2]],
      ["End", [2, 5]],
      ["Home", [2, 1]],
      ["ArrowUp", [1, 1]],
      ["Control+End", [200, 5]],
      ["PageUp", [197, 5]],
      ["Control+Home", [1, 1]],
    ] as const) {
      await gallery.page.keyboard.press(key);
      await becomes(
        gallery.page,
        `document.activeElement?.closest("tr")?.ariaRowIndex === "${to[0]}" && document.activeElement.ariaColIndex === "${to[1]}"`,
      );
      assert.deepEqual(await place(), to, key);
      const seen = (await focused().boundingBox()) ?? assert.fail();
      assert.ok(seen.y >= 90 && seen.y + seen.height <= 800, `${key} shows it`);
    }
    assert.equal(await gallery.page.locator("td[tabindex='0']").count(), 1);
  });

  it("keeps the focus when it is scrolled out of sight", async () => {
    await gallery.page.locator("td").nth(1).click();
    const label = await focused().getAttribute("aria-label");
    await gallery.page.mouse.wheel(0, 20_000);
    await becomes(gallery.page, `document.querySelector(".scroll").scrollTop > 15000`);
    assert.equal(await focused().getAttribute("aria-label"), label);
    await gallery.page.keyboard.press("ArrowRight");
    await becomes(gallery.page, `document.querySelector(".scroll").scrollTop < 100`);
  });

  it("opens one image as a preview, and does with several what is pressed", async () => {
    await gallery.page.locator("td").nth(1).click();
    await gallery.page.keyboard.press("Enter");
    await gallery.page.keyboard.press("Shift+ArrowRight");
    await gallery.page.keyboard.press("Shift+ArrowRight");
    await shows("3 selected");
    await gallery.page.getByRole("button", { name: "Detect labels…" }).click();
    await gallery.page.keyboard.press("F6");
    await gallery.page.locator("td[tabindex='0']").focus();
    await gallery.page.keyboard.press("Control+a");
    await shows("1,000 selected");
    await gallery.page.getByRole("button", { name: "Copy URIs" }).click();
    await becomes(gallery.page, "true");
    assert.deepEqual(
      acts().map(({ action, ranges }) => [action, ranges]),
      [
        ["preview", [[1, 1]]],
        ["detect", [[1, 3]]],
        ["copyUri", [[0, 999]]],
      ],
    );
    const chosen = await gallery.search.chosen(gallery.search.state.result, [[1, 3]]);
    assert.equal(chosen?.kind === "images" && chosen.images.length, 3);
    const all = await gallery.search.chosen(gallery.search.state.result, [[0, 999]]);
    assert.equal(all?.kind, "query");
  });

  it("shows an image full-size, and the next and the one before it, and comes back to it", async () => {
    await gallery.page.locator("td").nth(1).click();
    await gallery.page.keyboard.press(" ");
    const dialog = gallery.page.getByRole("dialog");
    await dialog.locator("img").waitFor();
    await dialog.getByText("2 of 1,000").waitFor();
    for (const [key, place] of [
      ["ArrowRight", "3 of 1,000"],
      ["End", "1,000 of 1,000"],
      ["Home", "1 of 1,000"],
      ["ArrowRight", "2 of 1,000"],
    ] as const) {
      await gallery.page.keyboard.press(key);
      await dialog.getByText(place).waitFor();
    }
    await dialog.locator("img:not(.coarse)").waitFor();
    await gallery.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await becomes(gallery.page, `document.activeElement?.ariaColIndex === "2"`);
  });

  it("goes from the query to what is below it, the labels and the images and round by F6", async () => {
    await box().focus();
    const where = () =>
      gallery.page.evaluate<string>(
        `document.activeElement.closest(".query, .toolbar, .facets, .grid").className`,
      );
    for (const [key, part] of [
      ["F6", "toolbar"],
      ["F6", "facets"],
      ["F6", "grid"],
      ["F6", "query"],
      ["Shift+F6", "grid"],
      ["Shift+F6", "facets"],
    ] as const) {
      await gallery.page.keyboard.press(key);
      assert.equal(await where(), part, key);
    }
  });

  it("hands the addresses of what is dragged to whatever it is dropped on", async () => {
    await gallery.page.locator("td").first().click();
    await gallery.page.keyboard.press("Shift+ArrowRight");
    const dragged = await gallery.page.evaluate<string>(`(() => {
      const data = new DataTransfer();
      document.querySelector("td[aria-selected=true]")
        .dispatchEvent(new DragEvent("dragstart", { bubbles: true, dataTransfer: data }));
      return data.getData("text/uri-list");
    })()`);
    assert.equal(dragged.split("\r\n").length, 2);
    assert.match(dragged, /^oss:\/\/sample\//);
  });

  it("keeps the place and the size over a reload, and asks for nothing twice", async () => {
    await gallery.page.locator("td").first().click();
    await gallery.page.keyboard.press("Control+End");
    await gallery.page.getByRole("slider").fill("240");
    await becomes(gallery.page, "harness.kept?.size === 240 && harness.kept.active === 999");
    const kept = await gallery.page.evaluate("harness.kept");
    await gallery.close();
    gallery = await openGallery({ index, kept });
    await gallery.page.locator("td[tabindex='0'][aria-label*=', ']").waitFor();
    const rows = await gallery.page.getByRole("grid").getAttribute("aria-rowcount");
    await gallery.page.locator(`tr[aria-rowindex="${rows}"] td[tabindex='0']`).waitFor();
  });

  it("sorts by what is chosen, and turns it round when that is chosen again", async () => {
    await gallery.page.getByRole("button", { name: "Relevance" }).click();
    await gallery.page.getByRole("menuitemradio", { name: "Size" }).click();
    await becomes(gallery.page, `document.querySelector("input").value === "sort:size"`);
    await gallery.page.getByRole("button", { name: "Size", exact: true }).click();
    await gallery.page.getByRole("menuitemradio", { name: "Size" }).click();
    await becomes(gallery.page, `document.querySelector("input").value === "sort:-size"`);
  });

  it("says what to do where there is nothing", async () => {
    await box().fill("label:zebra");
    await shows("No image is found");
    await gallery.page.getByRole("button", { name: "Show all images" }).click();
    await shows("1,000 images");
    assert.equal(await box().inputValue(), "");
  });
});

type Act = Extract<GalleryIntent, { type: "act" }>;

function query(name: string) {
  return {
    condition: {
      kind: "label",
      reach: "below",
      name: { match: "equal", text: name },
      where: [],
    },
    sort: { by: "relevance", isReversed: false },
  } as const;
}
