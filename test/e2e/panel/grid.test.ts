/** The list of labels: structure for assistive technology, keyboard, pointer, and its link with the plot. */
import assert from "node:assert/strict";
import * as fixtures from "./fixtures.ts";
import type { OpenPanel } from "./harness.ts";
import { openPanel, textOf } from "./open.ts";

describe("panel: list", () => {
  let panel: OpenPanel;
  beforeEach(async () => {
    panel = await openPanel(fixtures.detected(fixtures.chineseLabels));
  });
  afterEach(async () => {
    assert.deepEqual(panel.troubles, []);
    await panel.close();
  });
  const row = (name: string) => panel.page.getByRole("row", { name: new RegExp(`^${name}`) });
  const press = (key: string) => panel.page.keyboard.press(key);
  const focused = async () =>
    (await panel.page.locator(":focus").getAttribute("aria-label"))?.split(",")[0];
  const names = () => panel.page.locator("tbody .text").allTextContents();

  it("is a treegrid that tells each row's place", async () => {
    const grid = panel.page.getByRole("treegrid", { name: "Labels" });
    assert.equal(await grid.getAttribute("aria-rowcount"), "14");
    const heard = await grid.ariaSnapshot();
    assert.match(heard, /row "衣服, implied parent" \[expanded\] \[level=1\]:/);
    assert.match(
      heard,
      /row "服装, level 2, confidence 1\.00, centric score 0\.80" \[expanded\] \[level=2\]:/,
    );
    const attributes = [
      "aria-level",
      "aria-posinset",
      "aria-setsize",
      "aria-expanded",
      "aria-rowindex",
    ];
    const placeOf = (name: string) =>
      Promise.all(attributes.map((attribute) => row(name).getAttribute(attribute)));
    assert.deepEqual(await placeOf("衣服"), ["1", "1", "4", "true", "2"]);
    assert.deepEqual(await placeOf("外套"), ["3", "1", "1", null, "4"]);
    assert.deepEqual(await placeOf("天空"), ["2", "2", "2", null, "11"]);
  });

  it("has named columns that sort, and say how", async () => {
    const sorted = () => panel.page.locator("[aria-sort=ascending], [aria-sort=descending]");
    const headers = await panel.page.getByRole("columnheader").allInnerTexts();
    assert.deepEqual(headers, ["Label", "Level", "Confidence", "Centric score"]);
    assert.equal(await textOf(sorted()), "Confidence");
    assert.equal(await sorted().getAttribute("aria-sort"), "descending");
    await panel.page.getByRole("button", { name: "Confidence" }).click();
    assert.equal(await sorted().getAttribute("aria-sort"), "ascending");
    await panel.page.getByRole("button", { name: "Centric score" }).click();
    assert.deepEqual((await names()).slice(0, 2), ["衣服", "服装"]);
    await panel.page.getByText("Flat", { exact: true }).click();
    assert.deepEqual((await names()).slice(0, 3), ["外套", "服装", "人物"]);
    assert.equal(await panel.page.getByRole("grid", { name: "Labels" }).count(), 1);
  });

  it("is one stop for Tab and lets the arrow keys do the rest", async () => {
    assert.equal(await panel.page.locator("tbody [tabindex='0']").count(), 1);
    await row("衣服").focus();
    const steps: [string, string][] = [
      ["ArrowDown", "服装"],
      ["ArrowRight", "外套"],
      ["ArrowLeft", "服装"],
      ["ArrowLeft", "服装"],
      ["ArrowDown", "人物"],
      ["ArrowUp", "服装"],
      ["ArrowRight", "服装"],
      ["ArrowDown", "外套"],
      ["End", "摩天大楼群"],
      ["Home", "衣服"],
      ["日", "日落"],
      ["PageDown", "摩天大楼群"],
    ];
    for (const [key, name] of steps) {
      if (key.charCodeAt(0) > 127)
        await panel.page.locator(":focus").dispatchEvent("keydown", { key, bubbles: true });
      else await press(key);
      assert.equal(await focused(), name, `after ${key}`);
    }
    await press("Tab");
    assert.equal(await panel.page.locator("tbody :focus").count(), 0);
    await press("Shift+Tab");
    assert.equal(await focused(), "摩天大楼群");
  });

  it("folds by keyboard and by pointer", async () => {
    await row("人物").focus();
    await press("ArrowLeft");
    assert.equal(await row("人物").getAttribute("aria-expanded"), "false");
    assert.equal(await row("肖像").count(), 0);
    await press("Enter");
    assert.equal(await row("肖像").count(), 1);
    await row("人物").locator(".twistie").click();
    assert.equal(await row("肖像").count(), 0);
    await press("*");
    assert.equal(await row("肖像").count(), 1);
  });

  it("keeps the focus on a row when another answer comes", async () => {
    await row("日落").focus();
    await panel.show(fixtures.detected(fixtures.chineseLabels.slice(2)));
    assert.equal(await focused(), "日落");
  });

  it("points at the same label in the plot, both ways", async () => {
    const highlighted = panel.page.locator(".plot .name.highlighted");
    assert.equal(await highlighted.count(), 0);
    await row("日落").hover();
    assert.equal(await textOf(highlighted), "日落");
    await row("城市").focus();
    assert.equal(await textOf(highlighted), "城市");
    const point = panel.page.locator(".point", {
      has: panel.page.locator("title", { hasText: "天空" }),
    });
    await point.hover();
    assert.match((await row("天空").getAttribute("class")) ?? "", /highlighted/);
    await row("自然景观").locator(".twistie").click();
    assert.equal(await row("天空").count(), 0);
    await point.click();
    assert.equal(await focused(), "天空");
  });

  it("has a plot that is words for who cannot see it", async () => {
    const plot = panel.page.locator("figure.plot");
    assert.match(
      await plot.ariaSnapshot(),
      /Likely subject: 服装, 外套, 人物, 肖像\. Background: 8 other labels/,
    );
    assert.equal(await plot.locator("svg").getAttribute("aria-hidden"), "true");
  });

  it("says of an implied parent what it is, in its tooltip, and lets it have the whole row", async () => {
    const words = row("衣服").locator(".words");
    assert.match(
      (await words.getAttribute("title")) ?? "",
      /^衣服\nIts labels name it as their parent/,
    );
    assert.equal(await textOf(row("衣服")), "衣服");
    const widthOf = async (part: string) =>
      (await row("衣服").locator(part).boundingBox())?.width ?? 0;
    assert.equal(await widthOf(".name"), (await row("衣服").boundingBox())?.width);
    assert.equal(await row("服装").getByRole("gridcell").count(), 3);
  });

  it("names points of one place together, and lists them in their tooltip", async () => {
    const some = [
      fixtures.label("Egg", 2, undefined, 0.9, 0.6),
      fixtures.label("Hen", 2, undefined, 0.899, 0.6),
      fixtures.label("Ouroboros", 2, undefined, 0.9, 0.598),
      fixtures.label("Table", 2, undefined, 0.8, 0.2),
    ];
    await panel.show(fixtures.detected(some));
    const names = panel.page.locator(".plot .name");
    assert.deepEqual(await names.allTextContents(), ["Egg +2", "Table"]);
    const tooltips = await panel.page.locator(".plot .point title").allTextContents();
    for (const name of ["Egg", "Hen", "Ouroboros"]) {
      const own = tooltips.find((text) => text.startsWith(name)) ?? "";
      assert.match(own, /Egg\n/);
      assert.match(own, /Hen\n/);
      assert.match(own, /Ouroboros\n/);
    }
    await row("Hen").hover();
    assert.deepEqual(await names.allTextContents(), ["Table", "Hen"]);
  });

  it("names what the picture is of in any crowd", async () => {
    await panel.show(fixtures.detected(fixtures.manyLabels(5000), { threshold: 0.5 }));
    assert.equal(await panel.page.locator(".plot .name.first").count(), 1);
  });

  it("lists labels without a score beneath the plot", async () => {
    const some = [
      ...fixtures.exampleLabels,
      fixtures.label("Coat", 3, "Outerwear", 0.9, undefined),
    ];
    await panel.show(fixtures.detected(some));
    assert.equal(await textOf(panel.page.locator(".unscored")), "No score given: Coat");
    assert.match((await row("Coat").getAttribute("aria-label")) ?? "", /centric score not given/);
  });

  it("opens the copy menu by keyboard and gives the focus back", async () => {
    const button = panel.page.getByRole("button", { name: "Copy", exact: true });
    await button.focus();
    await press("ArrowDown");
    assert.equal(await textOf(panel.page.locator(":focus")), "JSON");
    await press("ArrowDown");
    await press("ArrowDown");
    assert.equal(await textOf(panel.page.locator(":focus")), "Markdown");
    await press("c");
    assert.equal(await textOf(panel.page.locator(":focus")), "CSV");
    await press("Escape");
    assert.equal(await textOf(panel.page.locator(":focus")), "Copy");
    assert.equal(await panel.page.getByRole("menu").count(), 0);
  });
});
