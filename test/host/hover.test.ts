import assert from "node:assert/strict";
import * as vscode from "vscode";
import { billableCallsOf, detect, withSetting, workspaceFile } from "./extension.ts";

/** The hover over the first place where `text` stands in a file; `undefined` when there is none of ours. */
async function hoverOn(path: string, text: string): Promise<string | undefined> {
  const document = await vscode.workspace.openTextDocument(workspaceFile(path));
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${text} is in ${path}`);
  const position = document.positionAt(offset + Math.floor(text.length / 2));
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  const ours = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
  return ours.map(({ value }) => value).find((value) => value.startsWith("`"));
}

describe("hovers", () => {
  const cases: [path: string, text: string, target: string][] = [
    ["index.html", "/images/hero.jpg", "public/images/hero.jpg"],
    ["index.html", "/images/mountain%20lake.jpg", "public/images/mountain lake.jpg"],
    [
      "index.html",
      "https://sample.oss-cn-hangzhou.aliyuncs.com/example.jpg",
      "oss://sample/example.jpg",
    ],
    ["index.html", "oss://sample/example.jpg", "oss://sample/example.jpg"],
    ["index.html", "./src/assets/cat.png", "src/assets/cat.png"],
    ["README.md", "docs/noodles.png", "docs/noodles.png"],
    ["README.md", "docs/全家福.jpg", "docs/全家福.jpg"],
    ["README.md", "oss://sample/example.jpg", "oss://sample/example.jpg"],
    ["src/styles.css", "../public/images/mountain lake.jpg", "public/images/mountain lake.jpg"],
    ["src/styles.css", "./assets/cat.png", "src/assets/cat.png"],
    ["src/components/Hero.tsx", "@/assets/cat.png", "src/assets/cat.png"],
    ["src/components/Hero.tsx", "/images/hero.jpg", "public/images/hero.jpg"],
  ];
  for (const [path, text, target] of cases) {
    it(`names ${target} for ${text} in ${path}`, async () => {
      const hover = await hoverOn(path, text);
      assert.equal(hover?.split("\n")[0], `\`${target}\``);
    });
  }

  it("offers to detect what is not known, and to open what is, and asks nothing itself", async () => {
    const calls = await billableCallsOf(async () => {
      const hover = await hoverOn("README.md", "docs/noodles.png");
      assert.match(hover ?? "", /\[Detect labels .*\]\(command:ossImageLabels\.detectReference\?/);
    });
    assert.equal(calls, 0);
    await detect("oss://sample/example.jpg", { show: false });
    const known = await hoverOn("README.md", "oss://sample/example.jpg");
    assert.match(known ?? "", /Outerwear/);
    assert.match(known ?? "", /\[Open labels\]\(command:ossImageLabels\.openPanel\?/);
  });

  it("says nothing about what does not exist or names no image", async () => {
    assert.equal(await hoverOn("index.html", "/src/styles.css"), undefined);
    assert.equal(await hoverOn("index.html", "Travel notes"), undefined);
  });

  it("works beside a wrong entry of a setting, and says which it is", async () => {
    await withSetting("pathAliases", { $cdn: 5, $art: "src/assets" }, async () => {
      const hover = await hoverOn("index.html", "/images/hero.jpg");
      assert.match(hover ?? "", /^`public\/images\/hero\.jpg`/);
      assert.match(
        hover ?? "",
        /The entry "\\?\$cdn" of the setting ossImageLabels\.pathAliases is 5/,
      );
    });
    await withSetting("pathAliases", "everything", async () => {
      const hover = await hoverOn("index.html", "/images/hero.jpg");
      assert.match(hover ?? "", /pathAliases is "everything", but must be/);
    });
    assert.doesNotMatch((await hoverOn("index.html", "/images/hero.jpg")) ?? "", /setting/);
  });

  it("leaves the picture to VS Code's own hover in Markdown", async () => {
    assert.doesNotMatch((await hoverOn("README.md", "docs/noodles.png")) ?? "", /!\[picture\]/);
    assert.match((await hoverOn("index.html", "./src/assets/cat.png")) ?? "", /!\[picture\]/);
  });

  it("can be switched off", async () => {
    await withSetting("hover.enabled", false, async () => {
      assert.equal(await hoverOn("README.md", "docs/noodles.png"), undefined);
    });
  });
});
