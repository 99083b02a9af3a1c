/** Where the system forces its colours, and for those who want no motion, panel and comparison say the same. */
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { comparedState } from "./compared.ts";
import * as fixtures from "./fixtures.ts";
import { type Harness, type OpenPanel, type PageSide, startHarness } from "./harness.ts";

declare const harness: PageSide;

interface Margin {
  /** Pixels around the element that are looked at, too; the first of them is the page's colour. */
  readonly around: number;
}

/** The share (0–1) of an element's place on the screen that stands out from what is around it. */
async function seen(page: Page, element: Locator, { around }: Margin = { around: 3 }) {
  const box = (await element.boundingBox()) ?? assert.fail("it is not on the screen");
  const clip = {
    x: box.x - around,
    y: box.y - around,
    width: box.width + 2 * around,
    height: box.height + 2 * around,
  };
  const png = await page.screenshot({ clip });
  return page.evaluate((picture) => harness.seen(picture), png.toString("base64"));
}

const state = {
  ...fixtures.detected(fixtures.englishLabels, { threshold: 0.7 }),
  canWalk: true,
  canCorrect: true,
};

for (const system of ["light", "dark"] as const) {
  describe(`forced colours, ${system}: panel`, () => {
    let browser: Harness;
    let panel: OpenPanel;
    before(async () => {
      browser = await startHarness();
    });
    after(() => browser.close());
    beforeEach(async () => {
      panel = await browser.open({ forcedColors: system });
      await panel.show(state);
    });
    afterEach(async () => {
      assert.deepEqual(panel.troubles, []);
      await panel.close();
    });
    const row = (name: string) => panel.page.getByRole("row", { name });

    it("bars are as long as their scores", async () => {
      const fillOf = async (name: string) => {
        const bar = row(name).locator(".centricScore .score i");
        assert.ok((await seen(panel.page, bar)) > 0.2, name);
        return (await bar.boundingBox())?.width ?? 0;
      };
      const [long, short] = [await fillOf("Mountain bike"), await fillOf("Coniferous forest")];
      assert.ok(long > 3 * short, `${long} and ${short} pixels`);
    });

    it("the slider has its knob, its mark and the part that nothing was asked for", async () => {
      await panel.page.getByRole("slider").fill("0.9");
      const { page } = panel;
      const slider = (await page.locator(".slider").boundingBox()) ?? assert.fail();
      const strip = async (from: number, to: number) => {
        const x = slider.x + slider.width * from;
        const clip = { x, y: slider.y + 4, width: slider.width * (to - from), height: 28 };
        const png = await page.screenshot({ clip });
        return page.evaluate((picture) => harness.seen(picture), png.toString("base64"));
      };
      const [unasked, mark, hidden, knob] = [
        await strip(0.3, 0.34),
        await strip(0.68, 0.72),
        await strip(0.76, 0.8),
        await strip(0.87, 0.93),
      ];
      assert.ok(unasked > 0.02, `not asked for: ${unasked}`);
      assert.ok(mark > hidden + 0.02, `mark ${mark} beside ${hidden}`);
      assert.ok(knob > hidden + 0.05, `knob ${knob} beside ${hidden}`);
    });

    it("the focus is seen wherever it goes, and so is the row under the pointer", async () => {
      const forest = row("Coniferous forest");
      const rest = await seen(panel.page, forest);
      await row("Mountain bike").focus();
      await panel.page.keyboard.press("ArrowDown");
      const focused = panel.page.locator("tbody tr:focus");
      assert.equal(await focused.count(), 1);
      assert.ok((await seen(panel.page, focused)) > rest + 0.02);
      await forest.hover();
      assert.ok((await seen(panel.page, forest)) > rest + 0.005);
    });

    for (const [name, role] of [
      ["Threshold", "slider"],
      ["Copy", "button"],
      ["Next picture", "button"],
      ["Tree", "radio"],
      ["Filter labels", "searchbox"],
      ["Raw JSON", "button"],
    ] as const) {
      it(`${name} shows that it has the focus`, async () => {
        const control = panel.page.getByRole(role, { name, exact: true });
        // What is drawn for a hidden radio button is the text beside it.
        const drawn = role === "radio" ? control.locator("xpath=following-sibling::*") : control;
        await panel.page.locator("h1").click();
        const without = await panel.page.screenshot({ clip: await clipOf(drawn) });
        await control.focus();
        await panel.page.keyboard.press("Shift");
        const withFocus = await panel.page.screenshot({ clip: await clipOf(drawn) });
        assert.notDeepEqual(without, withFocus);
      });
    }

    it("what is chosen differs from what is not by more than its colour", async () => {
      const drawnOf = (name: string) =>
        panel.page.getByRole("radio", { name }).locator("xpath=following-sibling::*");
      const chosen = await seen(panel.page, drawnOf("Tree"), { around: 2 });
      const other = await seen(panel.page, drawnOf("Flat"), { around: 2 });
      assert.ok(chosen > other + 0.3, `${chosen} and ${other}`);
    });

    it("points of likely subjects are filled, the others hollow", async () => {
      const dots = (kind: string) => panel.page.locator(`${kind} .dot`).first();
      const subject = await seen(panel.page, dots(".subject"), { around: 2 });
      const other = await seen(panel.page, dots(".point:not(.subject)"), { around: 2 });
      assert.ok(subject > other, `${subject} and ${other}`);
      assert.ok(other > 0.05);
    });
  });

  describe(`forced colours, ${system}: compare`, () => {
    let browser: Harness;
    let panel: OpenPanel;
    before(async () => {
      browser = await startHarness({ page: "compare" });
    });
    after(() => browser.close());
    afterEach(async () => {
      assert.deepEqual(panel.troubles, []);
      await panel.close();
    });

    it("bars, what is missing and the focus are seen", async () => {
      panel = await browser.open({ forcedColors: system });
      await panel.post(comparedState as never);
      const { page } = panel;
      assert.ok((await seen(page, page.locator("td .score i").first())) > 0.2);
      assert.ok((await seen(page, page.locator(".stands-out").first())) > 0.005);
      const title = page.getByRole("button", { name: "evening.jpg" });
      const before = await page.screenshot({ clip: await clipOf(title) });
      await title.focus();
      await page.keyboard.press("Shift");
      assert.notDeepEqual(before, await page.screenshot({ clip: await clipOf(title) }));
    });
  });
}

describe("reduced motion: compare", () => {
  let browser: Harness;
  before(async () => {
    browser = await startHarness({ page: "compare" });
  });
  after(() => browser.close());

  for (const reducedMotion of [false, true]) {
    it(`${reducedMotion ? "does not move" : "moves"} while detecting`, async () => {
      const panel = await browser.open({ reducedMotion });
      await panel.post({ ...comparedState, isDetecting: true } as never);
      const moving = await panel.page.evaluate("document.getAnimations().length");
      assert.equal(moving, reducedMotion ? 0 : 1);
      await panel.close();
    });
  }
});

async function clipOf(element: Locator) {
  const box = (await element.boundingBox()) ?? assert.fail("it is not on the screen");
  return { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 };
}
