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
      "written by hand",
    ]) {
      assert.ok(shown.includes(part), part);
    }
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
    assert.ok(await panel.page.getByRole("button", { name: "Detect again at 0.50" }).isDisabled());
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
      "Known since",
      "2 min ago",
      "cached",
      "threshold 0.70",
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
    await panel.page.getByRole("button", { name: "Enlarge the picture" }).click();
    assert.ok(await panel.page.getByRole("dialog").isVisible());
    await panel.page.keyboard.press("Escape");
    assert.ok(await panel.page.getByRole("dialog").isHidden());
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
    await press("Show log");
    assert.deepEqual(await lastIntent(), { type: "showLog" });
    await press("Try again · 1 call");
    assert.deepEqual(await lastIntent(), { type: "detect", threshold: 0.7 });
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
