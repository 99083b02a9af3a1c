/** The language of labels and comparisons in VS Code, on the sample account. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { billableCallsOf, detect, inspection, until } from "./extension.ts";

describe("names of labels in another language", () => {
  const settings = () => vscode.workspace.getConfiguration("ossImageLabels");
  const set = (language: string | undefined) =>
    settings().update("labelLanguage", language, vscode.ConfigurationTarget.Global);
  const cat = "oss://sample/animals/cat on a sofa.png";
  const dog = "oss://sample/animals/dog in the park.jpg";
  before(async () => {
    for (const uri of [cat, dog]) await detect(uri, { show: false });
  });
  after(async () => {
    await set(undefined);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("are shown at once in an open panel, beside what the service wrote, and change no answer", async () => {
    await vscode.commands.executeCommand("ossImageLabels.openPanel", cat);
    const { panels, languages } = await inspection();
    await until("a panel", () => panels.lastState?.kind === "detected");
    assert.equal(panels.lastState?.names, undefined);
    const calls = await billableCallsOf(async () => {
      await set("en");
      await until("English names", () => panels.lastState?.names?.language === "en");
      const shown = new Map(panels.lastState?.names?.shown ?? []);
      assert.equal(shown.get("猫")?.text, "cat");
      assert.equal(languages.namer("猫")?.source, "glossary");
      const { labels } = await detect(cat, { show: false });
      assert.ok(labels.some(({ name }) => name === "猫"));
    });
    assert.equal(calls, 0);
  });

  it("are found in either language by a search", async () => {
    await set("en");
    const { searches } = await inspection();
    for (const text of ["bucket:sample cat", "bucket:sample 猫"]) {
      await vscode.commands.executeCommand("ossImageLabels.openSearch", text);
      await until(text, () => {
        const state = searches.view?.state;
        return state?.text === text && !state.isSearching && state.total === 1;
      });
    }
  });

  it("compares images from what is known, without a call", async () => {
    const calls = await billableCallsOf(async () => {
      const nodes = [cat, dog].map((uri) => vscode.Uri.parse(uri));
      await vscode.commands.executeCommand("ossImageLabels.compareLabels", nodes[0], nodes);
      const { comparisons } = await inspection();
      const state = comparisons.lastState ?? assert.fail("nothing is compared");
      assert.deepEqual(
        state.columns.map(({ title }) => title),
        ["cat on a sofa.png", "dog in the park.jpg"],
      );
      assert.ok(state.columns.every(({ labels }) => labels && labels.length > 0));
    });
    assert.equal(calls, 0);
  });

  it("compares an image with the one that was selected before", async () => {
    await vscode.commands.executeCommand("ossImageLabels.selectForCompare", dog);
    await vscode.commands.executeCommand("ossImageLabels.compareWithSelected", cat);
    const { comparisons } = await inspection();
    assert.deepEqual(
      comparisons.lastState?.columns.map(({ title }) => title),
      ["dog in the park.jpg", "cat on a sofa.png"],
    );
  });
});
