import assert from "node:assert/strict";
import * as vscode from "vscode";
import { type Loopback, startLoopback } from "../integration/oss/loopback.ts";
import { sayingToQuickInputs } from "./accountsInputs.ts";
import { accounts, below, keepAccounts, run, setAccounts, startService } from "./accountsScene.ts";
import {
  answering,
  billableCallsOf,
  detect,
  inspection,
  withSetting,
  workspaceFile,
} from "./extension.ts";
import { addTypedAccount } from "./ownAccount.ts";

const example = "oss://sample/example.jpg";

/** PNG pictures of one pixel that no one has an answer for, each with bytes of its own. */
async function unknownPictures(...paths: string[]): Promise<vscode.Uri[]> {
  const onePixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkaPhfDwAChgGAzyvl+QAAAABJRU5ErkJggg==";
  const files = paths.map(workspaceFile);
  for (const file of files) {
    const bytes = Buffer.concat([Buffer.from(onePixel, "base64"), Buffer.from(file.path)]);
    await vscode.workspace.fs.writeFile(file, bytes);
  }
  return files;
}

describe("what a key binding or a program gives", () => {
  it("may be a list of arguments", async () => {
    const args = [example, { threshold: 0.9, show: false }];
    const detection = (await run("detect", args)) as { threshold: number };
    assert.equal(detection.threshold, 0.9);
  });

  it("may be options alone, for the image under the cursor", async () => {
    const document = await vscode.workspace.openTextDocument(workspaceFile("README.md"));
    const at = document.positionAt(document.getText().indexOf(example) + 10);
    const selection = new vscode.Range(at, at);
    await vscode.window.showTextDocument(document, { selection });
    const detection = (await run("detect", undefined, { threshold: 0.9, show: false })) as {
      object: string;
      threshold: number;
    };
    assert.deepEqual([detection.object, detection.threshold], [example, 0.9]);
  });
});

describe("a selection of many", () => {
  it("is detected at the threshold that was asked for", async () => {
    const [bucket] = await below("Sample");
    const { tree } = await inspection();
    const images = (await tree.getChildren(bucket)).filter(({ kind }) => kind === "object");
    const two = images.slice(0, 2);
    for (const image of two) await run("forgetKnownLabels", image);
    const calls = await billableCallsOf(() =>
      answering(undefined, () =>
        sayingToQuickInputs([{ type: "0.3" }], () => run("detectAtThreshold", two[0], two)),
      ),
    );
    assert.equal(calls, 2);
    const later = await billableCallsOf(async () => {
      for (const image of two) await detect(image, { threshold: 0.3, show: false });
    });
    assert.equal(later, 0);
  });

  it("leaves out folders and other files, and asks once whether to upload the rest", async () => {
    const pictures = await unknownPictures("many/a.png", "many/b.png", "many/c.png");
    const selected = [...pictures, workspaceFile("docs"), workspaceFile("README.md")];
    await withSetting("uploadLocation", "oss://sample/many", async () => {
      const refused = await answering(undefined, () => run("detect", pictures[0], selected));
      assert.deepEqual(
        refused.map((text) => text.split(" ")[0]),
        ["2", "Upload", "3"],
      );
      assert.match(refused[0] ?? "", /^2 selected items were left out\. Only JPEG and PNG images/);
      assert.equal(refused[2], "3 images: 3 cancelled.");
      const agreed = await answering("Upload and Detect", () =>
        run("detect", pictures[0], selected),
      );
      assert.equal(agreed.filter((text) => text.startsWith("Upload")).length, 1);
      assert.ok(agreed.includes("3 images: 3 failed."), `${agreed}`);
    });
  });

  describe("in buckets that nobody has named", () => {
    keepAccounts();

    it("asks one question a bucket, one after the other", async () => {
      const stored = { region: "cn-hangzhou", credentials: { source: "stored" } };
      const added = ["One", "Two"].map((name) => ({ name, ...stored }));
      await setAccounts([...accounts(), ...added]);
      const uris = ["photos/a.jpg", "photos/b.jpg", "films/c.jpg"].map((path) =>
        vscode.Uri.parse(`oss://${path}`),
      );
      const script = [{ pick: "One" }, { pick: "Two" }];
      let asked: { title: string | undefined }[] = [];
      const said = await answering(undefined, async () => {
        asked = await sayingToQuickInputs(script, () => run("detect", uris[0], uris));
      });
      const titles = asked.map(({ title }) => title);
      assert.deepEqual(titles.map((title) => /"(.*)"/.exec(title ?? "")?.[1]).sort(), [
        "films",
        "photos",
      ]);
      assert.ok(said.includes("3 images: 3 failed."), `${said}`);
    });
  });
});

describe("a bucket that two accounts list", () => {
  keepAccounts();

  it("stays with the account that had it, and so do its labels", async () => {
    await below("Sample");
    const service = await startService();
    try {
      const { accessKeyId, accessKeySecret } = service;
      await addTypedAccount("Second", service.endpoint, { accessKeyId, accessKeySecret });
      await below("Second");
      assert.equal((await detect(example, { show: false })).account, "Sample");
    } finally {
      await service.close();
    }
  });

  it("may be shown by one of them from a prefix on", async () => {
    const limited = { name: "Limited", bucket: "sample", prefix: "a/b" };
    await setAccounts([
      ...accounts(),
      { ...limited, region: "cn-hangzhou", credentials: { source: "stored" } },
    ]);
    const { tree } = await inspection();
    const folder = tree.folder("Limited", "sample", "a/b/c/");
    const root = tree.getParent(folder);
    assert.ok(root?.kind === "prefix" && root.prefix === "a/b/");
    assert.equal(tree.getParent(root)?.kind, "account");
  });

  it("has no part in how the sample account is named", async () => {
    const stored = { region: "cn-hangzhou", credentials: { source: "stored" } };
    await setAccounts([{ name: "Sample", ...stored }]);
    await run("openSampleBucket");
    assert.deepEqual(
      accounts().map(({ name }) => name),
      ["Sample", "Sample 2"],
    );
  });
});

describe("a panel", () => {
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("waits for the call under way when the same is asked for again", async () => {
    const calls = await billableCallsOf(async () => {
      const ask = () => detect(example, { refresh: true });
      const [first, second] = await Promise.all([ask(), ask()]);
      assert.deepEqual(first, second);
    });
    assert.equal(calls, 1);
    assert.equal((await inspection()).panels.lastState?.kind, "detected");
  });

  it("is not opened empty where a setting is wrong", async () => {
    await withSetting("threshold", "abc", () => run("openPanel", example));
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.deepEqual(
      tabs.filter(({ label }) => label === "example.jpg"),
      [],
    );
  });

  it("comes back after a reload with its account, and only once", async () => {
    const { panels, restorePanel } = await inspection();
    await detect(example, { show: false });
    const state = { views: [], shown: { uri: example, account: "Sample" } };
    const restored = () =>
      vscode.window.createWebviewPanel("ossImageLabels.panel", "", vscode.ViewColumn.One);
    await restorePanel(restored(), state);
    assert.equal(panels.lastState?.kind, "detected");
    assert.equal(panels.lastState?.object.account, "Sample");
    let isGone = false;
    const again = restored();
    again.onDidDispose(() => {
      isGone = true;
    });
    await restorePanel(again, state);
    assert.ok(isGone);
  });
});

describe("before a person has agreed", () => {
  let service: Loopback;
  keepAccounts();
  before(async () => {
    service = await startLoopback((response) => response.end());
  });
  after(() => service.close());

  it("a name that a model gives is sent to nobody", async () => {
    await addTypedAccount("Watched", service.origin, {
      accessKeyId: "LTAIwatched",
      accessKeySecret: "watchedSecret",
      bucket: "photos",
    });
    service.received.length = 0;
    const { tools } = await inspection();
    const input = { image: "oss://photos/what-the-model-read.jpg" };
    const { token } = new vscode.CancellationTokenSource();
    const prepared = await tools["ossImageLabels_detect"]?.prepareInvocation?.({ input }, token);
    assert.match(String(prepared?.confirmationMessages?.message), /1 billable call/);
    assert.deepEqual(
      service.received.filter(({ url }) => url.includes("what-the-model-read")),
      [],
    );
  });
});

describe("a file with other bytes than its object", () => {
  it("is not shown with the object's labels", async () => {
    await detect(example, { show: false });
    await unknownPictures("mapped/example.jpg");
    const page = workspaceFile("mapped/page.md");
    await vscode.workspace.fs.writeFile(page, Buffer.from("![](example.jpg)"));
    await withSetting("pathMappings", { mapped: "oss://sample" }, async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        "vscode.executeHoverProvider",
        page,
        new vscode.Position(0, 8),
      );
      const contents = hovers.flatMap((hover) => hover.contents as vscode.MarkdownString[]);
      const text = contents.map(({ value }) => value).join("\n");
      assert.match(text, /In OSS.{1,2} oss/);
      assert.doesNotMatch(text, /Outerwear/);
      assert.doesNotMatch(text, /!\[picture\]\(data:/, "nor with its picture");
    });
  });
});
