import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { SampleServer } from "../../src/sample/server.ts";
import { versionedBucket } from "../catalogues/versions.ts";
import { keepAccounts, run, startService } from "./accountsScene.ts";
import { answering, inspection, until } from "./extension.ts";
import { addTypedAccount } from "./ownAccount.ts";

describe("Show Versions", () => {
  let server: SampleServer;
  keepAccounts();
  before(async () => {
    const kept = versionedBucket("history", {
      "note.txt": ["three", "two", undefined, "one"],
      "single.txt": ["only"],
    });
    server = await startService({
      catalogue: {
        buckets: [{ name: kept.name, open: () => kept }],
        detectionFor: () => undefined,
        thumbnailsOf: () => [],
      },
    });
  });
  after(() => server.close());
  beforeEach(() => addTypedAccount("History", server.endpoint, server));
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  const node = (key: string) => ({
    kind: "object",
    account: "History",
    bucket: "history",
    object: { key },
  });
  /** What is opened and told when the row with these words is chosen. */
  async function choosing(key: string, row: RegExp | undefined) {
    const titles: string[] = [];
    let rows: string[] = [];
    const told = await answering(undefined, async () => {
      const { ui } = await inspection();
      const { pick } = ui;
      ui.pick = async (given, { title = "" }) => {
        rows = given.map(({ description = "" }) => description);
        titles.push(title);
        return row && given.find(({ description = "" }) => row.test(description));
      };
      try {
        await run("showVersions", node(key));
      } finally {
        ui.pick = pick;
      }
    });
    return { rows, titles, told };
  }

  it("lists what was stored and what was deleted, the newest first", async () => {
    const { rows, titles } = await choosing("note.txt", undefined);
    assert.deepEqual(titles, ["Versions of note.txt"]);
    assert.deepEqual(rows, ["current version · 5 B", "3 B", "deleted: the object was gone", "3 B"]);
  });

  it("opens an older version with its own bytes, to be read only, with its time in its name", async () => {
    await choosing("note.txt", /^3 B$/);
    await until("the text", () => vscode.window.activeTextEditor?.document.getText() === "two");
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.equal(vscode.workspace.fs.isWritableFileSystem("oss"), false);
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.match(tab?.label ?? "", /^note\.txt \(.+\)$/);
    const { decoration } = await inspection();
    assert.equal(await decoration(document.uri), undefined);
  });

  it("says that a delete marker has nothing to open, and that an object has no other versions", async () => {
    const marker = await choosing("note.txt", /^deleted/);
    assert.match(marker.told[0] ?? "", /^A delete marker has nothing to open/);
    const single = await choosing("single.txt", undefined);
    assert.deepEqual(single.told, ["single.txt has one version only, the current one."]);
    assert.deepEqual(single.titles, []);
  });
});
