/** The language of labels and comparisons in VS Code, on the sample account. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Ui } from "../../src/extension/ui.ts";
import { parseQuery } from "../../src/query/parse.ts";
import { billableCallsOf, detect, emptyIndex, inspection, standingIn, until } from "./extension.ts";

describe("names of labels in another language", () => {
  const settings = () => vscode.workspace.getConfiguration("ossImageLabels");
  const set = (language: string | undefined) =>
    settings().update("labelLanguage", language, vscode.ConfigurationTarget.Global);
  const cat = "oss://sample/animals/cat on a sofa.png";
  const dog = "oss://sample/animals/dog in the park.jpg";
  before(async () => {
    await emptyIndex();
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

  it("are in the list of labels that can be hidden", async () => {
    await set("en");
    const { languages } = await inspection();
    await until("English names", () => languages.namer("猫") !== undefined);
    const offered: string[] = [];
    const pickMany: Ui["pickMany"] = async (rows) => {
      offered.push(...rows.map(({ label }) => label));
      return undefined;
    };
    const hide = () => vscode.commands.executeCommand("ossImageLabels.hideLabel", cat);
    await standingIn({ pickMany }, hide);
    assert.ok(offered.includes("cat (猫)"), offered.join());
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

  it("compares one image's detections by threshold and date, and the comparison comes back after a reload", async () => {
    const goldfish = "oss://sample/animals/goldfish.png";
    for (const threshold of [0.9, 0.3]) {
      await detect(goldfish, { show: false, refresh: true, threshold });
    }
    await vscode.commands.executeCommand("ossImageLabels.compareLabels", goldfish);
    const { comparisons, labels, restoreComparison } = await inspection();
    const state = comparisons.lastState ?? assert.fail("nothing is compared");
    const columns = state.columns.slice(-2);
    assert.deepEqual(
      columns.map(({ title, threshold }) => `${title} ${threshold}`),
      ["goldfish.png 0.9", "goldfish.png 0.3"],
    );
    for (const { facts } of columns)
      assert.match(facts.join("; "), /^asked at 0\.[93]0; \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
    const [fewer, more] = columns.map((column) => column.labels?.length ?? 0);
    assert.ok((fewer ?? 0) < (more ?? 0), `${fewer} labels at 0.9, ${more} at 0.3`);

    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const restored = () =>
      vscode.window.createWebviewPanel("ossImageLabels.compare", "", vscode.ViewColumn.One);
    const calls = await billableCallsOf(async () => {
      await restoreComparison(restored(), { compared: state.compared });
    });
    assert.equal(calls, 0);
    assert.deepEqual(comparisons.lastState?.columns, state.columns);

    // What is forgotten meanwhile is no longer known, and a detection of today cannot bring it back.
    await labels.forget({ kind: "query", query: parseQuery("key:goldfish.png") });
    await until("nothing known", () =>
      Boolean(
        comparisons.lastState?.columns.every((column) => !column.labels && !column.canDetect),
      ),
    );
    const foreign = restored();
    let isClosed = false;
    foreign.onDidDispose(() => {
      isClosed = true;
    });
    await restoreComparison(foreign, { uris: ["oss://sample/example.jpg"] });
    assert.ok(isClosed, "a state of another kind opens nothing");
  });

  it("shows in an open comparison what becomes known elsewhere", async () => {
    const beach = "oss://sample/example.jpg";
    await vscode.commands.executeCommand("ossImageLabels.compareLabels", undefined, [
      vscode.Uri.parse(cat),
      vscode.Uri.parse(beach),
    ]);
    const { comparisons } = await inspection();
    await detect(beach, { show: false });
    await until("both known", () =>
      Boolean(comparisons.lastState?.columns.every(({ labels }) => labels !== undefined)),
    );
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
