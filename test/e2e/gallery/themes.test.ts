/** Every theme is readable, every width fits, and who wants no motion sees none. */
import assert from "node:assert/strict";
import { pageBuild } from "../pageBuild.ts";
import { axeViolations } from "../panel/axe.ts";
import { fitsInto } from "../panel/becomes.ts";
import themes from "../panel/themes.json" with { type: "json" };
import { type OpenGallery, themeNames } from "./harness.ts";
import { imageIndex } from "./images.ts";
import { openGallery } from "./open.ts";
import { commonScenes, type Scene } from "./scenes.ts";

const index = imageIndex(300);

const scenes: Record<string, Scene> = {
  "all images, then the menu of one, then it alone": {
    options: { index },
    act: async (page) => {
      await page.locator("td[style*='blob:']").first().waitFor();
      await page.locator("td").nth(2).click({ button: "right" });
      await page.getByRole("menu").waitFor();
    },
  },
  "some selected, and one full-size": {
    options: { index, text: "label:猫" },
    act: async (page) => {
      await page.locator("td").first().click();
      await page.keyboard.press("Shift+ArrowRight");
      await page.keyboard.press(" ");
      await page.getByRole("dialog").locator("img").waitFor();
    },
  },
  ...commonScenes(index),
};

describe("search view: themes", () => {
  let gallery: OpenGallery;
  afterEach(async () => {
    assert.deepEqual(gallery.troubles, []);
    await gallery.close();
  });

  for (const theme of themeNames) {
    for (const [name, { options, act }] of Object.entries(scenes)) {
      it(`${theme}, ${name}: readable, and axe finds nothing`, async () => {
        gallery = await openGallery({ theme, ...options });
        await act?.(gallery.page);
        const pale = await gallery.page.evaluate<string[]>("harness.paleTexts(4.5)");
        assert.deepEqual(pale, []);
        assert.deepEqual(await axeViolations(gallery.page), []);
        await gallery.page.setViewportSize({ width: 320, height: 640 });
        assert.deepEqual(await axeViolations(gallery.page), [], "narrow");
      });
    }
  }

  it("fits from 280 to 1920 pixels", async () => {
    gallery = await openGallery({ index });
    for (const width of [280, 320, 480, 481, 760, 761, 1100, 1920]) {
      await gallery.page.setViewportSize({ width, height: 700 });
      await fitsInto(gallery.page, width);
      const [cut] = await gallery.page.evaluate<string[]>(
        `[...document.querySelectorAll("header button, header input, .facets button")]
          .filter((each) => !each.closest(".facets") || innerWidth > 760)
          .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
          .map((each) => each.textContent)`,
      );
      assert.equal(cut, undefined, `at ${width}`);
    }
  });

  // 1,920 × 1,080 and 1,280 × 1,024 pixels at 400 %.
  for (const [width, height] of [
    [480, 270],
    [320, 256],
  ] as const) {
    for (const [name, { options, act }] of Object.entries(scenes)) {
      it(`${name}: everything can be reached at ${width} × ${height}`, async () => {
        gallery = await openGallery({ ...options, width, height });
        await act?.(gallery.page);
        await fitsInto(gallery.page, width);
        assert.deepEqual(await gallery.page.evaluate("harness.cutControls()"), []);
        assert.deepEqual(await gallery.page.evaluate("harness.outOfReach()"), []);
      });
    }
  }

  for (const reducedMotion of [false, true]) {
    it(`${reducedMotion ? "does not move" : "moves"} while it searches, and never at rest`, async () => {
      let isSlow = false;
      const slow = {
        ...index,
        search: async (...asked: Parameters<typeof index.search>) =>
          isSlow ? new Promise<never>(() => undefined) : index.search(...asked),
      };
      gallery = await openGallery({ index: slow, reducedMotion });
      const moving = () =>
        gallery.page.evaluate(
          "document.getAnimations().filter(({ playState, effect }) => playState === 'running' && effect.getComputedTiming().iterations === Infinity).length",
        );
      assert.equal(await moving(), 0);
      isSlow = true;
      await gallery.page.getByRole("combobox").fill("cat");
      await gallery.page.locator(".progress").waitFor({ state: "attached" });
      assert.equal(await moving(), reducedMotion ? 0 : 1);
    });
  }

  it("tells what is selected, pressed and focused in forced colours", async () => {
    gallery = await openGallery({ index, forcedColors: true, text: "label:猫" });
    const look = (selector: string) =>
      gallery.page.evaluate<string>(`(() => {
        const { borderTopColor, borderTopWidth, outlineStyle, backgroundColor } =
          getComputedStyle(document.querySelector(${JSON.stringify(selector)}));
        return [borderTopColor, borderTopWidth, outlineStyle, backgroundColor].join();
      })()`);
    await gallery.page.locator("td").first().click();
    await gallery.page.keyboard.press("Shift+ArrowRight");
    await gallery.page.keyboard.press("Control+ArrowRight");
    const cells = await Promise.all([1, 2, 3, 4].map((at) => look(`td:nth-child(${at})`)));
    const [selected, too, focused, plain] = cells;
    assert.equal(selected, too);
    assert.equal(new Set([selected, focused, plain]).size, 3);
    await gallery.page.keyboard.press("Control+ArrowLeft");
    assert.ok(![selected, focused, plain].includes(await look("td:focus")), "selected and focused");
    assert.notEqual(
      await look(".facet[aria-pressed=true]"),
      await look(".facet[aria-pressed=false]"),
    );
    const shown = await look(".facets-toggle");
    await gallery.page.locator(".facets-toggle").click();
    assert.notEqual(await look(".facets-toggle"), shown);
  });

  it("uses only colours that VS Code has", async () => {
    gallery = await openGallery({ index });
    const known = new Set(Object.values(themes).flatMap(({ variables }) => Object.keys(variables)));
    const style = (await pageBuild("search")).style.toString();
    const used = new Set(style.match(/--vscode-[\w-]+/g));
    assert.deepEqual(
      [...used].filter((name) => !known.has(name)),
      [],
    );
    assert.doesNotMatch(style, /#[0-9a-f]{3,8}\b|rgb\(|url\(/i);
  });
});
