import assert from "node:assert/strict";
import * as vscode from "vscode";
import { until, workspaceFile } from "./extension.ts";
import {
  doEverything,
  openTrustScene,
  plant,
  plantedSettings,
  type TrustScene,
} from "./trustScene.ts";

/** The same as in an untrusted workspace, so that what is proved there can fail. */
describe("a trusted workspace", () => {
  const file = () => workspaceFile(".vscode/settings.json");
  let scene: TrustScene;
  let before: Uint8Array;

  beforeEach(async () => {
    before = await vscode.workspace.fs.readFile(file());
    scene = await openTrustScene();
  });
  afterEach(async () => {
    await vscode.workspace.fs.writeFile(file(), before);
    // Else the next suite could still find what was planted.
    await until(
      "the settings as they were",
      () => vscode.workspace.getConfiguration("ossImageLabels").get("readOnly") === false,
    );
    await scene.close();
  });

  it("maps pictures and URLs and names a place to upload to, but has no say about accounts", async () => {
    assert.equal(vscode.workspace.isTrusted, true);
    await plant({ ...plantedSettings(scene), "hover.enabled": true });
    await doEverything(scene);
    const asked = scene.own.received.map(({ method, url }) => `${method} ${url}`);
    for (const wanted of [
      ...["/loot/public/images/hero.jpg", "/loot/x/a.jpg", "/loot/cdn/a.jpg"],
      "HEAD /loot/file.jpg",
    ]) {
      assert.ok(
        asked.some((line) => line.includes(wanted)),
        `${wanted} in ${asked.join("\n")}`,
      );
    }
    assert.equal(scene.thief.sockets(), 0);
  });
});
