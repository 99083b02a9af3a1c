import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import * as vscode from "vscode";
import { refusalRows } from "../../src/messages/refusalRows.ts";
import { detect, inspection, until } from "./extension.ts";

const language = vscode.env.language;

/** English in most windows; another with `npm run test:host -- --language zh-cn`. */
describe(`the interface in ${language}`, () => {
  const extension =
    vscode.extensions.getExtension("oss-image-labels.oss-image-labels") ??
    assert.fail("the extension is not installed");

  /** A file's texts by their keys; `{}` in English, whose texts are the keys. */
  const texts = (file: string): Readonly<Record<string, string>> =>
    language === "en"
      ? {}
      : JSON.parse(readFileSync(path.join(extension.extensionPath, file), "utf8"));
  const bundle = texts(`l10n/bundle.l10n.${language}.json`);
  const translated = (english: string) =>
    language === "en" ? english : (bundle[english] ?? assert.fail(`no translation: ${english}`));

  it("is the language of VS Code, where there are texts in it", () => {
    assert.equal(vscode.l10n.bundle === undefined, language === "en");
    // VS Code itself is given what activation says, and no more.
    const foreign = Object.entries({ ...vscode.l10n.bundle }).filter(
      ([english, said]) => said !== bundle[english],
    );
    assert.deepEqual(foreign, []);
  });

  it("names commands, settings and views", () => {
    const { commands, views, configuration } = extension.packageJSON.contributes;
    const english = JSON.parse(
      readFileSync(path.join(extension.extensionPath, "package.nls.json"), "utf8"),
    );
    const said = { ...english, ...texts(`package.nls.${language}.json`) };
    const search = commands.find(({ command }: Command) => command === "ossImageLabels.openSearch");
    assert.equal(plain(search.title), said["command.openSearch.title"]);
    assert.equal(plain(views.ossImageLabels[1].name), said["view.albums.name"]);
    const accounts = configuration[0].properties["ossImageLabels.accounts"];
    assert.equal(accounts.markdownDescription, said["setting.accounts.description"]);
    const { region } = accounts.items.properties;
    assert.equal(region.description, said["setting.accounts.region.description"]);
  });

  it("says what failed and what to do next", async () => {
    const url = "https://cdn.example.com/a.jpg";
    const { what, next } = refusalRows["foreign-url"];
    await assert.rejects(
      async () => detect(url, { show: false }),
      ({ message }: Error) => {
        assert.ok(message.includes(translated(what).replace("{url}", url)), message);
        assert.ok(message.includes(translated(next)), message);
        return true;
      },
    );
  });

  it("is that of the panel's page, which gets the texts", async () => {
    const panel = vscode.window.createWebviewPanel("ossImageLabels.panel", "example.jpg", {
      viewColumn: vscode.ViewColumn.One,
    });
    const { restorePanel } = await inspection();
    const shown = { uri: "oss://sample/example.jpg", account: "Sample" };
    await restorePanel(panel, { shown });
    await until("the page", () => panel.webview.html !== "");
    const [, pageLanguage] = /<html lang="([^"]+)">/.exec(panel.webview.html) ?? [];
    const [, pageTexts = ""] = /id="texts">(.*?)<\/script>/.exec(panel.webview.html) ?? [];
    panel.dispose();
    assert.equal(pageLanguage, language);
    assert.deepEqual(JSON.parse(pageTexts), bundle);
  });
});

interface Command {
  readonly command: string;
}

/** VS Code keeps the English title of a command beside the one that it shows. */
function plain(text: string | { readonly value: string }): string {
  return typeof text === "string" ? text : text.value;
}
