/** In another language the panel and the comparison say nothing in English, and still show all that they say. */
import assert from "node:assert/strict";
import type { CompareState, PanelState } from "../../../src/panel/protocol.ts";
import { madeUpLanguage, untranslated } from "../madeUpLanguage.ts";
import { comparedState } from "./compared.ts";
import * as fixtures from "./fixtures.ts";
import { type Harness, type OpenPanel, type PageSide, startHarness } from "./harness.ts";
import { textOf } from "./open.ts";

declare const harness: PageSide;

const named = {
  ...fixtures.detected(fixtures.chineseLabels, {
    corrections: { hidden: ["城市", "天空"], added: ["小船"] },
  }),
  canWalk: true,
  canCorrect: true,
  notice: "Cancelled. Nothing was billed.",
  names: {
    language: "en",
    shown: [["人物", { text: "person", language: "en", source: "glossary" }]],
  },
} satisfies PanelState;
const [chinese] = fixtures.chineseLabels;
const unscored = [
  fixtures.label("Sea", undefined, undefined, undefined, undefined),
  fixtures.label("Ship", 1, undefined, 0.9, undefined),
  fixtures.label("Boat", 2, "Ship", 0.8, 0.7),
];

const states: readonly (readonly [name: string, state: PanelState])[] = [
  ["ready", fixtures.ready],
  ["ready, free", { ...fixtures.ready, isFree: true }],
  ["of another format", { ...fixtures.ready, canDetect: false }],
  ["detecting", fixtures.detecting],
  ["detecting again", fixtures.detectingAgain],
  ["known", named],
  ["known, one label", fixtures.detected(chinese ? [chinese] : [])],
  ["known, without scores", fixtures.detected(unscored, { fromCache: false })],
  ["nothing found", fixtures.empty],
  ["all hidden", { ...fixtures.detected(fixtures.exampleLabels, { corrections: allHidden() }) }],
  ["failed", { ...fixtures.failed, canRetry: true }],
  ["failed, with an answer from before", fixtures.failedAgain],
  ["without a picture", { ...fixtures.ready, object: withoutPicture() }],
];

function allHidden() {
  return { hidden: fixtures.exampleLabels.map(({ name }) => name), added: [] };
}

function withoutPicture() {
  const { picture: _, pictureType: __, ...object } = fixtures.exampleObject;
  return object;
}

/** What a state has of texts that are no words of the page: names, addresses, what the extension says. */
function dataOf(state: unknown): string[] {
  if (typeof state === "string") return [state];
  if (typeof state !== "object" || state === null || state instanceof Uint8Array) return [];
  return Object.values(state).flatMap(dataOf);
}

/** The same in every language. */
const anyLanguage = ["JSON", "CSV", "Markdown", "URI", "English", "简体中文", "Bahasa Indonesia"];

describe("languages: panel", () => {
  let bracketed: Harness;
  let panel: OpenPanel;
  before(async () => {
    bracketed = await startHarness({ texts: await madeUpLanguage() });
  });
  after(() => bracketed.close());
  afterEach(async () => {
    assert.deepEqual(panel.troubles, []);
    await panel.close();
  });
  const inEnglish = (state: PanelState, ...more: readonly string[]) =>
    untranslated(panel.page, [...dataOf(state), ...anyLanguage, ...more]);
  const press = (name: string) => panel.page.getByRole("button", { name }).first().click();

  for (const [name, state] of states) {
    it(`${name}: every word is of the language`, async () => {
      panel = await bracketed.open();
      await panel.show(state);
      assert.deepEqual(await inEnglish(state), []);
    });
  }

  it("menus, hidden labels, the flat list and the raw answer are of the language", async () => {
    panel = await bracketed.open();
    await panel.show(named);
    await press("⟦Raw JSON⟧");
    await panel.page.getByRole("searchbox", { name: "⟦Find in the raw JSON⟧" }).fill("labels");
    await press("⟦Show 2 hidden labels⟧");
    await panel.page.getByText("⟦Flat⟧").click();
    const raw = await textOf(panel.page.locator("pre"));
    await press("⟦Copy⟧");
    assert.deepEqual(await inEnglish(named, raw), []);
    await panel.page.locator(".names button").first().click();
    assert.deepEqual(await inEnglish(named, raw), []);
    await panel.post({ type: "copied", format: "json" });
    assert.deepEqual(await inEnglish(named, raw), []);
  });

  it("so is what the slider and the filter leave", async () => {
    panel = await bracketed.open();
    await panel.show(named);
    const slider = panel.page.getByRole("slider");
    for (const threshold of ["0.3", "0.95", "1"]) {
      await slider.fill(threshold);
      assert.deepEqual(await inEnglish(named), [], threshold);
    }
    await panel.show(fixtures.detected(fixtures.exampleLabels.slice(1)));
    await slider.fill("0.9");
    assert.deepEqual(await inEnglish(named), [], "all below");
    await slider.fill("0.7");
    await panel.page.getByRole("searchbox").fill("zebra");
    assert.deepEqual(await inEnglish(named, "zebra"), []);
  });
});

describe("languages: compare", () => {
  let bracketed: Harness;
  let panel: OpenPanel;
  before(async () => {
    bracketed = await startHarness({ page: "compare", texts: await madeUpLanguage() });
  });
  after(() => bracketed.close());
  afterEach(async () => {
    assert.deepEqual(panel.troubles, []);
    await panel.close();
  });

  const columns = comparedState.columns;
  const compared: readonly (readonly [name: string, state: CompareState])[] = [
    ["several", comparedState],
    ["none differs", { ...comparedState, columns: columns.slice(0, 1) }],
    ["all unknown", { ...comparedState, columns: columns.slice(2) }],
    ["detecting", { ...comparedState, isDetecting: true }],
  ];
  for (const [name, state] of compared) {
    it(`${name}: every word is of the language`, async () => {
      panel = await bracketed.open();
      await panel.post(state as never);
      assert.deepEqual(await untranslated(panel.page, dataOf(state)), []);
    });
  }
});

describe("languages: room", () => {
  let long: Harness;
  let panel: OpenPanel;
  before(async () => {
    long = await startHarness({ texts: await madeUpLanguage({ longer: true }) });
  });
  after(() => long.close());
  afterEach(async () => {
    assert.deepEqual(panel.troubles, []);
    await panel.close();
  });

  for (const width of [300, 320, 420, 480, 900, 1920]) {
    it(`cuts nothing at ${width} pixels where words are long`, async () => {
      panel = await long.open({ width, height: 672 });
      for (const [name, state] of states) {
        await panel.show(state);
        assert.deepEqual(await panel.page.evaluate(() => harness.cutTexts()), [], name);
        const scrolled = await panel.page.evaluate("document.documentElement.scrollWidth");
        assert.equal(scrolled, width, `${name} is wider than its window`);
      }
    });
  }
});
