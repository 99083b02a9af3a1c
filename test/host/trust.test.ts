import assert from "node:assert/strict";
import * as vscode from "vscode";
import { readSetting } from "../../src/extension/settings.ts";
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

  /** The person's own value, the workspace's, and what counts; `undefined` where there is none. */
  const guarded: readonly (readonly [
    name: "readOnly" | "batch.dailyCalls",
    own: unknown,
    planted: unknown,
    value: unknown,
  ])[] = [
    ["readOnly", true, false, true],
    ["readOnly", false, true, true],
    ["readOnly", undefined, true, true],
    ["readOnly", undefined, false, false],
    ["batch.dailyCalls", 100, 1_000_000, 100],
    ["batch.dailyCalls", 100, 0, 100],
    ["batch.dailyCalls", 100, 10, 10],
    ["batch.dailyCalls", undefined, 10, 10],
    ["batch.dailyCalls", 0, 10, 10],
  ];
  for (const [name, own, planted, value] of guarded) {
    it(`makes ${name} stricter only: ${own} and ${planted} are ${value}`, async () => {
      const settings = () => vscode.workspace.getConfiguration("ossImageLabels");
      const { Global, Workspace } = vscode.ConfigurationTarget;
      await settings().update(name, own, Global);
      await settings().update(name, planted, Workspace);
      try {
        assert.equal(readSetting(name), value);
      } finally {
        await settings().update(name, undefined, Workspace);
        await settings().update(name, undefined, Global);
      }
    });
  }

  it("is told what is wrong with a guard of its own, although the person's would be stricter", async () => {
    const settings = () => vscode.workspace.getConfiguration("ossImageLabels");
    const { Global, Workspace } = vscode.ConfigurationTarget;
    await settings().update("readOnly", true, Global);
    await settings().update("readOnly", "no", Workspace);
    try {
      assert.throws(() => readSetting("readOnly"), { code: "wrong-setting" });
    } finally {
      await settings().update("readOnly", undefined, Workspace);
      await settings().update("readOnly", undefined, Global);
    }
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
