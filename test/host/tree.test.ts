import assert from "node:assert/strict";
import * as vscode from "vscode";
import { problemMessage } from "../../src/extension/tree/messageNodes.ts";
import type { TreeNode } from "../../src/extension/tree/nodes.ts";
import { OssError } from "../../src/oss/error.ts";
import { sayingToQuickInputs } from "./accountsInputs.ts";
import { run } from "./accountsScene.ts";
import { answering, detect, inspection, until } from "./extension.ts";

/** The tree as nested labels, to the given depth. */
async function shown(node: TreeNode | undefined, depth: number): Promise<unknown[]> {
  const { tree } = await inspection();
  const children = await tree.getChildren(node);
  return Promise.all(
    children.map(async (child) => {
      const { label } = await tree.getTreeItem(child);
      const isFolder = child.kind !== "object" && child.kind !== "note" && child.kind !== "more";
      return isFolder && depth > 1 ? [label, await shown(child, depth - 1)] : label;
    }),
  );
}

async function find(...labels: string[]): Promise<TreeNode> {
  const { tree } = await inspection();
  let node: TreeNode | undefined;
  for (const label of labels) {
    const children: TreeNode[] = await tree.getChildren(node);
    const items = await Promise.all(children.map((child) => tree.getTreeItem(child)));
    node = children[items.findIndex((item) => item.label === label)];
    assert.ok(node, `${label} is in the tree`);
  }
  assert.ok(node);
  return node;
}

describe("the tree", () => {
  it("shows the sample account and its bucket", async () => {
    assert.deepEqual(await shown(undefined, 2), [["Sample", ["sample"]]]);
  });

  it("shows images only, until all files are asked for", async () => {
    const { tree } = await inspection();
    const bucket = await find("Sample", "sample");
    const labelsOf = async () => (await shown(bucket, 1)) as string[];
    assert.ok((await labelsOf()).includes("example.jpg"));
    assert.ok(!(await labelsOf()).includes("readme.txt"));
    await vscode.commands.executeCommand("ossImageLabels.showAllFiles");
    assert.ok((await labelsOf()).includes("readme.txt"));
    await vscode.commands.executeCommand("ossImageLabels.showImagesOnly");
    assert.equal(tree.imagesOnly, true);
  });

  it("describes an image by what is in it, once that is known, and its size", async () => {
    const { tree } = await inspection();
    const node = await find("Sample", "sample", "example.jpg");
    await vscode.commands.executeCommand("ossImageLabels.forgetKnownLabels", node);
    assert.match(String((await tree.getTreeItem(node)).description), /^\d+ kB$/);
    await detect(node, { show: false });
    assert.match(String((await tree.getTreeItem(node)).description), /^Outerwear · \d+ kB$/);
  });

  it("marks an image whose labels are known as its file is marked, in a row that is otherwise as before", async () => {
    const { tree, decoration } = await inspection();
    const node = await find("Sample", "sample", "example.jpg");
    await detect(node, { show: false });
    const { resourceUri, label, iconPath } = await tree.getTreeItem(node);
    assert.ok(resourceUri);
    const mark = await decoration(resourceUri);
    assert.equal(mark?.badge, "●");
    assert.match(mark?.tooltip ?? "", /^\d+ labels: Outerwear, /);
    assert.deepEqual([label, iconPath], ["example.jpg", new vscode.ThemeIcon("file-media")]);
    await vscode.commands.executeCommand("ossImageLabels.forgetKnownLabels", node);
    assert.equal(await decoration(resourceUri), undefined);
  });

  it("shows a thumbnail and the known labels in a tooltip that runs nothing", async () => {
    const { tree } = await inspection();
    const node = await find("Sample", "sample", "example.jpg");
    await detect(node, { show: false });
    const item = await tree.resolveTreeItem(await tree.getTreeItem(node), node);
    const tooltip = item.tooltip as vscode.MarkdownString;
    assert.match(tooltip.value, /!\[picture\]\(data:image\/jpeg;base64,/);
    assert.match(tooltip.value, /Outerwear/);
    assert.deepEqual(tooltip.isTrusted, { enabledCommands: [] });
    assert.notEqual(tooltip.supportHtml, true);
  });

  it("filters by prefix at the service, and back", async () => {
    const { tree } = await inspection();
    const bucket = await find("Sample", "sample");
    assert.ok(bucket.kind === "bucket");
    tree.filter(bucket, "exam");
    assert.deepEqual(await shown(bucket, 1), ["example.jpg"]);
    tree.filter(bucket, "no such name");
    assert.deepEqual(await shown(bucket, 1), ["No names start with “no such name”."]);
    tree.filter(bucket, "");
    assert.ok((await shown(bucket, 1)).length > 3);
  });

  it("says what each row is, where a screen reader would read its tooltip", async () => {
    const { tree } = await inspection();
    const spoken = async (...labels: string[]) =>
      (await tree.getTreeItem(await find(...labels))).accessibilityInformation?.label;
    assert.equal(await spoken("Sample"), "Sample, sample account, labels written by hand");
    assert.match((await spoken("Sample", "sample")) ?? "", /^sample, bucket/);
    assert.equal(await spoken("Sample", "sample", "animals"), "animals, folder");
    const folder = await find("Sample", "sample", "animals");
    assert.ok(folder.kind === "prefix");
    tree.filter(folder, "cat");
    assert.equal(
      await spoken("Sample", "sample", "animals"),
      "animals, folder, shows names that start with cat",
    );
    assert.equal((await tree.getTreeItem(folder)).description, "cat*");
    tree.filter(folder, "");
    await detect("oss://sample/example.jpg", { show: false });
    assert.match(
      (await spoken("Sample", "sample", "example.jpg")) ?? "",
      /^example\.jpg, image, mostly Outerwear, \d+ kB$/,
    );
  });

  it("says an error in a few words beside what mends it, and the whole of it in the tooltip", async () => {
    const { tree } = await inspection();
    const parent = tree.folder("Sample", "sample", "");
    const error = new OssError("SignatureDoesNotMatch", {
      ...{ call: "listObjects", account: "Photos", target: "photos", host: "h", region: "r" },
    });
    const message = problemMessage(error, parent);
    const item = await tree.getTreeItem(message);
    assert.deepEqual([item.label, item.description], ["Wrong AccessKey secret", "Edit Account…"]);
    assert.ok(String(item.tooltip).startsWith(message.text));
    assert.ok(item.accessibilityInformation?.label.startsWith(message.text));
    assert.deepEqual(item.command?.arguments, ["Photos", "keys"]);
  });
});

describe("the first minutes", () => {
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("lead to labels by one button, of a second picture too, and are counted in the status bar", async () => {
    const { panels, runStatus } = await inspection();
    const shown = () => panels.lastState?.object.uri;
    await run("openSampleBucket");
    assert.equal(shown(), "oss://sample/example.jpg");
    const key = "animals/cat on a sofa.png";
    await run("forgetKnownLabels", `oss://sample/${key}`);
    await run("openSampleBucket", key);
    assert.equal(shown(), `oss://sample/${key}`);
    assert.match(runStatus.text ?? "", /^\$\(sparkle\) [\d,]+ (?:free )?calls?$/);
  });
});

describe("the menus of the tree", () => {
  const offered = (viewItem: string): string[] => {
    const { packageJSON } =
      vscode.extensions.getExtension("oss-image-labels.oss-image-labels") ?? assert.fail();
    const items = packageJSON.contributes.menus["view/item/context"] as {
      command?: string;
      when: string;
    }[];
    const holds = (condition: string) => {
      if (/^!?(view (==|=~)|listMultiSelection|ossImageLabels\.)/.test(condition)) return true;
      const [, pattern] = /^viewItem =~ \/(.*)\/$/.exec(condition) ?? assert.fail(condition);
      return new RegExp(pattern ?? "").test(viewItem);
    };
    const fitting = items.filter(({ when }) => when.split(" && ").every(holds));
    const ids = fitting.flatMap(({ command }) => command?.replace("ossImageLabels.", "") ?? []);
    return [...new Set(ids)];
  };
  const detecting = ["detect", "detectAgain", "detectAtThreshold", "forgetKnownLabels"];
  const moving = ["moveAccountDown", "moveAccountUp"];
  for (const [viewItem, among, expected] of [
    ["image", detecting, ["detect", "detectAtThreshold"]],
    ["image.known", detecting, detecting],
    ["object", detecting, ["detect", "detectAtThreshold"]],
    ["file", [...detecting, "openPanel", "copyAsCode"], []],
    ["file", ["copyUri"], ["copyUri"]],
    ["prefix.filtered", ["clearFilter", "copyUri"], ["clearFilter", "copyUri"]],
    ["prefix", ["clearFilter", ...detecting], []],
    ["account", [...moving, "openBucket"], ["openBucket"]],
    ["account.up.down", moving, moving],
    ["sampleAccount.down", [...moving, "openBucket"], ["moveAccountDown"]],
    ["account.up.oneBucket", [...moving, "openBucket"], ["moveAccountUp"]],
  ] as const) {
    it(`offer ${expected.join(", ") || "none"} of ${among.join(", ")} on ${viewItem}`, () => {
      const shown: readonly string[] = among;
      assert.deepEqual(
        offered(viewItem)
          .filter((id) => shown.includes(id))
          .sort(),
        [...expected].sort(),
      );
    });
  }

  it("know what the nodes are", async () => {
    const { tree } = await inspection();
    await vscode.commands.executeCommand("ossImageLabels.showAllFiles");
    const contextOf = async (...labels: string[]) =>
      (await tree.getTreeItem(await find(...labels))).contextValue;
    assert.equal(await contextOf("Sample"), "sampleAccount");
    assert.equal(await contextOf("Sample", "sample", "products", "prices.csv"), "file");
    const image = await find("Sample", "sample", "travel", "beach.jpg");
    await answering(undefined, () => run("forgetKnownLabels", image));
    assert.equal((await tree.getTreeItem(image)).contextValue, "image");
    await detect(image, { show: false });
    assert.equal((await tree.getTreeItem(image)).contextValue, "image.known");
    await vscode.commands.executeCommand("ossImageLabels.showImagesOnly");
  });
});

describe("Go to Object", () => {
  const bucketNode = () => find("Sample", "sample");
  /** Chooses the row for what is typed; all texts but the last are refused. */
  const goTo = async (node: TreeNode | undefined, ...texts: string[]) => {
    const script = texts.map((type, at) => ({
      ...{ pick: type, type },
      ...(at < texts.length - 1 && { refused: "told" as const }),
    }));
    const [asked] = await sayingToQuickInputs(script, () => run("goToObject", node));
    return asked?.problems ?? [];
  };
  const shownUri = async () => (await inspection()).panels.lastState?.object.uri;
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  for (const [what, folder, text] of [
    ["a key of the bucket", [], "travel/red train.jpg"],
    ["a key of a folder", ["travel"], "red train.jpg"],
    ["a whole key within its folder", ["travel"], "travel/red train.jpg"],
    ["a URI", ["animals"], "oss://sample/travel/red train.jpg"],
    ["a URL", [], "https://sample.oss-cn-hangzhou.aliyuncs.com/travel/red%20train.jpg"],
  ] as const) {
    it(`takes ${what}`, async () => {
      assert.deepEqual(await goTo(await find("Sample", "sample", ...folder), text), []);
      assert.equal(await shownUri(), "oss://sample/travel/red train.jpg");
    });
  }

  it("says so where there is no such object, stays open, and filters nothing", async () => {
    const folder = await find("Sample", "sample", "travel");
    const before = await shown(folder, 1);
    const problems = await goTo(await bucketNode(), "travel/nothere.jpg", "travel/beach.jpg");
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", /travel\/nothere\.jpg.*does not exist|no object|not there/i);
    assert.equal(await shownUri(), "oss://sample/travel/beach.jpg");
    assert.deepEqual(await shown(folder, 1), before);
    assert.ok(folder.kind === "prefix" && folder.listing.filter === "");
  });

  it("completes keys from the service, into folders too", async () => {
    const script = [
      { type: "tra", pick: "travel/", refused: true },
      { pick: "travel/red train.jpg" },
    ];
    const bucket = await bucketNode();
    await sayingToQuickInputs(script, () => run("goToObject", bucket));
    assert.equal(await shownUri(), "oss://sample/travel/red train.jpg");
  });

  it("shows a folder, and says so where there is none", async () => {
    const { view } = await inspection();
    const problems = await goTo(await bucketNode(), "nowhere/", "travel/");
    assert.match(problems[0] ?? "", /nowhere\//);
    const [selected] = view.selection;
    assert.ok(selected?.kind === "prefix" && selected.prefix === "travel/");
  });

  it("remembers panels that were opened to stay, and not those that were walked past", async () => {
    const { places } = await inspection();
    const opened = await find("Sample", "sample", "travel", "beach.jpg");
    await run("openPanel", opened);
    await run("preview", await find("Sample", "sample", "travel", "red train.jpg"));
    await until("the panel among the recent places", () => {
      const [last] = places.recent;
      return last?.key === "travel/beach.jpg" && last.account === "Sample";
    });
  });

  it("offers where one was last, and favourites before that", async () => {
    const { places } = await inspection();
    await goTo(await bucketNode(), "travel/red train.jpg");
    const folder = await find("Sample", "sample", "animals");
    const image = await find("Sample", "sample", "example.jpg");
    const account = await find("Sample");
    const told = await answering(undefined, () =>
      run("addFavourite", folder, [folder, image, account]),
    );
    assert.match(told[0] ?? "", /^Added 2 favourites\. Accounts were left out/);
    assert.deepEqual(
      places.favourites.map(({ key }) => key),
      ["animals/", "example.jpg"],
    );
    assert.equal(places.recent[0]?.key, "travel/red train.jpg");
    for (const name of ["red train.jpg", "example.jpg"]) {
      await sayingToQuickInputs([{ pick: name }], () => run("goToObject", undefined));
      assert.match((await shownUri()) ?? "", new RegExp(`/${name}$`));
    }
    for (const place of places.favourites) await places.removeFavourite(place);
  });
});
