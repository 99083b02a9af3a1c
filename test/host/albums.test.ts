import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { AlbumTreeNode } from "../../src/extension/albums/albumNodes.ts";
import {
  askCompleting,
  type CompletingRow,
  type Completion,
} from "../../src/extension/completingInput.ts";
import type { Ui } from "../../src/extension/ui.ts";
import { answering, detect, inspection, standingIn, until, withSetting } from "./extension.ts";

const run = (id: string, ...given: unknown[]) =>
  vscode.commands.executeCommand(`ossImageLabels.${id}`, ...given);
const written = () =>
  vscode.workspace.getConfiguration("ossImageLabels").inspect<unknown[]>("albums")?.workspaceValue;

/** Rows of the tree as a person reads them. */
async function rows(node?: AlbumTreeNode): Promise<string[]> {
  const { albums } = await inspection();
  const items = await Promise.all(
    (await albums.getChildren(node)).map((child) => albums.getTreeItem(child)),
  );
  return items.map(({ label, description }) => [label, description].filter(Boolean).join(": "));
}

async function nodeNamed(name: string, parent?: AlbumTreeNode): Promise<AlbumTreeNode> {
  const { albums } = await inspection();
  for (const node of await albums.getChildren(parent)) {
    if ((await albums.getTreeItem(node)).label === name) return node;
  }
  return assert.fail(`no row ${name}: ${await rows(parent)}`);
}

describe("albums", () => {
  before(async () => {
    for (const key of ["example.jpg", "cat.png", "animals/dog.jpg"]) {
      await detect(`oss://sample/${key}`, { show: false }).then(undefined, () => undefined);
    }
  });
  afterEach(() =>
    vscode.workspace
      .getConfiguration("ossImageLabels")
      .update("albums", undefined, vscode.ConfigurationTarget.Workspace),
  );

  it("are saved with a name in the settings of the workspace, and shown with count and images", async () => {
    const pick: Ui["pick"] = async (choices) => choices[0];
    const ask: Ui["ask"] = async ({ problem }) => {
      assert.equal(problem?.(" "), "Write a name.");
      return "Everything";
    };
    await standingIn({ pick, ask }, () => run("saveAlbum", "is:labelled"));
    assert.deepEqual(written(), [{ name: "Everything", query: "is:labelled" }]);
    const [first] = await rows();
    assert.match(first ?? "", /^Everything: \d images?$/);
    const images = await rows(await nodeNamed("Everything"));
    assert.ok(
      images.some((row) => /^example\.jpg: .+ · /.test(row)),
      String(images),
    );
  });

  it("are renamed, edited, moved, removed and put back, whatever else the list holds", async () => {
    const list = [7, { name: "A", query: "a" }, { name: "B", query: "b" }];
    await withSetting("albums", list, async () => {
      assert.equal((await rows())[0]?.startsWith("Entry 1 of the albums"), true);
      await standingIn({ ask: async () => "C" }, async () =>
        run("renameAlbum", await nodeNamed("A")),
      );
      await standingIn({ ask: async () => "label:Cat" }, async () =>
        run("editAlbum", await nodeNamed("B")),
      );
      await run("moveAlbumUp", await nodeNamed("B"));
      assert.deepEqual(written(), [
        7,
        { name: "B", query: "label:Cat" },
        { name: "C", query: "a" },
      ]);
      await answering("Undo", async () => run("removeAlbum", await nodeNamed("C")));
      await until("the album to be back", () => written()?.length === 3);
      await answering(undefined, async () => run("removeAlbum", await nodeNamed("C")));
      assert.deepEqual(written(), [7, { name: "B", query: "label:Cat" }]);
    });
  });

  it("complete their query while it is typed", async () => {
    await withSetting("albums", [{ name: "A", query: "label:c" }], async () => {
      let offered: readonly Completion[] = [];
      const ask: Ui["ask"] = async ({ value = "", completing }) => {
        offered = (await completing?.complete(value)) ?? [];
        return undefined;
      };
      await standingIn({ ask }, async () => run("editAlbum", await nodeNamed("A")));
      assert.ok(
        offered.some(({ text }) => /^label:\S/.test(text) && text !== "label:c"),
        JSON.stringify(offered),
      );
    });
  });

  it("take a completion with one Enter, and the query with the next", async () => {
    const { ui } = await inspection();
    const input = ui.createQuickPick<CompletingRow>();
    const answer = askCompleting(input, {
      ...{ value: "label:C", empty: "All images" },
      complete: async (text) => (text === "label:C" ? [{ title: "Cat", text: "label:Cat" }] : []),
    });
    const press = (command: string) =>
      vscode.commands.executeCommand(`workbench.action.${command}`);
    await until("the completion", () => input.items.length === 2);
    await until("the second row", async () => {
      if (input.activeItems[0]?.becomes !== undefined) return true;
      await press("quickOpenSelectNext");
      return false;
    });
    await until("it to be taken", async () => {
      if (input.value === "label:Cat") return true;
      await press("acceptSelectedQuickOpenItem");
      return false;
    });
    await until("the query alone", () => input.items.length === 1);
    await until("the row of the query", () => input.activeItems[0]?.label === "label:Cat");
    await press("acceptSelectedQuickOpenItem");
    assert.equal(await answer, "label:Cat");
  });

  it("whose query cannot be read say so, with the way to edit it", async () => {
    await withSetting("albums", [{ name: "Broken", query: "label:[" }], async () => {
      assert.equal((await rows())[0], "Broken: query cannot be read");
      const { albums } = await inspection();
      const [note] = await albums.getChildren(await nodeNamed("Broken"));
      assert.ok(note);
      const item = await albums.getTreeItem(note);
      assert.equal(item.command?.command, "ossImageLabels.editAlbum");
    });
  });

  it("show pages of 200 images, and more when that is asked for", async () => {
    const lines = Array.from({ length: 450 }, (_, at) => ({
      schema: "oss-image-labels/1",
      account: "Elsewhere",
      object: `oss://paged/${String(at).padStart(3, "0")}.jpg`,
      detections: [
        {
          threshold: 0.7,
          detectedAt: "2026-01-01T00:00:00.000Z",
          source: "image/labels",
          labels: [{ name: "Page", confidence: 0.9 }],
        },
      ],
    }));
    const { folders, albums, labels } = await inspection();
    const file = vscode.Uri.joinPath(folders.storage, "paged.ndjson");
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
    await vscode.workspace.fs.writeFile(file, Buffer.from(text));
    await run("import", file);
    await withSetting("albums", [{ name: "Paged", query: "bucket:paged sort:key" }], async () => {
      assert.equal((await rows())[0], "Paged: 450 images");
      const album = await nodeNamed("Paged");
      const last = async () => (await rows(album)).at(-1);
      assert.equal((await rows(album)).length, 201);
      assert.equal(await last(), "Load more…: 200 of 450 shown");
      for (const expected of ["Load more…: 400 of 450 shown", "449.jpg: Page"]) {
        await run("loadMoreOfAlbum", (await albums.getChildren(album)).at(-1));
        assert.equal(await last(), expected);
      }
    });
    await labels.forgetLabels("Elsewhere");
  });

  it("stand above the categories that the labels make, down to the images", async () => {
    const { albums } = await inspection();
    const categories = await nodeNamed("Categories");
    const [category] = await albums.getChildren(categories);
    assert.ok(category, "there is a category");
    const below = await albums.getChildren(category);
    assert.ok(below.length > 0);
  });

  it("have statistics and costs to read, and similar images to choose from", async () => {
    await run("showStatistics", "is:labelled");
    await run("showCosts");
    const titles = () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    for (const title of ["Statistics of is:labelled", "What detections cost"]) {
      await until(title, () => titles().some((label) => label.includes(title)));
    }
    const offered: string[] = [];
    const pick: Ui["pick"] = async (choices) => {
      offered.push(...choices.map(({ description = "" }) => description));
      return undefined;
    };
    await answering(undefined, () =>
      standingIn({ pick }, () => run("showSimilar", "oss://sample/example.jpg")),
    );
    for (const description of offered) assert.match(description, /^\d+ % alike/);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});
