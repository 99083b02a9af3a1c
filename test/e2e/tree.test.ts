import assert from "node:assert/strict";
import { useScene } from "./scene.ts";

describe("tree and panel", () => {
  const scene = useScene();

  it("shows the account, its bucket, and what is in the bucket", async () => {
    const images = await scene.workbench.showImages();
    await images.expand("Sample", "sample");
    await images.row("example.jpg").waitFor();
    const labels = await images.labels();
    assert.deepEqual(labels.slice(0, 2), ["Sample", "sample"]);
    assert.equal(scene.billableCalls, 0, "looking is free");
  });

  it("opens the panel of an image by a click, and asks nothing by itself", async () => {
    const { workbench } = scene;
    await (await workbench.showImages()).row("example.jpg").click();
    await workbench.panel.frame.getByRole("heading", { name: "example.jpg" }).waitFor();
    await workbench.panel.button(/^Detect labels/).waitFor();
    assert.equal(scene.billableCalls, 0);
  });

  it("detects by the row's button: hierarchy with confidence and centric score, for one call", async () => {
    const { workbench } = scene;
    await (await workbench.showImages()).inlineAction("example.jpg", "Detect Labels");
    await workbench.panel.showsLabelsOf("example.jpg");
    const labels = await workbench.panel.labels();
    assert.deepEqual(
      labels
        .slice(0, 3)
        .map(({ depth, name, implied, cells }) => [
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
    assert.equal(scene.billableCalls, 1);
  });

  it("opens known labels without a call, and says the top label in the tree", async () => {
    const { workbench } = scene;
    const images = await workbench.showImages();
    await images.row("example.jpg").filter({ hasText: "Outerwear" }).waitFor();
    await images.row("example.jpg").click();
    await workbench.panel.showsLabelsOf("example.jpg");
    assert.equal(scene.billableCalls, 1);
  });

  it("filters by the threshold at once, without a call", async () => {
    const { workbench } = scene;
    await (await workbench.showImages()).row("example.jpg").click();
    await workbench.panel.showsLabelsOf("example.jpg");
    await workbench.panel.threshold.fill("0.8");
    await workbench.panel.row("Apparel").waitFor({ state: "detached" });
    await workbench.panel.row("Outerwear").waitFor();
    await workbench.panel.threshold.fill("0.7");
    await workbench.panel.row("Apparel").waitFor();
    assert.equal(scene.billableCalls, 1);
  });

  it("asks exactly once more when told to detect again", async () => {
    const { workbench } = scene;
    await (await workbench.showImages()).row("example.jpg").click();
    await workbench.panel.showsLabelsOf("example.jpg");
    const callsBefore = scene.billableCalls;
    const requestBefore = await workbench.panel.requestId();
    await workbench.panel.button(/^Detect again · 1 call/).click();
    await workbench.panel.frame.getByText(requestBefore).waitFor({ state: "detached" });
    await workbench.panel.showsLabelsOf("example.jpg");
    assert.equal(scene.billableCalls, callsBefore + 1);
  });
});
