import assert from "node:assert/strict";
import { useScene } from "./scene.ts";

describe("objects as files", () => {
  const scene = useScene();

  it("open in VS Code's viewer, which shows the picture", async () => {
    const { workbench } = scene;
    const calls = scene.billableCalls;
    const images = await workbench.showImages();
    await images.expand("Sample", "sample");
    await images.contextMenu("example.jpg", "Open Image");
    const picture = workbench.page
      .frameLocator('iframe.webview.ready[src*="extensionId=vscode.media-preview"]')
      .frameLocator("#active-frame")
      .locator("img");
    await picture.waitFor();
    const width = await picture.evaluate((image) => Reflect.get(image, "naturalWidth"));
    assert.ok(Number(width) > 100, `${width} pixels wide`);
    assert.equal(scene.billableCalls, calls);
  });

  const dropped: readonly (readonly [file: string, text: RegExp])[] = [
    ["index.html", /<img\ssrc="http:[^"]+\/sample\/example\.jpg"\salt="/],
    ["README.md", /!\[[^\]]*\]\(http:[^)]+\/sample\/example\.jpg\)/],
  ];
  for (const [file, text] of dropped) {
    it(`are written into ${file} as its language wants, where they are dropped with Shift held`, async () => {
      const { workbench } = scene;
      const { page } = workbench;
      await workbench.editor.open(file);
      const images = await workbench.showImages();
      await images.expand("Sample", "sample");
      const lines = page.locator(".editor-instance .view-lines").first();
      const row = await images.row("example.jpg").boundingBox();
      const place = await lines.boundingBox();
      assert.ok(row && place);
      await page.mouse.move(row.x + 60, row.y + 10);
      await page.mouse.down();
      await page.mouse.move(row.x + 90, row.y + 14, { steps: 5 });
      await page.keyboard.down("Shift");
      await page.mouse.move(place.x + 8, place.y + 8, { steps: 10 });
      await page.mouse.up();
      await page.keyboard.up("Shift");
      await lines.filter({ hasText: text }).waitFor();
      await page.keyboard.press("Escape");
      await workbench.quickInput.runCommand("File: Revert File");
    });
  }
});
