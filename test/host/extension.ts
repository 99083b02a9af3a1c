/** The extension under test, as the suite reaches it. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Assembly } from "../../src/extension/assembly.ts";
import type { Inspection } from "../../src/extension/main.ts";
import type { Message, Ui } from "../../src/extension/ui.ts";
import type { Detection } from "../../src/labels/detection.ts";
import { parseQuery } from "../../src/query/parse.ts";

/** Activates the extension and returns what it is made of. */
export async function inspection(): Promise<Assembly> {
  const extension = vscode.extensions.getExtension<Inspection>("oss-image-labels.oss-image-labels");
  assert.ok(extension, "the extension is installed");
  return (await extension.activate()).assembly();
}

export function detect(target: unknown, options?: object): Thenable<Detection> {
  return vscode.commands.executeCommand("ossImageLabels.detect", target, options ?? {});
}

/** Billable calls that `work` made on the sample account. */
export async function billableCallsOf(work: () => PromiseLike<unknown>): Promise<number> {
  const { sample } = await inspection();
  const before = await sample.billableCalls();
  await work();
  return (await sample.billableCalls()) - before;
}

/** Takes everything out of the label index: what other suites of the window detected is not this suite's. */
export async function emptyIndex(): Promise<void> {
  const { labels } = await inspection();
  await labels.forget({ kind: "query", query: parseQuery("") });
}

/** A file of the workspace that the suite runs in. */
export function workspaceFile(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "a workspace is open");
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Sets a setting for the time of `work`. */
export async function withSetting(
  name: string,
  value: unknown,
  work: () => PromiseLike<unknown>,
): Promise<void> {
  const settings = () => vscode.workspace.getConfiguration("ossImageLabels");
  const before = settings().inspect(name)?.workspaceValue;
  const set = (to: unknown) => settings().update(name, to, vscode.ConfigurationTarget.Workspace);
  await set(value);
  try {
    await work();
  } finally {
    await set(before);
  }
}

/** Stands in for the person while `work` runs: what is given here answers in place of VS Code's window. */
export async function standingIn<T>(person: Partial<Ui>, work: () => PromiseLike<T>): Promise<T> {
  const { ui } = await inspection();
  const real = { ...ui };
  Object.assign(ui, person);
  try {
    return await work();
  } finally {
    Object.assign(ui, real);
  }
}

/** Answers all but errors in the person's place; returns what was asked. */
export async function answering(
  answer: string | undefined,
  work: () => PromiseLike<unknown>,
): Promise<string[]> {
  const asked: string[] = [];
  const { ui } = await inspection();
  const { tell } = ui;
  const answerAll = async (message: Message) => {
    if (message.severity === "error") return tell(message);
    asked.push(message.text);
    return answer;
  };
  await standingIn({ tell: answerAll as Ui["tell"] }, work);
  return asked;
}

/** Resolves when `condition` holds; rejects with `what` when it does not within ten seconds. */
export async function until(what: string, condition: () => unknown): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
