import assert from "node:assert/strict";
import * as vscode from "vscode";
import { LabelStore } from "../../src/extension/images/labelStore.ts";
import { Log } from "../../src/extension/log.ts";
import type { TreeCommandServices } from "../../src/extension/tree/treeCommands.ts";
import { treeCommands } from "../../src/extension/tree/treeCommands.ts";
import { answer, type Loopback, startLoopback } from "../integration/oss/loopback.ts";
import { keepAccounts, run } from "./accountsScene.ts";
import { detect, inspection, until, workspaceFile } from "./extension.ts";
import { addTypedAccount } from "./ownAccount.ts";

const labels = '{"Labels":[{"LabelName":"Cat","LabelConfidence":0.9}]}';

describe("an image that somebody named", () => {
  let service: Loopback;
  keepAccounts();

  before(async () => {
    service = await startLoopback((response, { method, url }) => {
      const { pathname, search } = new URL(url, "http://localhost");
      if (method === "HEAD") {
        const etag = `"${Buffer.from(pathname).toString("hex").padEnd(32, "0").slice(-32)}"`;
        return answer(response, 200, "", { "content-length": "700", etag });
      }
      if (/image%2Flabels/.test(search)) return answer(response, 200, labels);
      if (/image%2Finfo/.test(search)) {
        return answer(response, 200, '{"ImageWidth":{"value":"7"},"ImageHeight":{"value":"5"}}');
      }
      return answer(response, 404);
    });
  });
  beforeEach(async () => {
    await addTypedAccount("Counted", service.origin, {
      accessKeyId: "LTAIcounted",
      accessKeySecret: "countedSecret",
      bucket: "photos",
    });
    service.received.length = 0;
  });
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));
  after(() => service.close());

  const count = (key: string, isWanted: (request: { method: string; url: string }) => boolean) =>
    service.received.filter((request) => request.url.includes(key) && isWanted(request)).length;
  const heads = (key: string) => count(key, ({ method }) => method === "HEAD");
  const calls = (key: string) => count(key, ({ url }) => /image%2Flabels/.test(url));
  const hasFacts = async () => (await inspection()).panels.lastState?.object.size === 700;

  it("is asked for with one HEAD and one call, whatever the panel wants to know beside", async () => {
    await detect("oss://photos/clicked.jpg");
    await until("the facts", hasFacts);
    assert.deepEqual([heads("clicked.jpg"), calls("clicked.jpg")], [1, 1]);
  });

  it("is opened with one HEAD and no call", async () => {
    await run("openPanel", "oss://photos/opened.jpg");
    await until("the facts", hasFacts);
    assert.deepEqual([heads("opened.jpg"), calls("opened.jpg")], [1, 0]);
  });

  it("shows in its open panel what is detected elsewhere, and forgets what is forgotten", async () => {
    const { panels } = await inspection();
    const kind = () => panels.lastState?.kind;
    const uri = "oss://photos/elsewhere.jpg";
    await run("openPanel", uri);
    assert.equal(kind(), "ready");
    await detect(uri, { show: false });
    assert.equal(kind(), "detected");
    await run("forgetKnownLabels", uri);
    assert.equal(kind(), "ready");
    assert.equal(calls("elsewhere.jpg"), 1);
  });

  const nodeOf = (key: string) => ({
    ...{ kind: "object", account: "Counted", bucket: "photos", object: { key } },
  });
  const elsewhere: readonly (readonly [
    where: string,
    detect: (key: string) => Thenable<unknown>,
  ])[] = [
    [
      "a run",
      (key) =>
        vscode.commands.executeCommand("ossImageLabels.detectMany", [`oss://photos/${key}`], {}),
    ],
    ["the link of a hover", (key) => run("detectReference", `oss://photos/${key}`)],
    ["the tree", (key) => run("detect", nodeOf(key), [nodeOf(key)])],
  ];
  for (const [index, [where, detectThere]] of elsewhere.entries()) {
    it(`shows in its open panel what ${where} detects, for one call`, async () => {
      const { panels } = await inspection();
      const key = `elsewhere${index}.jpg`;
      await run("openPanel", `oss://photos/${key}`);
      assert.equal(panels.lastState?.kind, "ready");
      await detectThere(key);
      await until("the labels", () => panels.lastState?.kind === "detected");
      assert.equal(panels.lastState?.object.title, key);
      assert.equal(calls(key), 1);
    });
  }

  it("shows in its open panel what another window detects, and what that one forgets", async () => {
    const { panels, folders, client, ui } = await inspection();
    const key = "other window.jpg";
    await run("openPanel", `oss://photos/${key}`);
    assert.equal(panels.lastState?.kind, "ready");
    const other = new LabelStore({
      storage: folders.storage,
      extension: folders.extension,
      isKept: () => true,
      accounts: () => [{ name: "Counted", credentials: { source: "stored" } }],
      log: new Log(),
      ui,
    });
    try {
      const object = { account: "Counted", bucket: "photos", key };
      const { stored } = await other.detector.detect({
        object,
        client: () => client("Counted"),
        threshold: 0.7,
      });
      await until("the other window's labels", () => panels.lastState?.kind === "detected");
      await other.forget({ kind: "objects", versions: [stored.object] });
      await until("that they are gone", () => panels.lastState?.kind === "ready");
    } finally {
      await other.close();
    }
    assert.equal(
      count("other%20window.jpg", ({ url }) => /image%2Flabels/.test(url)),
      1,
    );
  });
});

describe("the first look", () => {
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("at the sample bucket shows a picture with its labels, without another click", async () => {
    const { panels } = await inspection();
    await run("openSampleBucket");
    await until("the labels", () => panels.lastState?.kind === "detected");
    assert.equal(panels.lastState?.object.uri, "oss://sample/example.jpg");
    await until("its pixels", () => panels.lastState?.object.width === 1600);
    assert.equal(panels.lastState?.canDetect, true);
  });
});

describe("looking through the images of a folder", () => {
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  const labelTabs = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview)
      .map(({ label }) => label);
  const groups = () => vscode.window.tabGroups.all.length;

  it("takes one panel in one column, whatever is looked at, and leaves the text its focus", async () => {
    const document = await vscode.workspace.openTextDocument(workspaceFile("index.html"));
    await vscode.window.showTextDocument(document);
    for (const key of ["travel/beach.jpg", "city/bicycle.jpg", "chart.png"]) {
      await run("preview", `oss://sample/${key}`);
    }
    await until("the tab", () => labelTabs().join() === "chart.png");
    assert.equal(groups(), 2);
    assert.equal(vscode.window.activeTextEditor?.document, document);
  });

  it("keeps what is chosen twice, and shows the next beside it in the same column", async () => {
    await run("preview", "oss://sample/travel/beach.jpg");
    await until("the panel", () => labelTabs().length === 1);
    await run("preview", "oss://sample/travel/beach.jpg");
    await run("preview", "oss://sample/chart.png");
    await until("both tabs", () => labelTabs().length === 2);
    assert.equal(groups(), 1);
  });

  it("keeps what is chosen twice while another tab hides the preview", async () => {
    await run("preview", "oss://sample/chart.png");
    await detect("oss://sample/example.jpg");
    for (const key of ["animals/goldfish.png", "animals/goldfish.png", "wallpaper.jpg"]) {
      await run("preview", `oss://sample/${key}`);
    }
    await until("three tabs", () => labelTabs().length === 3);
    assert.deepEqual(labelTabs().sort(), ["example.jpg", "goldfish.png", "wallpaper.jpg"]);
  });

  it("keeps what a detection was asked of", async () => {
    await run("preview", "oss://sample/animals/goldfish.png");
    await detect("oss://sample/animals/goldfish.png");
    await run("preview", "oss://sample/chart.png");
    await until("both tabs", () => labelTabs().length === 2);
    assert.deepEqual(labelTabs().sort(), ["chart.png", "goldfish.png"]);
  });

  it("detects and opens in the column where labels are shown already", async () => {
    const document = await vscode.workspace.openTextDocument(workspaceFile("index.html"));
    await vscode.window.showTextDocument(document);
    for (const key of ["travel/beach.jpg", "city/bicycle.jpg", "chart.png"]) {
      await run("openPanel", `oss://sample/${key}`);
    }
    await until("three tabs", () => labelTabs().length === 3);
    assert.equal(groups(), 2);
  });
});

describe("a key binding that names no node", () => {
  const nothingSelected = { tree: {}, view: { selection: [] } } as unknown as TreeCommandServices;
  for (const command of ["filterByPrefix", "clearFilter", "loadMore", "openBucket"] as const) {
    it(`is told by ${command} what to choose first`, async () => {
      const commands = treeCommands(nothingSelected);
      await assert.rejects(async () => commands[command](), { code: "nothing-chosen" });
    });
  }
});
