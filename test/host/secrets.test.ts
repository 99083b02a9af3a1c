import assert from "node:assert/strict";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { inspect } from "node:util";
import * as vscode from "vscode";
import { copyText } from "../../src/extension/panel/panelState.ts";
import type { SetupRow } from "../../src/extension/setup/setupRows.ts";
import type { TreeNode } from "../../src/extension/tree/nodes.ts";
import type { Ui } from "../../src/extension/ui.ts";
import { LabelIndex } from "../../src/labelIndex/labelIndex.ts";
import { accounts, below, run, setAccounts } from "./accountsScene.ts";
import { chooseRow } from "./chooseRow.ts";
import { detect, inspection, standingIn, until } from "./extension.ts";
import { closeEditors, imageNode } from "./faultsScene.ts";
import { overhearing } from "./overheard.ts";
import { addTypedAccount, removeAccount } from "./ownAccount.ts";
import {
  buckets,
  canary,
  openSecretsScene,
  plantedKeys,
  type SecretsScene,
} from "./secretsScene.ts";

const typed = "Typed";

describe("secrets", function () {
  this.timeout(60_000);
  let scene: SecretsScene;
  let usual: Record<string, unknown>[];
  /** Everything that was told in any way, by where. */
  const told: [where: string, what: string][] = [];
  const tell = (where: string, what: unknown) => {
    const text = typeof what === "string" ? what : inspect(what, { depth: 8, showHidden: true });
    told.push([where, text]);
  };

  before(async () => {
    scene = await openSecretsScene();
    usual = accounts();
    await setAccounts([...usual, ...scene.accounts]);
    await addTypedAccount(typed, scene.service.origin, plantedKeys(typed));
  });
  after(async () => {
    await removeAccount(typed);
    await setAccounts(usual);
    await closeEditors();
    await scene.close();
  });

  /** Fails at the first place where a secret is told. */
  function assertNothingTold(): void {
    for (const [where, what] of told) {
      const found = canary.exec(what);
      assert.ok(
        !found,
        `${where}: …${what.slice(Math.max(0, (found?.index ?? 0) - 200), (found?.index ?? 0) + 80)}…`,
      );
      for (const signature of scene.signatures) assert.ok(!what.includes(signature), where);
    }
  }

  it("are not told by any account, whatever its keys come from and its service answers", async () => {
    const names = [...scene.accounts.map(({ name }) => String(name)), typed];
    for (const name of names) {
      const overheard = await overhearing(async () => {
        for (const [where, what] of await tellings(name, name === typed ? buckets : ["xml"])) {
          tell(`${name}, ${where}`, what);
        }
      });
      tell(`${name}, notifications`, overheard);
    }
    const ids = ["Environment", "OssutilOne", "OssutilTwo", "Cli", "Uri", typed];
    // Whether the service answers at all is asked without a signature.
    scene.ids.delete("");
    assert.deepEqual([...scene.ids].sort(), ids.map((id) => plantedKeys(id).accessKeyId).sort());
    assert.ok(scene.signatures.size > 10);
    for (const where of ["rows", "xml panel", "json detect", "good known", "checklist"]) {
      const what = told.find(([name]) => name === `${typed}, ${where}`)?.[1] ?? "";
      assert.match(what, /ECHO|Odd/, `${where} repeats what the service says`);
    }
    assertNothingTold();
  });

  it("are not in hovers, links and lenses of documents that hold presigned URLs", async () => {
    const signed =
      "x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-credential=LTAIx%2F20250101%2Fcn-hangzhou%2Foss%2Faliyun_v4_request&x-oss-date=20250101T000000Z&x-oss-expires=900&x-oss-security-token=canaryToken&x-oss-signature=canarySignature";
    const old = "OSSAccessKeyId=LTAIx&Expires=1&Signature=canarySignature";
    const urls = [
      `https://good.oss-cn-hangzhou.aliyuncs.com/a.jpg?${signed}`,
      `https://good.oss-cn-hangzhou.aliyuncs.com/a.jpg?${old}`,
      `https://cdn.stranger.test/a.jpg?${signed}`,
      `${scene.service.origin}/good/a.jpg?${signed}`,
      `https://person:canaryPassword@good.oss-cn-hangzhou.aliyuncs.com/a.jpg?${old}`,
      `httpx://good/a.jpg?${signed}`,
    ];
    const content = urls.map((url) => `picture = "${url}"`).join("\n");
    const document = await vscode.workspace.openTextDocument({ language: "python", content });
    let hovers = 0;
    const overheard = await overhearing(async () => {
      for (const [line, url] of urls.entries()) {
        const found = await vscode.commands.executeCommand<vscode.Hover[]>(
          "vscode.executeHoverProvider",
          document.uri,
          new vscode.Position(line, 60),
        );
        const contents = found.flatMap((hover) => hover.contents as vscode.MarkdownString[]);
        // VS Code's own hover over a link shows where it leads.
        const ours = contents.filter(({ value }) => value.startsWith("`"));
        hovers += ours.length;
        tell(`hover ${line}`, ours);
        for (const target of [url, vscode.Uri.parse(url)]) {
          const result = detect(target, { show: false });
          tell(`detect ${line}`, await result.then((detection) => detection, textOfError));
        }
        await run("openPanel", url);
        tell(`panel ${line}`, (await inspection()).panels.lastState);
        await run("detectReference", url);
        tell(`tool ${line}`, await toolText({ image: url }));
      }
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        "vscode.executeLinkProvider",
        document.uri,
      );
      tell(
        "links",
        links.filter(({ target }) => target?.scheme === "command"),
      );
    }, chooseTyped);
    tell("notifications", overheard);
    assert.ok(told.some(([where, what]) => where === "detect 0" && /Cat ECHO/.test(what)));
    assert.ok(hovers >= 3, `${hovers} hovers`);
    assertNothingTold();
  });

  it("are not in runs, nor in what is searched and exported of what they found", async () => {
    const { folders, runsView, searches } = await inspection();
    const signed = "https://cdn.stranger.test/a.jpg?x-oss-signature=canarySignature";
    const images = [...buckets.map((bucket) => `oss://${bucket}/a.jpg`), signed];
    const options = { account: typed, refresh: true, maxCalls: 50 };
    const overheard = await overhearing(
      async () => {
        tell("run of nothing", await run("detectMany", [signed], options).then(same, textOfError));
        tell("wrong scope", await run("detectMany", { prefix: signed }).then(same, textOfError));
        tell("run", await run("detectMany", images, options));
        await run("showResults");
      },
      (_, offered) => offered.find((label) => label === "Show Results"),
    );
    tell("results", overheard);
    const nodes = await runsView.getChildren();
    for (const node of nodes) {
      const outcomes = await runsView.getChildren(node);
      const below = await Promise.all(outcomes.map((outcome) => runsView.getChildren(outcome)));
      tell(
        "runs",
        [node, ...outcomes, ...below.flat()].map((one) => runsView.getTreeItem(one)),
      );
    }
    const query = `account:${typed}`;
    tell("search", await run("search", query));
    await run("openSearch", query);
    await until("the search", () => searches.view?.state.facets);
    tell("search view", searches.view?.state);
    await run("showStatistics", { query });
    tell("statistics", vscode.window.activeTextEditor?.document.getText());
    const exported = path.join(folders.storage.fsPath, "exported");
    try {
      for (const format of ["ndjson", "json", "csv", "metadata-jsonl", "xmp"]) {
        const file = vscode.Uri.file(path.join(exported, format));
        tell(format, await run("export", query, file, { format }));
        tell(
          `wrong file of ${format}`,
          await run("export", query, signed, { format }).then(same, textOfError),
        );
      }
      tell("exports", await textOfFolder(exported));
    } finally {
      await rm(exported, { recursive: true, force: true });
    }
    await closeEditors();
    for (const where of ["run", "search", "search view", "exports", "results"]) {
      const what = told.filter(([name]) => name === where).map(([, text]) => text);
      assert.match(what.join(), /ECHO|Odd/, `${where} repeats what the service says`);
    }
    assertNothingTold();
  });

  it("are not on the clipboard, nor in what is kept or logged", async () => {
    const { folders, memory } = await inspection();
    const index = LabelIndex.open(path.join(folders.storage.fsPath, "labels.sqlite"), {
      program: path.join(folders.extension.fsPath, "dist", "labelIndexWorker.cjs"),
    });
    const answer = await index.latest({ account: typed, bucket: "good", key: "a.jpg" });
    await index.close();
    assert.ok(answer, "the answer that repeats it all is kept");
    assert.match(answer.raw, /ECHO/);
    const image = { uri: "oss://good/a.jpg", object: answer.object };
    const labels = { stored: answer, fromCache: true };
    for (const format of ["json", "csv", "markdown", "raw", "requestId", "uri"] as const) {
      const text = copyText(format, { image, labels }, 0);
      assert.ok(text, format);
      tell(`copied as ${format}`, text);
    }
    tell(
      "memory",
      memory.keys().map((key) => [key, memory.get(key)]),
    );
    const logs = path.dirname(folders.logs.fsPath);
    await until("the log", async () => /ECHO/.test(await textOfFolder(logs)));
    tell("logs", await textOfFolder(logs));
    const userData = path.join(folders.storage.fsPath, "..", "..", "..");
    const kept = await textOfFolder(userData);
    assert.match(kept, /ECHO/, "the index is looked at");
    tell("kept", kept);
    assertNothingTold();
  });

  it("are not repeated where the accounts' setting is written wrongly", async () => {
    const settings = accounts();
    try {
      for (const wrong of [
        { name: "Photos", accessKeySecret: "canarySecret" },
        "canarySecret",
        [{ accessKeySecret: "canarySecret", credentials: "canarySecret" }],
        [{ name: "Photos", credentials: { source: "canarySecret" } }],
      ]) {
        await setAccounts(wrong as never);
        const { tree } = await inspection();
        const roots = await tree.getChildren();
        assert.ok(roots.some(({ kind }) => kind === "note"));
        tell("roots", await Promise.all(roots.map((node) => tree.getTreeItem(node))));
        const overheard = await overhearing(() => run("detectReference", "oss://photos/a.jpg"));
        tell("notifications", overheard);
      }
    } finally {
      await setAccounts(settings);
    }
    assertNothingTold();
  });

  it("that stand in the settings are pointed out, without being told", async () => {
    const { tree } = await inspection();
    const notes = (await tree.getChildren()).flatMap((node) =>
      node.kind === "note" ? node.text : [],
    );
    assert.equal(notes.length, 1);
    assert.match(notes[0] ?? "", /"Settings" has a key in the settings.*Edit Account/);
  });
});

function same<T>(result: T): T {
  return result;
}

/** Where several accounts could be meant. */
function chooseTyped(_: string, offered: readonly string[]): string | undefined {
  return offered.find((label) => label === typed);
}

/** Whatever an account leads to: rows, tooltips, panels, errors, hovers, results, the checklist, copies. */
async function tellings(name: string, wanted: readonly string[]): Promise<[string, unknown][]> {
  const { tree, panels } = await inspection();
  const told: [string, unknown][] = [];
  await vscode.env.clipboard.writeText("");
  for (const node of await below(name)) told.push(["rows", await rowOf(node)]);
  for (const bucket of wanted) {
    const node = imageNode(name, bucket, "a.jpg") as TreeNode;
    for (const entry of await tree.getChildren(tree.folder(name, bucket, ""))) {
      told.push([`${bucket} row`, await rowOf(entry)]);
    }
    told.push([`${bucket} row`, await rowOf(node)]);
    for (const show of [true, false]) {
      const detection = detect(node, { show, refresh: true });
      told.push([`${bucket} detect`, await detection.then((result) => result, textOfError)]);
      told.push([`${bucket} panel`, panels.lastState]);
    }
    await run("openPanel", node);
    told.push([`${bucket} known`, panels.lastState]);
    await run("detect", node, [node]);
    await run("copyUri", node);
    told.push([`${bucket} URI`, await vscode.env.clipboard.readText()]);
    await run("copyAsCode", node, { language: "python" });
    told.push([`${bucket} code`, await vscode.env.clipboard.readText()]);
    await closeEditors();
  }
  told.push(["checklist", await checklist(name)]);
  return told;
}

async function rowOf(node: TreeNode): Promise<unknown> {
  const { tree } = await inspection();
  const item = await tree.getTreeItem(node);
  const { label, description, tooltip } = await tree.resolveTreeItem(item, node);
  const command = "command" in node ? node.command : undefined;
  return { label, description, tooltip, title: command?.title };
}

async function inFull(pick: vscode.QuickPick<SetupRow>): Promise<unknown> {
  for (const { choice, label } of pick.items) {
    if (choice?.kind !== "fold") continue;
    const before = pick.items.length;
    await chooseRow(pick, label);
    await until("the rows beneath it", () => pick.items.length > before);
  }
  const clipboard = await vscode.env.clipboard.readText();
  await chooseRow(pick, "Copy Report");
  await until("the report", () => /clipboard/.test(pick.placeholder ?? ""));
  const report = await vscode.env.clipboard.readText();
  await vscode.env.clipboard.writeText(clipboard);
  const rows = pick.items.map(({ label, description, detail }) => [label, description, detail]);
  return { rows, report };
}

/** Rows of the checklist, and the report that it puts on the clipboard. */
async function checklist(account: string): Promise<unknown> {
  const { ui } = await inspection();
  const { createQuickPick } = ui;
  let pick: vscode.QuickPick<SetupRow> | undefined;
  const create = () => {
    pick = createQuickPick<SetupRow>();
    return pick;
  };
  return standingIn({ createQuickPick: create as unknown as Ui["createQuickPick"] }, async () => {
    const done = run("checkSetup", account);
    await until("the end of the checks", () => pick && !pick.busy && pick.items.length > 0);
    const shown = await inFull(pick as vscode.QuickPick<SetupRow>);
    pick?.hide();
    await done;
    return shown;
  });
}

async function toolText(input: object): Promise<unknown> {
  const invoked = vscode.lm.invokeTool("ossImageLabels_detect", {
    input,
    toolInvocationToken: undefined,
  });
  return invoked.then(({ content }) => content, textOfError);
}

/** All that an error can show to whoever logs it, with its causes. */
function textOfError(error: unknown): string {
  return inspect(error, { depth: 8, showHidden: true });
}

/**
 * The name and the text of every file in a folder and below, but for the settings, VS Code's copies of them and its backups of open
 * documents: keys were planted there.
 */
async function textOfFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && !/[\\/]Backups(?:[\\/]|$)/.test(entry.parentPath),
  );
  const texts = await Promise.all(
    files.map((file) => readFile(path.join(file.parentPath, file.name), "latin1").catch(() => "")),
  );
  const names = files.map((file) => path.relative(folder, path.join(file.parentPath, file.name)));
  return [...names, ...texts.filter((text) => !text.includes("ossImageLabels.accounts"))].join(
    "\n",
  );
}
