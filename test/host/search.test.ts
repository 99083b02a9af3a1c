/** The search view in VS Code, on the sample account: from detections to a query, its result and a panel. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { SearchView } from "../../src/extension/search/searchView.ts";
import type { GalleryIntent } from "../../src/gallery/protocol.ts";
import { billableCallsOf, detect, emptyIndex, inspection, until } from "./extension.ts";

describe("the search view", () => {
  const keys = ["example.jpg", "animals/cat on a sofa.png", "animals/dog in the park.jpg"];
  before(async () => {
    await emptyIndex();
    for (const key of keys) await detect(`oss://sample/${key}`, { show: false });
  });
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  const open = (argument?: unknown) =>
    vscode.commands.executeCommand("ossImageLabels.openSearch", argument);
  const view = async (): Promise<SearchView> => {
    const { searches } = await inspection();
    return searches.view ?? assert.fail("no search view is open");
  };
  const finds = async (total: number, text: string) => {
    await until(`${total} images of ${text}`, async () => {
      const { searches } = await inspection();
      const state = searches.view?.state;
      return state?.text === text && state.total === total && !state.isSearching;
    });
  };
  const does = async (intent: GalleryIntent) => (await view()).handle(intent);
  const act = async (action: "preview" | "open" | "copyUri", ranges: [number, number][]) =>
    does({ type: "act", action, result: (await view()).state.result, ranges });

  it("finds what was detected, opens its panel beside, and costs nothing", async () => {
    const calls = await billableCallsOf(async () => {
      await open("label:动物 bucket:sample");
      await finds(2, "label:动物 bucket:sample");
      await until("the labels of the result", async () => (await view()).state.facets);
      const { facets = [], problem } = (await view()).state;
      assert.equal(problem, undefined);
      assert.deepEqual(
        facets.filter(({ isChosen }) => isChosen).map(({ name, images }) => [name, images]),
        [["动物", 2]],
      );
      const column = vscode.window.tabGroups.activeTabGroup.viewColumn;
      await act("preview", [[0, 0]]);
      const { panels } = await inspection();
      await until("a panel", () => panels.lastState?.kind === "detected");
      assert.match(panels.lastState?.object.uri ?? "", /^oss:\/\/sample\/animals\//);
      await until("a column of its own", () => vscode.window.tabGroups.all.length === 2);
      assert.equal(
        vscode.window.tabGroups.activeTabGroup.viewColumn,
        column,
        "and the focus in it",
      );
    });
    assert.equal(calls, 0);
  });

  it("follows a press on a label, and an order", async () => {
    await open("bucket:sample label:猫");
    await finds(1, "bucket:sample label:猫");
    await does({ type: "toggleLabel", name: "猫" });
    await until("all again", async () => ((await view()).state.total ?? 0) >= keys.length);
    assert.equal((await view()).state.text, "bucket:sample");
    await does({ type: "sort", by: "key", isReversed: false });
    assert.equal((await view()).state.text, "bucket:sample sort:key");
  });

  it("says what is wrong with a query and where, and keeps the result", async () => {
    await open("label:猫");
    await finds(1, "label:猫");
    await does({ type: "search", text: "label:猫 size:1MB" });
    const { problem, total } = (await view()).state;
    assert.deepEqual(problem?.span?.start, 12);
    assert.match(problem?.sentence ?? "", /\.$/);
    assert.equal(total, 1);
  });

  it("offers labels by what they mean in other languages", async () => {
    const { labelNames } = await inspection();
    for (const text of ["dog", "anjing", "狗"]) {
      const [first] = await labelNames.choices(text, 5);
      assert.equal(first?.name, "狗", text);
      assert.match(first?.detail ?? "", text === "狗" ? /^\d+ images?$/ : /^\w+ · \d+ images?$/);
    }
  });

  it("copies the addresses of what is selected", async () => {
    await open("label:动物 sort:key");
    await finds(2, "label:动物 sort:key");
    await act("copyUri", [[0, 1]]);
    assert.equal(
      await vscode.env.clipboard.readText(),
      "oss://sample/animals/cat on a sofa.png\noss://sample/animals/dog in the park.jpg",
    );
  });

  it("opens below a prefix of the tree, in the view that is open", async () => {
    await open();
    const before = await view();
    await vscode.commands.executeCommand("ossImageLabels.searchBelow", {
      kind: "prefix",
      account: "Sample",
      bucket: "sample",
      prefix: "animals/",
    });
    await finds(2, "bucket:sample prefix:animals/");
    assert.equal(await view(), before);
  });

  it("shows what becomes known while it is open", async () => {
    const text = "bucket:sample label:金鱼";
    await open(text);
    await finds(0, text);
    await detect("oss://sample/animals/goldfish.png", { show: false });
    await finds(1, text);
  });

  it("draws its page without trouble, and tells the extension that it is ready", async () => {
    await open("bucket:sample");
    await until("the page", async () => ((await view()).state.total ?? 0) > 0);
    const [tab] = vscode.window.tabGroups.activeTabGroup.tabs;
    assert.equal(tab?.label, "Search Images");
  });
});
