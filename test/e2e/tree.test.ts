import assert from "node:assert/strict";
import { useScene } from "./scene.ts";

describe("tree and panel", () => {
  const scene = useScene();

  /** The panel of example.jpg with its labels; a call only for the first time. */
  async function detectExample(): Promise<void> {
    await (await scene.workbench.showImages()).inlineAction("example.jpg", "Detect Labels");
    await scene.workbench.panel.showsLabelsOf("example.jpg");
  }

  it("shows the account, its bucket, and what is in the bucket", async () => {
    const calls = scene.billableCalls;
    const images = await scene.workbench.showImages();
    await images.expand("Sample", "sample");
    await images.row("example.jpg").waitFor();
    const labels = await images.labels();
    assert.deepEqual(labels.slice(0, 2), ["Sample", "sample"]);
    assert.equal(scene.billableCalls, calls, "looking is free");
  });

  it("opens the panel of an image by a click, and asks nothing by itself", async () => {
    const { workbench } = scene;
    const calls = scene.billableCalls;
    await (await workbench.showImages()).row("example.jpg").click();
    await workbench.panel.frame.getByRole("heading", { name: "example.jpg" }).waitFor();
    await workbench.panel.button(/^Detect (labels|again) · 1 call/).waitFor();
    assert.equal(scene.billableCalls, calls);
  });

  it("detects by the row's button: hierarchy with confidence and centric score, for one call", async () => {
    const calls = scene.billableCalls;
    await detectExample();
    const labels = await scene.workbench.panel.labels();
    assert.deepEqual(
      labels.map(({ depth, name, implied, cells }) => [
        depth,
        name,
        implied,
        cells["confidence"],
        cells["centric score"],
      ]),
      [
        [1, "Clothing", true, "", ""],
        [2, "Outerwear", false, "1.00", "0.82"],
        [2, "Apparel", false, "0.74", "0.72"],
      ],
    );
    assert.equal(scene.billableCalls, calls + 1);
  });

  it("opens known labels without a call, and says the top label in the tree", async () => {
    await detectExample();
    const { workbench } = scene;
    const calls = scene.billableCalls;
    await workbench.closeEditors();
    const images = await workbench.showImages();
    await images.row("example.jpg").filter({ hasText: "Outerwear" }).waitFor();
    await images.row("example.jpg").click();
    await workbench.panel.showsLabelsOf("example.jpg");
    assert.equal(scene.billableCalls, calls);
  });

  it("filters by the threshold at once, without a call", async () => {
    await detectExample();
    const { panel } = scene.workbench;
    const calls = scene.billableCalls;
    await panel.threshold.fill("0.8");
    await panel.row("Apparel").waitFor({ state: "detached" });
    await panel.row("Outerwear").waitFor();
    await panel.threshold.fill("0.7");
    await panel.row("Apparel").waitFor();
    assert.equal(scene.billableCalls, calls);
  });

  it("asks exactly once more when told to detect again", async () => {
    await detectExample();
    const { panel } = scene.workbench;
    const calls = scene.billableCalls;
    const request = await panel.requestId();
    await panel.press(/^Detect again · 1 call/);
    await panel.frame.getByText(request).waitFor({ state: "detached" });
    await panel.showsLabelsOf("example.jpg");
    assert.equal(scene.billableCalls, calls + 1);
  });

  it("marks a row whose labels are known beside its icon and name, which stay as they are", async () => {
    await detectExample();
    const images = await scene.workbench.showImages();
    const mark = (label: string) =>
      images
        .row(label)
        .locator(".monaco-icon-label")
        .first()
        .evaluate((element) =>
          String(Reflect.get(globalThis, "getComputedStyle")(element, "::after").content),
        );
    assert.match(await mark("example.jpg"), /●/);
    assert.doesNotMatch(await mark("chart.png"), /●/);
    const spoken = await images.row("example.jpg").getAttribute("aria-label");
    assert.match(spoken ?? "", /^example\.jpg, image, mostly Outerwear, \d+ kB/);
    await images.row("example.jpg").locator(".codicon-file-media").waitFor();
  });

  it("walks by the arrow keys of the panel, and shows in the tree which image it is", async () => {
    const { workbench } = scene;
    const calls = scene.billableCalls;
    const images = await workbench.showImages();
    await images.row("example.jpg").click();
    const heading = (name: string) => workbench.panel.frame.getByRole("heading", { name });
    const selected = (label: string) =>
      images.pane.locator('[role="treeitem"][aria-selected="true"]').and(images.row(label));
    await heading("example.jpg").click();
    await workbench.page.keyboard.press("ArrowRight");
    await heading("wallpaper.jpg").waitFor();
    await selected("wallpaper.jpg").waitFor();
    await workbench.page.keyboard.press("ArrowLeft");
    await heading("example.jpg").waitFor();
    await selected("example.jpg").waitFor();
    const atEnd = workbench.panel.frame.getByText("No picture is listed after this one.");
    await workbench.page.keyboard.press("ArrowRight");
    await heading("wallpaper.jpg").waitFor();
    assert.equal(await atEnd.filter({ visible: true }).count(), 0);
    await workbench.page.keyboard.press("ArrowRight");
    await atEnd.filter({ visible: true }).last().waitFor();
    assert.equal(scene.billableCalls, calls, "looking is free");
  });

  it("keeps by Enter what a click only previews", async () => {
    const { page, panel } = scene.workbench;
    const images = await scene.workbench.showImages();
    const heading = (name: string) => panel.frame.getByRole("heading", { name }).waitFor();
    const tabs = () => page.getByRole("tab", { name: /\.(jpg|png)/ }).count();
    await images.row("wallpaper.jpg").click();
    await heading("wallpaper.jpg");
    const before = await tabs();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await heading("example.jpg");
    assert.equal(await tabs(), before + 1, "it has a tab of its own");
    await images.row("chart.png").click();
    await heading("chart.png");
    await page
      .getByRole("tab", { name: /example\.jpg/ })
      .first()
      .waitFor();
    assert.equal(await tabs(), before + 1, "the preview alone was replaced");
  });
});
