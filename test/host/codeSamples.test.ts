import assert from "node:assert/strict";
import * as vscode from "vscode";
import { type CodeLanguage, codeSample } from "../../src/codeSamples/codeSample.ts";
import type { SampleParameters } from "../../src/codeSamples/sampleParameters.ts";
import type { Message } from "../../src/extension/ui.ts";
import {
  billableCallsOf,
  detect,
  inspection,
  standingIn,
  until,
  workspaceFile,
} from "./extension.ts";

const example = "oss://sample/example.jpg";
/** What is said while `work` goes on; a button named `press` is pressed. */
async function saying(press: string | undefined, work: () => PromiseLike<unknown>) {
  const said: string[] = [];
  const tell = async <Button extends string>({ text, buttons = [] }: Message<Button>) => {
    said.push(text);
    return buttons.find((button) => button === press);
  };
  await standingIn({ tell }, work);
  return said.join("\n");
}

/** Chooses the language of that title; returns the titles there were. */
async function choosing(title: string, work: () => PromiseLike<unknown>): Promise<string[]> {
  let offered: string[] = [];
  const pick = async <Row extends vscode.QuickPickItem>(rows: readonly Row[]) => {
    offered = rows.map(({ label }) => label);
    return rows.find(({ label }) => label === title);
  };
  await standingIn({ pick }, work);
  return offered;
}

/** What is on the clipboard afterwards, or would be. */
async function copying(work: () => PromiseLike<unknown>): Promise<string> {
  const { clipboard } = vscode.env;
  await clipboard.writeText("");
  await work();
  return clipboard.readText();
}

const copyAsCode = (target: unknown, request?: object) =>
  vscode.commands.executeCommand("ossImageLabels.copyAsCode", target, request);

async function exampleParameters(threshold: number): Promise<SampleParameters> {
  const { sample } = await inspection();
  const { endpoint, region, addressing } = await sample.open("Sample");
  return { bucket: "sample", key: "example.jpg", threshold, endpoint, region, addressing };
}

/** An editor on a new document; `|` is the cursor. */
async function editorOn(language: string, marked: string): Promise<vscode.TextEditor> {
  const content = marked.replace("|", "");
  const document = await vscode.workspace.openTextDocument({ language, content });
  const editor = await vscode.window.showTextDocument(document);
  const cursor = document.positionAt(marked.indexOf("|"));
  editor.selection = new vscode.Selection(cursor, cursor);
  return editor;
}

describe("copy as code", () => {
  it("offers every language and costs nothing", async () => {
    let text = "";
    const calls = await billableCallsOf(async () => {
      const titles = await choosing("Python", async () => {
        text = await copying(() => saying(undefined, () => copyAsCode(example)));
      });
      const all = ["Java", "Python", "Go", "PHP", "JavaScript", "ossutil", "curl"];
      assert.deepEqual(titles, all);
    });
    assert.equal(text, codeSample("python", await exampleParameters(0.7)).text);
    assert.equal(calls, 0);
  });

  it("copies nothing when no language is chosen", async () => {
    await choosing("none of these", async () => {
      assert.equal(await copying(() => copyAsCode(example)), "");
    });
  });

  it("takes language and threshold from its caller, and an image of the tree", async () => {
    const { tree } = await inspection();
    const [account] = await tree.getChildren();
    const [bucket] = await tree.getChildren(account);
    const objects = await tree.getChildren(bucket);
    const node = objects.find(
      (child) => child.kind === "object" && child.object.key === "example.jpg",
    );
    assert.ok(node);
    for (const target of [example, vscode.Uri.parse(example), node]) {
      const text = await copying(() =>
        saying(undefined, () => copyAsCode(target, { language: "go", threshold: 0.25 })),
      );
      assert.equal(text, codeSample("go", await exampleParameters(0.25)).text);
    }
  });

  it("copies a file of a mapped folder as its object", async () => {
    const file = workspaceFile("public/images/hero.jpg");
    const text = await copying(() =>
      saying(undefined, () => copyAsCode(file, { language: "java" })),
    );
    assert.match(text, /new GetObjectRequest\("sample", "site\/images\/hero\.jpg"\)/);
  });

  it("says what to do about a file that is in no bucket", async () => {
    const file = workspaceFile("docs/noodles.png");
    const said = await saying(undefined, () => copyAsCode(file, { language: "java" }));
    assert.match(
      said,
      /^As far as this workspace says, docs\/noodles\.png is not in OSS.* ossImageLabels\.pathMappings\.$/,
    );
  });

  it("gives a terminal the sample account's keys, and shows them nowhere", async () => {
    const before = vscode.window.terminals.length;
    const button = "Open Terminal with These Keys";
    const said = await saying(button, () => copyAsCode(example, { language: "php" }));
    assert.match(said, /^Copied as PHP\. The sample account bills nothing/);
    await until("the terminal", () => vscode.window.terminals.length > before);
    const terminal = vscode.window.terminals.at(-1);
    assert.ok(terminal);
    const { env } = terminal.creationOptions as vscode.TerminalOptions;
    const { sample } = await inspection();
    const keys = await (await sample.open("Sample")).credentials();
    assert.equal(env?.["OSS_ACCESS_KEY_SECRET"], keys.accessKeySecret);
    assert.ok(!said.includes(keys.accessKeySecret));
    terminal.dispose();
  });

  describe("with curl", () => {
    let text: string;
    let said: string;
    before(async () => {
      text = await copying(async () => {
        said = await saying(undefined, () => copyAsCode(example, { language: "curl" }));
      });
    });
    const url = () => /'(http[^']*)'/.exec(text)?.[1] ?? "";
    const signature = () => new URL(url()).searchParams.get("x-oss-signature") ?? "";

    it("copies a URL that detects, one call a run", async () => {
      let labels = "";
      const calls = await billableCallsOf(async () => {
        labels = await (await fetch(url())).text();
      });
      assert.match(labels, /Outerwear/);
      assert.equal(calls, 1);
    });

    it("says how long it works", () => {
      assert.equal(new URL(url()).searchParams.get("x-oss-expires"), "900");
      assert.match(said, /^Copied as curl\. It is a secret: for 15 minutes, until \d\d?:\d\d/);
    });

    it("keeps it out of messages, log and panel", async () => {
      await detect(example, { show: true });
      const { folders, panels } = await inspection();
      assert.match(signature(), /^[0-9a-f]{64}$/);
      const shown = [said, JSON.stringify(panels.lastState, (_, value) => value ?? null)];
      const logs = await vscode.workspace.fs.readDirectory(folders.logs).then(
        (entries) => entries.map(([name]) => name),
        () => [],
      );
      for (const name of logs.filter((file) => file.endsWith(".log"))) {
        const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folders.logs, name));
        shown.push(new TextDecoder().decode(bytes));
      }
      assert.ok(shown.length > 2, "there is a log");
      for (const place of shown) assert.ok(!place.includes(signature()));
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    });
  });
});

describe("the panel's button for code", () => {
  it("is there for an object", async () => {
    const { panels } = await inspection();
    await detect(example, { show: true });
    const ids = panels.lastState?.actions?.map(({ id }) => id);
    assert.ok(ids?.includes("copyAsCode"));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("is not there for a picture of this side", async () => {
    const { panels } = await inspection();
    const file = workspaceFile("docs/noodles.png");
    await vscode.commands.executeCommand("ossImageLabels.openPanel", file);
    assert.match(panels.lastState?.object.uri ?? "", /noodles\.png$/);
    assert.deepEqual(panels.lastState?.actions, []);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

describe("insert as code", () => {
  const insertAsCode = (request?: object) =>
    saying(undefined, () =>
      vscode.commands.executeCommand("ossImageLabels.insertAsCode", example, request),
    );
  const threshold = 0.7;
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    // The next untitled file would be given the name, and the text, of one that is still closing.
    await until("the files of the last test to be closed", () =>
      vscode.workspace.textDocuments.every(({ isUntitled }) => !isUntitled),
    );
  });

  const inTheirOwn: readonly (readonly [string, Exclude<CodeLanguage, "curl">])[] = [
    ["java", "java"],
    ["python", "python"],
    ["go", "go"],
    ["php", "php"],
    ["javascript", "javascript"],
    ["typescript", "javascript"],
  ];
  for (const [languageId, language] of inTheirOwn) {
    it(`writes a program into an empty file of ${languageId}`, async () => {
      const { document } = await editorOn(languageId, "|");
      assert.match(await insertAsCode(), /^Inserted as /);
      assert.equal(
        document.getText(),
        codeSample(language, await exampleParameters(threshold)).text,
      );
    });
  }

  it("writes statements below the line of the cursor, as far in", async () => {
    const { document } = await editorOn(
      "python",
      `def labels():\n    key = "${example}|"\n    pass\n`,
    );
    await insertAsCode();
    const parameters = await exampleParameters(threshold);
    const { text } = codeSample("python", parameters, { form: "fragment" });
    const inner = text.trimEnd().replace(/^(?=.)/gm, "    ");
    const expected = `def labels():\n    key = "${example}"\n${inner}\n    pass\n`;
    assert.equal(document.getText(), expected);
  });

  it("asks which command a shell script takes, and which language an unknown file", async () => {
    const { document } = await editorOn("shellscript", "#!/bin/sh\n|");
    assert.deepEqual(await choosing("ossutil", () => insertAsCode()), ["ossutil", "curl"]);
    assert.match(document.getText(), /^#!\/bin\/sh\nossutil presign oss:\/\/sample\/example\.jpg /);
    await editorOn("plaintext", "|");
    assert.equal((await choosing("Java", () => insertAsCode())).length, 7);
  });

  it("says what to do without an editor", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    assert.match(await insertAsCode(), /^There is no editor to insert into\. Open a file/);
  });
});
