import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Log } from "../../src/extension/log.ts";
import { remedyActions } from "../../src/extension/panel/panelState.ts";
import { actionOf, noteOccasion, present } from "../../src/extension/present.ts";
import type { AccountNode } from "../../src/extension/tree/nodes.ts";
import { problemNote } from "../../src/extension/tree/notes.ts";
import { type ErrorAction, OssError } from "../../src/oss/error.ts";
import { errorRows, findErrorRow } from "../../src/oss/errorTable.ts";
import { inspection } from "./extension.ts";

const log = { error: () => undefined } as unknown as Log;

function failure(action: ErrorAction, code = "odd"): OssError {
  return new OssError({ code, message: "Odd. Do something.", action });
}

describe("errors and what to do about them", () => {
  const titles: Record<ErrorAction, string | undefined> = {
    showLog: "Show Log",
    editAccount: "Edit Account…",
    addAccount: "Add an Account…",
    openSettings: "Open Settings",
    retry: "Try Again",
    checkSetup: undefined,
    setCustomDomain: "Set Custom Domain…",
    openDocumentation: "Open Walkthrough",
    none: undefined,
  };

  it("have a button for each thing to do, and every button runs a command that there is", async () => {
    const commands = await vscode.commands.getCommands(true);
    const internal = ["workbench.action.openSettings", "workbench.action.openWalkthrough"];
    for (const [action, title] of Object.entries(titles) as [ErrorAction, string][]) {
      const button = actionOf(failure(action), true);
      if (action === "checkSetup") assert.match(button?.title ?? "", /Show Log|Check Setup…/);
      else assert.equal(button?.title, title, action);
      const { command } = button ?? {};
      assert.ok(
        command === undefined || commands.includes(command) || internal.includes(command),
        command,
      );
    }
  });

  it("have one for every row of the table of errors, or say that there is nothing to do", () => {
    for (const { action, code = "odd" } of errorRows) {
      const button = actionOf(failure(action, code), true);
      assert.equal(button === undefined, action === "none", code);
    }
  });

  it("show the log where nothing can be tried again, and for what is no error of ours", () => {
    assert.equal(actionOf(failure("retry"), false)?.title, "Show Log");
    assert.equal(actionOf(new Error("odd"), true)?.title, "Show Log");
  });

  it("lead to the account and the bucket that they came of", () => {
    const edit = failure("editAccount");
    noteOccasion(edit, { account: "Photos" });
    assert.deepEqual(actionOf(edit, false)?.arguments, ["Photos"]);
    const domain = failure("setCustomDomain");
    noteOccasion(domain, { account: "Photos", bucket: "pictures" });
    assert.deepEqual(actionOf(domain, false)?.arguments, ["Photos", "domain", "pictures"]);
  });

  it("lead to the setting that they are about", () => {
    const settings = (code: string) => actionOf(failure("openSettings", code), false)?.arguments;
    assert.deepEqual(settings("proxy-credentials"), ["http.proxy"]);
    assert.deepEqual(settings("no-upload-location"), ["uploadLocation"]);
    assert.deepEqual(settings("wrong-setting"), []);
  });

  it("have their button in the panel, beside the log and another try", async () => {
    const titles = (action: ErrorAction) =>
      remedyActions(failure(action)).map(({ title }) => title);
    assert.deepEqual(titles("editAccount"), ["Edit Account…"]);
    for (const action of ["retry", "showLog", "none"] as const)
      assert.deepEqual(titles(action), []);
    const { panels } = await inspection();
    const [node] = [{ kind: "object", account: "Sample", bucket: "no-such", object: { key: "a" } }];
    await vscode.commands.executeCommand("ossImageLabels.openPanel", node);
    const { lastState: state } = panels;
    assert.equal(state?.kind, "failed");
    assert.deepEqual(
      state.actions?.filter(({ id }) => id === "remedy"),
      remedyActions(failure(findErrorRow({ code: "NoSuchBucket" })?.action ?? "none")),
    );
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("are tried again by a click in the tree", () => {
    const parent: AccountNode = {
      kind: "account",
      setting: { name: "Photos", credentials: { source: "environment" } },
    };
    const { command, text } = problemNote(failure("retry"), parent);
    assert.equal(text, "Odd. Do something.");
    assert.deepEqual(command, {
      title: "Try Again",
      command: "ossImageLabels.refresh",
      arguments: [parent],
    });
    assert.equal(problemNote(failure("none"), parent).command, undefined);
  });

  it("are shown once, and try again what failed", async () => {
    const error = failure("retry");
    let tries = 0;
    const buttons = await pressing("Try Again", async () => {
      present(error, log, () => tries++);
      present(error, log, () => tries++);
    });
    assert.deepEqual(buttons, [["Odd. Do something.", "Try Again"]]);
    assert.equal(tries, 1);
  });
});

/** Presses a button of each error that is shown; returns what was shown. */
async function pressing(button: string, work: () => Promise<unknown>): Promise<unknown[][]> {
  const shown: unknown[][] = [];
  const window = vscode.window as { showErrorMessage: unknown };
  const { showErrorMessage } = vscode.window;
  window.showErrorMessage = async (...words: unknown[]) => {
    shown.push(words);
    return button;
  };
  try {
    await work();
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    window.showErrorMessage = showErrorMessage;
  }
  return shown;
}
