import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Message } from "../../src/extension/ui.ts";
import {
  billableCallsOf,
  detect,
  standingIn,
  until,
  withSetting,
  workspaceFile,
} from "./extension.ts";

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
  return actions.filter(({ title }) => title.startsWith("Write alt text from labels"));
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

  it("says in its title what it costs, and nothing where the labels are known", async () => {
    const titleOf = async (image: string, name: string) => {
      const { document, position } = await documentWith("html", `<img src="${image}|">`, name);
      return (await fixesAt(document, position))[0]?.title;
    };
    assert.equal(
      await titleOf("oss://sample/example.jpg", "alt-price-1.txt"),
      "Write alt text from labels…",
    );
    const cat = await vscode.workspace.fs.readFile(workspaceFile("src/assets/cat.png"));
    const unknown = workspaceFile("alt-unknown.png");
    await vscode.workspace.fs.writeFile(unknown, Buffer.concat([cat, Buffer.from("unknown")]));
    assert.equal(
      await titleOf("alt-unknown.png", "alt-price-2.txt"),
      "Write alt text from labels… (uploads a copy, sample account, nothing is billed)",
    );
    await vscode.workspace.fs.delete(unknown);
  });

  it("is written at every reference of the image that has none, with one detection", async () => {
    const files: [name: string, text: string, after: string][] = [
      [
        "alt-all-1.html",
        '<img src="oss://sample/travel/beach.jpg">\n<img src="oss://sample/travel/beach.jpg" alt="">\n',
        '<img src="oss://sample/travel/beach.jpg" alt="A desk">\n<img src="oss://sample/travel/beach.jpg" alt="">\n',
      ],
      [
        "alt-all-2.md",
        "![](oss://sample/travel/beach.jpg) ![mine](oss://sample/travel/beach.jpg)\n",
        "![A desk](oss://sample/travel/beach.jpg) ![mine](oss://sample/travel/beach.jpg)\n",
      ],
      [
        "alt-all-3.vue",
        '<template><img src="oss://sample/travel/beach.jpg" alt="beach.jpg"></template>\n',
        '<template><img src="oss://sample/travel/beach.jpg" alt="A desk"></template>\n',
      ],
      [
        "alt-all-4.html",
        '<img src="oss://sample/example.jpg">\n',
        '<img src="oss://sample/example.jpg">\n',
      ],
    ];
    for (const [name, text] of files) {
      await vscode.workspace.fs.writeFile(workspaceFile(name), Buffer.from(text));
    }
    const asked: string[] = [];
    const person = {
      pick: async <Row extends vscode.QuickPickItem>(rows: readonly Row[]) => rows[0],
      ask: async () => "A desk",
      tell: async <Button extends string>({ text, buttons = [] }: Message<Button>) => {
        asked.push(text);
        return buttons[0];
      },
    };
    const first = workspaceFile("alt-all-1.html").toString();
    const calls = await billableCallsOf(() =>
      standingIn(person, () =>
        vscode.commands.executeCommand("ossImageLabels.writeAltTextEverywhere", first, 0, 12),
      ),
    );
    assert.ok(calls <= 1, `${calls} calls`);
    assert.deepEqual(asked, ["Write this alternative text at 3 places in 3 files?"]);
    for (const [name, , after] of files) {
      const document = await vscode.workspace.openTextDocument(workspaceFile(name));
      assert.equal(document.getText(), after, name);
      await document.save();
      await vscode.workspace.fs.delete(workspaceFile(name));
    }
  });

  it("is missed in the whole workspace where the setting says so, and followed as one types", async () => {
    const file = workspaceFile("alt-check.vue");
    await vscode.workspace.fs.writeFile(
      file,
      Buffer.from('<template>\n  <img src="a.png">\n  <img src="b.png" alt="">\n</template>\n'),
    );
    const problems = () =>
      vscode.languages.getDiagnostics(file).filter(({ source }) => source === "OSS Image Labels");
    assert.deepEqual(problems(), []);
    const calls = await billableCallsOf(() =>
      withSetting("altText.check", true, async () => {
        await until("the problem", () => problems().length === 1);
        assert.equal(problems()[0]?.message, "This image has no alternative text.");
        assert.equal(problems()[0]?.range.start.line, 1);
        const document = await vscode.workspace.openTextDocument(file);
        const edit = new vscode.WorkspaceEdit();
        edit.insert(
          file,
          document.positionAt(document.getText().indexOf('src="a.png')),
          'alt="A lake" ',
        );
        assert.ok(await vscode.workspace.applyEdit(edit));
        await until("the problem to go", () => problems().length === 0);
        await document.save();
      }),
    );
    assert.equal(calls, 0);
    await vscode.workspace.fs.delete(file);
  });
});
