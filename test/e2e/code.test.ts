import assert from "node:assert/strict";
import { useScene } from "./scene.ts";

describe("images in code", () => {
  const scene = useScene();

  it("hovers on an oss:// URI: its target, and a link that names the cost", async () => {
    const { workbench } = scene;
    const before = scene.billableCalls;
    await workbench.editor.open("index.html");
    const hover = await workbench.editor.hoverOn(
      "oss://sample/example.jpg",
      /^\s*oss:.*(Detect|Open) labels/s,
    );
    assert.match((await hover.allInnerTexts()).join("\n"), /^oss:\/\/sample\/example\.jpg/);
    assert.equal(scene.billableCalls, before, "a hover asks nothing");
    await workbench.editor.leave();
  });

  it("hovers on a path: the file of the workspace that it means", async () => {
    const { workbench } = scene;
    await workbench.editor.open("index.html");
    const hover = await workbench.editor.hoverOn("/images/hero.jpg", /Detect labels/);
    const text = (await hover.allInnerTexts()).join("\n");
    assert.match(text, /^public\/images\/hero\.jpg/);
    await workbench.editor.leave();
  });

  it("detects by the link in a hover", async () => {
    const { workbench } = scene;
    const before = scene.billableCalls;
    await workbench.editor.open("index.html");
    const hover = await workbench.editor.hoverOn("/images/mountain%20lake.jpg", /Detect labels/);
    await hover.getByText("Detect labels").click();
    await workbench.panel.showsLabelsOf("mountain lake.jpg");
    assert.equal(scene.billableCalls, before + 1);
  });
});

describe("explorer menu", () => {
  const scene = useScene();

  it("opens the labels of the object that a mapped file is", async () => {
    const { workbench } = scene;
    const explorer = await workbench.showExplorer("workspace");
    await explorer.expand("public", "images");
    await explorer.contextMenu("mountain lake.jpg", "Detect Labels");
    await workbench.panel.showsLabelsOf("mountain lake.jpg");
    await workbench.panel.frame
      .getByText("oss://sample/site/images/mountain lake.jpg")
      .first()
      .waitFor();
  });
});
