import assert from "node:assert/strict";
import * as vscode from "vscode";
import { billableCallsOf, detect, withSetting, workspaceFile } from "./extension.ts";

const readme = () => workspaceFile("README.md");

describe("links and lenses", () => {
  it("link oss:// URIs to the panel, and nothing else", async () => {
    await vscode.workspace.openTextDocument(readme());
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      readme(),
    );
    const ours = links.filter(({ target }) => target?.scheme === "command");
    assert.deepEqual(
      ours.map(({ target }) => `${target?.path}?${target?.query}`),
      ['ossImageLabels.openPanel?["oss://sample/example.jpg"]'],
    );
  });

  it("show no lenses unless they are switched on, and then the known labels", async () => {
    await detect("oss://sample/example.jpg", { show: false });
    const lenses = async () => {
      const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        readme(),
        100,
      );
      return all.flatMap(({ command }) => (command ? [command.title] : []));
    };
    assert.deepEqual(await lenses(), []);
    await withSetting("codeLens.enabled", true, async () => {
      const calls = await billableCallsOf(async () => {
        const titles = await lenses();
        assert.ok(titles.includes("Outerwear, Apparel"), `${titles}`);
        assert.ok(!titles.includes("Open image"), "what is unknown has no lens");
      });
      assert.equal(calls, 0);
    });
  });
});
