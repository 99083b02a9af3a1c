import assert from "node:assert/strict";
import { useScene } from "./scene.ts";

describe("command palette", () => {
  const scene = useScene();

  it("says what is wrong with a malformed URI while it is typed", async () => {
    const { quickInput } = scene.workbench;
    await quickInput.runCommand("OSS Image Labels: Detect Labels");
    await quickInput.type("oss:/sample");
    await quickInput.message.filter({ hasText: "oss://bucket/key" }).waitFor();
    await quickInput.dismiss();
  });

  it("shows the labels of a URI", async () => {
    const { workbench } = scene;
    await workbench.detect("oss://sample/travel/beach.jpg");
    await workbench.panel.showsLabelsOf("beach.jpg");
    assert.ok((await workbench.panel.labels()).length > 1);
  });

  it("says in a sentence that an object is not there", async () => {
    const { workbench } = scene;
    await workbench.detect("oss://sample/no such picture.jpg");
    await workbench.panel.frame
      .getByRole("alert")
      .filter({ hasText: /does not exist|not there|no object/i })
      .waitFor();
  });
});
