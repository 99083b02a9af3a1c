/** What each state of the panel shows and what its buttons say to the extension. */
import assert from "node:assert/strict";
import { becomes } from "./becomes.ts";
import * as fixtures from "./fixtures.ts";
import type { OpenPanel, PageSide } from "./harness.ts";
import { openPanel, textOf } from "./open.ts";

describe("panel: states", () => {
  let panel: OpenPanel;
  afterEach(async () => {
    assert.deepEqual(panel.troubles, []);
    await panel.close();
  });
  const text = () => textOf(panel.page.locator("main"));
  const press = (name: string | RegExp) => panel.page.getByRole("button", { name }).first().click();
  const lastIntent = async () => (await panel.sent()).at(-1);

  it("says that it is ready, once", async () => {
    panel = await openPanel(fixtures.ready);
    assert.deepEqual(await panel.sent(), [{ type: "ready" }]);
  });

  it("ready: offers one call and says what it is", async () => {
    panel = await openPanel(fixtures.ready);
    const shown = await text();
    for (const part of [
      "example.jpg",
      "oss://sample/example.jpg",
      "1600 × 1067",
      "212 kB",
      "one billable call",
      "No labels known yet.",
    ]) {
      assert.ok(shown.includes(part), part);
    }
    assert.doesNotMatch(shown, /written by hand/, "of no labels there is nothing to say");
    await press("Detect labels · 1 call");
    assert.deepEqual(await lastIntent(), { type: "detect", threshold: 0.7 });
  });

  it("ready: asks from where the slider stands", async () => {
    panel = await openPanel(fixtures.ready);
    await panel.page.getByRole("slider").fill("0.4");
    await press("Detect labels at 0.40 · 1 call");
    assert.deepEqual(await lastIntent(), { type: "detect", threshold: 0.4 });
  });

  it("detecting: can be cancelled", async () => {
    panel = await openPanel(fixtures.detecting);
    assert.match(await text(), /Detecting labels at 0\.70/);
    assert.equal(await panel.page.locator("main").getAttribute("aria-busy"), "true");
    await press("Cancel");
    assert.deepEqual(await lastIntent(), { type: "cancel" });
  });

  it("detecting: keeps the previous answer in sight, and cannot be asked twice", async () => {
    panel = await openPanel(fixtures.detectingAgain);
    assert.equal(await panel.page.getByRole("row", { name: /Outerwear/ }).count(), 1);
    assert.equal(await panel.page.getByRole("button", { name: /1 call/ }).count(), 0);
    await panel.page.getByRole("slider").fill("0.3");
    const lower = panel.page.getByRole("button", { name: "Detect again at 0.30 · 1 call" });
    assert.ok(await lower.isDisabled());
    await lower.click({ force: true });
    assert.deepEqual(await panel.sent(), [{ type: "ready" }]);
  });

  it("ready: a double click asks once", async () => {
    panel = await openPanel(fixtures.ready);
    await panel.page.getByRole("button", { name: "Detect labels · 1 call" }).dblclick();
    assert.deepEqual(await panel.sent(), [{ type: "ready" }, { type: "detect", threshold: 0.7 }]);
  });

  it("detecting: a double click does not end what it began, nor does a key that is held down", async () => {
    panel = await openPanel(fixtures.ready);
    const detect = panel.page.getByRole("button", { name: "Detect labels · 1 call" });
    await detect.focus();
    await panel.page.keyboard.down("Enter");
    await panel.show(fixtures.detecting);
    const cancel = panel.page.getByRole("button", { name: "Cancel" });
    await cancel.click();
    assert.equal(await textOf(panel.page.locator(":focus")), "Cancel");
    await becomes(panel.page, "(globalThis.begun ??= Date.now()) + 600 < Date.now()");
    // Down again without up: the key repeats.
    await panel.page.keyboard.down("Enter");
    assert.deepEqual(await panel.sent(), [{ type: "ready" }, { type: "detect", threshold: 0.7 }]);
    await panel.page.keyboard.up("Enter");
    await panel.page.keyboard.press("Enter");
    assert.deepEqual(await lastIntent(), { type: "cancel" });
  });

  it("keeps the focus where the buttons are when a state replaces them", async () => {
    panel = await openPanel(fixtures.ready);
    const focused = () => textOf(panel.page.locator(":focus"));
    await panel.page.getByRole("button", { name: "Detect labels · 1 call" }).press("Enter");
    await panel.show(fixtures.detecting);
    assert.equal(await focused(), "Cancel");
    await panel.show(fixtures.detected(fixtures.exampleLabels, { fromCache: false }));
    assert.equal(await focused(), "Copy");
    await panel.page.getByRole("row", { name: /Outerwear/ }).focus();
    await panel.show(fixtures.detectingAgain);
    await panel.show(fixtures.detected(fixtures.exampleLabels));
    assert.match(
      (await panel.page.locator(":focus").getAttribute("aria-label")) ?? "",
      /^Outerwear/,
    );
  });

  it("detected: a second click that was meant for what stood there before asks nothing", async () => {
    panel = await openPanel(fixtures.detecting);
    await panel.show(fixtures.detected(fixtures.exampleLabels, { fromCache: false }));
    const again = panel.page.getByRole("button", { name: "Detect again · 1 call" });
    assert.ok(await again.isDisabled());
    await again.click({ force: true });
    await again.press("Enter");
    assert.deepEqual(await panel.sent(), [{ type: "ready" }]);
    // Waits until it can be pressed.
    await again.click();
    assert.deepEqual(await lastIntent(), { type: "detect", threshold: 0.7 });
  });

  it("failed: a second click that was meant for what stood there before asks nothing", async () => {
    panel = await openPanel(fixtures.detecting);
    await panel.show(fixtures.failed);
    const again = panel.page.getByRole("button", { name: "Try again · 1 call" });
    await again.click({ force: true });
    assert.deepEqual(await panel.sent(), [{ type: "ready" }]);
    await again.click();
    assert.deepEqual(await lastIntent(), { type: "detect", threshold: 0.7 });
  });

  it("makes the use of what is known the first thing to do, not another call", async () => {
    panel = await openPanel(fixtures.ready);
    const primary = () => panel.page.locator(".button.primary").allTextContents();
    assert.deepEqual(await primary(), ["Detect labels · 1 call"]);
    await panel.show(fixtures.detected(fixtures.exampleLabels));
    assert.deepEqual(await primary(), ["Copy"]);
    await panel.show(fixtures.empty);
    assert.deepEqual(await primary(), []);
    await panel.show(fixtures.failedAgain);
    assert.deepEqual(await primary(), ["Check Setup"]);
  });

  it("goes back to no labels when they were forgotten", async () => {
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels));
    await panel.show(fixtures.ready);
    assert.match(await text(), /No labels known yet\./);
    assert.equal(await panel.page.getByRole("treegrid").count(), 0);
    assert.equal(await panel.page.getByRole("button", { name: "Copy", exact: true }).count(), 0);
  });

  it("says what happened, and says it aloud", async () => {
    panel = await openPanel(fixtures.detecting);
    const notice = "Cancelled. The call may have been billed.";
    await panel.show({ ...fixtures.ready, notice });
    assert.equal(await textOf(panel.page.locator(".note").first()), notice);
    assert.equal(await textOf(panel.page.getByRole("status").first()), notice);
    await panel.show(fixtures.ready);
    assert.equal(await panel.page.getByText(notice).count(), 0);
  });

  it("offers no detection of what is no JPEG or PNG", async () => {
    panel = await openPanel({ ...fixtures.ready, canDetect: false });
    assert.match(await text(), /Only JPEG and PNG images can be labelled\./);
    assert.doesNotMatch(await text(), /No labels known|call|Threshold/);
    assert.equal(await panel.page.getByRole("slider").count(), 0);
  });

  it("says of the sample's labels that they are prepared, where there are any", async () => {
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels));
    assert.match(await text(), /written by hand/);
    for (const state of [fixtures.empty, fixtures.failed, fixtures.failedAgain]) {
      await panel.show(state);
      assert.doesNotMatch(await text(), /written by hand/);
    }
  });

  it("detected: says what the picture is of", async () => {
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels));
    assert.equal(
      await textOf(panel.page.locator(".sentence")),
      "Mostly Outerwear, part of Clothing.",
    );
    assert.match(
      await textOf(panel.page.getByRole("status").first()),
      /2 labels at or above 0\.70/,
    );
  });

  it("detected: says where the answer comes from", async () => {
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels));
    const footer = await textOf(panel.page.locator("footer"));
    for (const part of [
      "Detected 2 min ago",
      "cached",
      "489 ms",
      "0EC0B6EC-EB16-5EF4-812B-EF3A60C7D20D",
      "Sample account",
    ]) {
      assert.ok(footer.includes(part), part);
    }
    const fresh = fixtures.detected(fixtures.exampleLabels, {
      fromCache: false,
      requestId: undefined,
      serverTime: undefined,
    });
    await panel.show(fresh);
    const other = await textOf(panel.page.locator("footer"));
    assert.match(other, /Detected.*fresh/s);
    assert.doesNotMatch(other, /request|ms\b|undefined/);
  });

  it("detected: shows the picture from its bytes, and again when they change", async () => {
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels));
    const picture = panel.page.locator(".picture > button img");
    const address = await picture.getAttribute("src");
    assert.match(address ?? "", /^blob:/);
    await panel.show(fixtures.detected(fixtures.chineseLabels));
    assert.equal(await picture.getAttribute("src"), address);
  });

  it("enlarges the picture, keeps the keyboard in it, and closes it with Escape", async () => {
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels));
    const enlarge = panel.page.getByRole("button", { name: "Enlarge the picture" });
    await enlarge.click();
    const dialog = panel.page.getByRole("dialog");
    assert.ok(await dialog.isVisible());
    assert.equal(
      await dialog.locator("img").getAttribute("alt"),
      "Mostly Outerwear, part of Clothing.",
    );
    for (const key of ["Tab", "Tab", "Shift+Tab"]) {
      await panel.page.keyboard.press(key);
      assert.equal(await dialog.locator(":focus").count(), 1, key);
    }
    await panel.page.keyboard.press("Escape");
    assert.ok(await dialog.isHidden());
    assert.equal(await panel.page.locator(":focus").getAttribute("title"), "Enlarge");
  });

  it("keeps the place of a picture that is being loaded, and says why there is none", async () => {
    const { picture: _, pictureType: __, ...object } = fixtures.exampleObject;
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels, {}, object));
    const place = panel.page.locator(".picture");
    assert.equal(await textOf(place), "The picture is being loaded");
    const before = await place.boundingBox();
    await panel.show(fixtures.detected(fixtures.exampleLabels));
    assert.deepEqual(await panel.page.locator(".picture").boundingBox(), before);
    const archived = { ...object, pictureMissing: "Archived" };
    await panel.show(fixtures.detected(fixtures.exampleLabels, {}, archived));
    assert.equal(await textOf(place), "Archived");
  });

  it("shows a damaged picture as such", async () => {
    const object = { ...fixtures.exampleObject, picture: new Uint8Array([1, 2, 3]) };
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels, {}, object));
    await panel.page.getByText("The picture cannot be shown").waitFor();
  });

  it("empty: says so, and offers a lower threshold", async () => {
    panel = await openPanel(fixtures.empty);
    assert.match(await text(), /No labels at or above 0\.70/);
    await press("Detect again at 0.50 · 1 call");
    assert.deepEqual(await lastIntent(), { type: "detect", threshold: 0.5 });
  });

  it("filtered away by the slider: says so, and costs nothing to undo", async () => {
    panel = await openPanel(fixtures.detected([fixtures.exampleLabels[1] ?? assert.fail()]));
    await panel.page.getByRole("slider").fill("0.9");
    assert.match(await text(), /Every known label is below 0\.90/);
    await press("Show from 0.70");
    assert.equal(await panel.page.getByRole("row", { name: /Apparel/ }).count(), 1);
    assert.deepEqual(await panel.sent(), [{ type: "ready" }]);
  });

  it("answered below the threshold all the same: leads to what is known", async () => {
    const labels = [
      fixtures.label("Egg", 2, undefined, 0.3, 0.2),
      fixtures.label("Hen", 2, undefined, 0.268, 0.1),
    ];
    panel = await openPanel(fixtures.detected(labels));
    assert.match(await text(), /Every known label is below 0\.70/);
    assert.match(
      await textOf(panel.page.getByRole("status").first()),
      /^0 of 2 labels at or above 0\.70/,
    );
    await press("Show from 0.26");
    assert.equal(await panel.page.getByRole("row", { name: /Egg|Hen/ }).count(), 2);
    assert.match(await textOf(panel.page.locator(".facts-line")), /^2 labels/);
  });

  it("counts what is shown: by the slider, by the text, and in trees", async () => {
    panel = await openPanel(fixtures.detected(fixtures.chineseLabels));
    const facts = () => panel.page.locator(".facts-line li").allTextContents();
    assert.deepEqual(await facts(), [
      "12 labels",
      "4 categories",
      "Chinese",
      "1600 × 1067",
      "212 kB",
    ]);
    await panel.page.getByRole("slider").fill("0.9");
    assert.deepEqual((await facts()).slice(0, 2), ["4 of 12 labels", "2 categories"]);
    await panel.page.getByRole("searchbox", { name: "Filter labels" }).fill("人");
    assert.deepEqual((await facts()).slice(0, 2), ["2 of 12 labels", "1 category"]);
  });

  it("names the language only where the names are in it", async () => {
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels));
    assert.doesNotMatch(await textOf(panel.page.locator(".facts-line")), /Chinese|zh/);
    assert.equal(await panel.page.locator("[lang^=zh]").count(), 0);
  });

  it("filtered away by text: says so", async () => {
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels));
    await panel.page.getByRole("searchbox", { name: "Filter labels" }).fill("zebra");
    assert.match(await text(), /No label matches the filter/);
    await press("Clear the filter");
    assert.equal(await panel.page.getByRole("row").count(), 4);
  });

  it("failed: says why, with code and request id, and offers the ways on", async () => {
    panel = await openPanel(fixtures.failed);
    assert.match(await textOf(panel.page.getByRole("alert")), /no IMM project attached/);
    assert.match(await text(), /ResourceNotFound.*64F2A9B1C0D4E83334A1B2C3/);
    assert.match(await text(), /The service says: The resource you requested is not found\./);
    await press("Show log");
    assert.deepEqual(await lastIntent(), { type: "showLog" });
    await press("Try again · 1 call");
    assert.deepEqual(await lastIntent(), { type: "detect", threshold: 0.7 });
  });

  it("failed: offers what mends it first, and no other try where none can help", async () => {
    panel = await openPanel(fixtures.failed);
    const buttons = panel.page.locator(".failure .actions button");
    assert.deepEqual(await buttons.allTextContents(), [
      "Check Setup",
      "Try again · 1 call",
      "Show log",
    ]);
    await press("Check Setup");
    assert.deepEqual(await lastIntent(), { type: "action", id: "remedy", threshold: 0.7 });
    const { remedy: _, ...withoutRemedy } = fixtures.failed;
    await panel.show({ ...withoutRemedy, canRetry: false });
    assert.deepEqual(await buttons.allTextContents(), ["Show log"]);
  });

  it("failed: keeps the previous answer", async () => {
    panel = await openPanel(fixtures.failedAgain);
    assert.equal(await panel.page.getByRole("row", { name: /人物/ }).count(), 1);
  });

  it("copies what is shown, and marks the button when the clipboard has it", async () => {
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels));
    await panel.page.getByRole("slider").fill("0.9");
    for (const [title, format] of [
      ["JSON", "json"],
      ["CSV", "csv"],
      ["Markdown", "markdown"],
      ["URI", "uri"],
    ]) {
      await panel.page.getByRole("button", { name: "Copy", exact: true }).click();
      await panel.page.getByRole("menuitem", { name: title ?? "" }).click();
      assert.deepEqual(await lastIntent(), { type: "copy", format, threshold: 0.9 });
    }
    await press("Copy request id");
    assert.deepEqual(await lastIntent(), { type: "copy", format: "requestId", threshold: 0 });
    assert.equal(await panel.page.getByText("Copied.").count(), 0);
    await panel.post({ type: "copied", format: "requestId" });
    assert.equal(await panel.page.getByText("Copied.").count(), 1);
  });

  it("leaves VS Code's Cut, Copy and Paste to the fields", async () => {
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels));
    await press("Raw JSON");
    const without = (css: string) =>
      panel.page
        .locator(css)
        .evaluateAll((all) => all.map((each) => each.getAttribute("data-vscode-context")));
    assert.deepEqual(await without("body"), ['{"preventDefaultContextMenuItems":true}']);
    const fields = await without("input:not([type=radio]):not([type=range])");
    assert.deepEqual(fields, Array(3).fill('{"preventDefaultContextMenuItems":false}'));
  });

  it("offers the actions that the extension names", async () => {
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels));
    const insert = panel.page.getByRole("button", { name: "Insert alt text" });
    assert.equal(await insert.getAttribute("title"), "At the cursor");
    await press("Write tags…");
    assert.deepEqual(await lastIntent(), { type: "action", id: "writeTags", threshold: 0.7 });
    await press("Settings");
    assert.deepEqual(await lastIntent(), { type: "openSettings" });
  });

  it("shows the raw answer as it came, and finds in it", async () => {
    panel = await openPanel(
      fixtures.detected(fixtures.exampleLabels, { raw: '{"A":1.0,"Labels":["a","A"]}' }),
    );
    await press("Raw JSON");
    const raw = panel.page.getByRole("region", { name: "Raw JSON" });
    assert.equal(
      await textOf(raw.locator("pre")),
      '{\n  "A": 1.0,\n  "Labels": [\n    "a",\n    "A"\n  ]\n}',
    );
    const find = raw.getByRole("searchbox");
    await find.fill('"a"');
    await raw.getByText("1 of 3").waitFor();
    await find.press("Enter");
    await raw.getByText("2 of 3").waitFor();
    await find.press("Shift+Enter");
    await raw.getByText("1 of 3").waitFor();
    await find.fill("zebra");
    await raw.getByText("No match").waitFor();
    await press("Hide raw JSON");
    assert.equal(await raw.count(), 0);
  });

  it("opens again as it was left, object by object", async () => {
    panel = await openPanel(fixtures.detected(fixtures.chineseLabels));
    await panel.page.getByRole("slider").fill("0.8");
    await panel.page.getByText("Flat", { exact: true }).click();
    await panel.page.getByRole("searchbox", { name: "Filter labels" }).fill("人");
    await panel.page.getByRole("button", { name: "Level" }).click();
    await becomes(panel.page, `JSON.stringify(harness.kept)?.includes('"level"') === true`);
    const kept = await panel.kept();
    await panel.close();

    panel = await openPanel(fixtures.detected(fixtures.chineseLabels), { kept });
    assert.equal(await panel.page.getByRole("slider").inputValue(), "0.8");
    assert.ok(await panel.page.getByRole("radio", { name: "Flat" }).isChecked());
    assert.equal(
      await panel.page.getByRole("searchbox", { name: "Filter labels" }).inputValue(),
      "人",
    );
    assert.match(await textOf(panel.page.locator("[aria-sort=ascending]")), /^Level/);
    const other = { ...fixtures.exampleObject, uri: "oss://sample/other.jpg" };
    await panel.show(fixtures.detected(fixtures.chineseLabels, {}, other));
    assert.equal(await panel.page.getByRole("slider").inputValue(), "0.7");
    assert.ok(await panel.page.getByRole("radio", { name: "Tree" }).isChecked());
  });
});

declare const harness: PageSide;
