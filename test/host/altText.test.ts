import assert from "node:assert/strict";
import * as vscode from "vscode";
import { billableCallsOf, detect, standingIn, workspaceFile } from "./extension.ts";

/** Chooses the phrase at `index` and edits it with `edit`; returns what was proposed. */
async function choosing(
  index: number,
  edit: (text: string) => string | undefined,
  work: () => PromiseLike<unknown>,
): Promise<string[]> {
  const proposed: string[] = [];
  const pick = async <Row extends vscode.QuickPickItem>(rows: readonly Row[]) => {
    proposed.push(...rows.map(({ label }) => label));
    return rows[index];
  };
  await standingIn({ pick, ask: async ({ value = "" }) => edit(value) }, work);
  return proposed;
}

async function fixesAt(document: vscode.TextDocument, position: vscode.Position) {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    new vscode.Range(position, position),
  );
  return actions.filter(({ title }) => title.startsWith("Write alt text"));
}

/** The document with a `|` taken out, and where it was. */
async function documentWith(language: string, marked: string, name: string) {
  const file = workspaceFile(name);
  const at = marked.indexOf("|");
  await vscode.workspace.fs.writeFile(file, Buffer.from(marked.replace("|", "")));
  const opened = await vscode.workspace.openTextDocument(file);
  const document = await vscode.languages.setTextDocumentLanguage(opened, language);
  return { document, position: document.positionAt(at) };
}

describe("alt text", () => {
  before(() => detect("oss://sample/example.jpg", { show: false }));

  const cases: [language: string, before: string, after: string][] = [
    [
      "html",
      '<p><img src="oss://sample/exa|mple.jpg"></p>',
      '<p><img src="oss://sample/example.jpg" alt="A &quot;coat&quot; &amp; more"></p>',
    ],
    [
      "html",
      '<img alt="IMG_0001.jpg" src="oss://sample/exa|mple.jpg">',
      '<img alt="A &quot;coat&quot; &amp; more" src="oss://sample/example.jpg">',
    ],
    [
      "markdown",
      "![](oss://sample/exa|mple.jpg) and text",
      '![A "coat" & more](oss://sample/example.jpg) and text',
    ],
    [
      "typescriptreact",
      'const a = <img src="/images/he|ro.jpg" />;',
      'const a = <img src="/images/hero.jpg" alt="A &quot;coat&quot; &amp; more" />;',
    ],
  ];
  for (const [index, [language, before, after]] of cases.entries()) {
    it(`is written for ${before.replace("|", "")} in ${language}, and nothing else changes`, async () => {
      const place = await documentWith(language, before, `alt-${index}.txt`);
      const [fix] = await fixesAt(place.document, place.position);
      assert.ok(fix?.command, "the quick fix is offered");
      const { command } = fix;
      const calls = await billableCallsOf(async () => {
        const proposed = await choosing(
          0,
          () => 'A "coat" & more',
          () => vscode.commands.executeCommand(command.command, ...(command.arguments ?? [])),
        );
        assert.ok(proposed.length >= 2 && proposed.length <= 3, `${proposed}`);
        assert.equal(proposed[0], "Outerwear");
      });
      assert.equal(calls, 0, "known labels are used");
      const unescaped = place.document.getText().replaceAll("\\", "");
      assert.equal(unescaped, after);
    });
  }

  it("leaves decorative images alone: no quick fix, only a refactoring", async () => {
    const { document, position } = await documentWith(
      "html",
      '<img src="oss://sample/exa|mple.jpg" alt="">',
      "alt-decorative.txt",
    );
    const kinds = (await fixesAt(document, position)).map(({ kind }) => kind?.value);
    assert.deepEqual(kinds, [vscode.CodeActionKind.RefactorRewrite.value]);
  });

  it("changes nothing when the person changes their mind", async () => {
    const text = '<img src="oss://sample/exa|mple.jpg">';
    const { document, position } = await documentWith("html", text, "alt-cancelled.txt");
    await choosing(
      0,
      () => undefined,
      () =>
        vscode.commands.executeCommand(
          "ossImageLabels.writeAltText",
          document.uri.toString(),
          position.line,
          position.character,
        ),
    );
    assert.equal(document.getText(), text.replace("|", ""));
  });
});
