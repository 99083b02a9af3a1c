/** Names, keys and sentences that try to break out stay text. */
import assert from "node:assert/strict";
import { fitsInto } from "./becomes.ts";
import * as fixtures from "./fixtures.ts";
import type { OpenPanel, PageSide } from "./harness.ts";
import { openPanel } from "./open.ts";

declare const harness: PageSide;

const markup = '"><img src=x onerror="window.hacked=true"><script>window.hacked=true</script>';

describe("panel: hostile text", () => {
  let panel: OpenPanel;
  afterEach(async () => {
    // A blocked attempt would be a violation of the policy, and so a trouble.
    assert.deepEqual(panel.troubles, []);
    assert.equal(await panel.page.evaluate("'hacked' in window"), false);
    assert.equal(await panel.page.locator("script:not(#texts)").count(), 1);
    await panel.close();
  });

  it("in labels is shown as it is", async () => {
    panel = await openPanel(fixtures.detected(fixtures.hostileLabels));
    const names = await panel.page.locator("tbody .text").allTextContents();
    assert.ok(names.includes('<img src=x onerror="window.hacked=true">'));
    assert.ok(names.includes("&lt;b&gt;"));
    // Without the controls that would turn it around.
    assert.ok(names.includes("gpj.evil isolated"));
    assert.ok(names.includes("(no name)"));
    assert.equal(await panel.page.locator("main img").count(), 2);
  });

  it("in labels does not widen the page, at any width", async () => {
    panel = await openPanel(fixtures.detected(fixtures.hostileLabels));
    for (const width of [1100, 760, 420, 280]) {
      await panel.page.setViewportSize({ width, height: 700 });
      await fitsInto(panel.page, width);
    }
  });

  it("everywhere else is shown as it is", async () => {
    const object = {
      ...fixtures.exampleObject,
      title: markup,
      uri: `oss://b/${markup}`,
      account: markup,
    };
    const answer = fixtures.answerOf([fixtures.label(markup, 1, markup, 0.9, 0.9, markup)], {
      requestId: markup,
      detectedAt: markup,
      raw: `{"a":"${markup}"`,
    });
    const actions = [{ id: markup, title: markup, tooltip: markup }];
    panel = await openPanel({
      kind: "failed",
      object,
      answer,
      actions,
      note: markup,
      sentence: markup,
      code: markup,
      requestId: markup,
      serviceMessage: markup,
      remedy: { id: markup, title: markup },
      notice: markup,
      canRetry: true,
      threshold: 0.7,
    });
    await panel.page.getByRole("button", { name: "Raw JSON" }).click();
    assert.ok((await panel.page.locator("main").textContent())?.includes(markup));
    assert.equal(await panel.page.locator("main script, main a, main iframe").count(), 0);
    for (const width of [1100, 420]) {
      await panel.page.setViewportSize({ width, height: 700 });
      await fitsInto(panel.page, width);
    }
  });

  it("in messages that are none of ours does nothing", async () => {
    panel = await openPanel(fixtures.detected(fixtures.exampleLabels));
    for (const message of [{ type: "eval", code: "window.hacked=true" }, {}]) {
      await panel.page.evaluate((each) => harness.post(each), message);
    }
    assert.equal(await panel.page.getByRole("row").count(), 4);
  });
});
