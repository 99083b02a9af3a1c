import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Refusal } from "../../src/errors/refusal.ts";
import type { Log } from "../../src/extension/log.ts";
import { failureOf } from "../../src/extension/panel/panelState.ts";
import { present, remedyButton } from "../../src/extension/present.ts";
import { problemMessage } from "../../src/extension/tree/messageNodes.ts";
import type { AccountNode } from "../../src/extension/tree/nodes.ts";
import type { Message } from "../../src/extension/ui.ts";
import { callRows, explain, type Remedy, wordsFor } from "../../src/messages/explain.ts";
import { ossError } from "../unit/messages/ossError.ts";
import { inspection, standingIn } from "./extension.ts";

const log = { error: () => undefined } as unknown as Log;

describe("errors and what to do about them", () => {
  const remedies: { readonly [Kind in Remedy["kind"]]: Extract<Remedy, { kind: Kind }> } = {
    showLog: { kind: "showLog" },
    editAccount: { kind: "editAccount" },
    addAccount: { kind: "addAccount" },
    openSettings: { kind: "openSettings", setting: "http.proxy" },
    retry: { kind: "retry" },
    checkSetup: { kind: "checkSetup", about: "rights" },
    setCustomDomain: { kind: "setCustomDomain" },
    openWalkthrough: { kind: "openWalkthrough" },
  };

  it("have a button for each thing to do, and every button runs a command that there is", async () => {
    const commands = await vscode.commands.getCommands(true);
    const internal = ["workbench.action.openSettings", "workbench.action.openWalkthrough"];
    for (const remedy of Object.values(remedies)) {
      const { command } = remedyButton(remedy, true) ?? {};
      if (remedy.kind === "retry") assert.equal(command, undefined);
      else assert.ok(command && (commands.includes(command) || internal.includes(command)));
    }
  });

  it("have one for every row of the tables with a remedy, and no other", () => {
    for (const { when, remedy } of callRows) {
      const { remedy: explained } = explain(ossError(when.code ?? "Odd", when));
      assert.equal(remedyButton(explained, true) === undefined, remedy === undefined, when.code);
    }
  });

  it("show the log where nothing can be tried again, and for what is no failure of ours", () => {
    assert.equal(remedyButton({ kind: "retry" }, false)?.title, "Show Log");
    assert.equal(remedyButton(explain(new Error("odd")).remedy, true)?.title, "Show Log");
  });

  it("lead to the account and the bucket that they came of", () => {
    const argumentsOf = (code: string) =>
      remedyButton(explain(ossError(code)).remedy, false)?.arguments;
    assert.deepEqual(argumentsOf("SignatureDoesNotMatch"), ["Photos", "keys"]);
    assert.deepEqual(argumentsOf("PublicEndpointForbidden"), ["Photos", "domain", "photos"]);
    assert.deepEqual(argumentsOf("AccessDenied"), ["Photos", "photos"]);
  });

  it("lead to the setting that they are about", () => {
    const settings = (error: Error) => remedyButton(explain(error).remedy, false)?.arguments;
    assert.deepEqual(settings(ossError("proxy-credentials")), ["@id:http.proxy"]);
    const nowhere = new Refusal("no-upload-location", { reason: "not-set", file: "a.jpg" });
    assert.deepEqual(settings(nowhere), ["@id:ossImageLabels.uploadLocation"]);
    const setting = "ossImageLabels.confirmAbove";
    const wrong = new Refusal("wrong-setting", {
      reason: "value",
      setting,
      value: "-1",
      expected: "a number",
    });
    assert.deepEqual(settings(wrong), [`@id:${setting}`]);
  });

  it("have their button in the panel, beside the log and another try", async () => {
    const titles = (error: unknown) => [failureOf(error).remedy?.title].filter(Boolean);
    assert.deepEqual(titles(ossError("SignatureDoesNotMatch")), ["Edit Account…"]);
    for (const code of ["timed-out", "unreadable-answer", "NoSuchKey"])
      assert.deepEqual(titles(ossError(code)), [], code);
    const { panels } = await inspection();
    const [node] = [{ kind: "object", account: "Sample", bucket: "no-such", object: { key: "a" } }];
    await vscode.commands.executeCommand("ossImageLabels.openPanel", node);
    const { lastState: state } = panels;
    assert.equal(state?.kind, "failed");
    assert.deepEqual(state.remedy, failureOf(ossError("NoSuchBucket")).remedy);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("are tried again by a click in the tree", () => {
    const parent: AccountNode = {
      kind: "account",
      setting: { name: "Photos", credentials: { source: "environment" } },
    };
    const error = ossError("timed-out");
    const { command, text } = problemMessage(error, parent);
    assert.equal(text, wordsFor(error));
    assert.deepEqual(command, {
      title: "Try Again",
      command: "ossImageLabels.refresh",
      arguments: [parent],
    });
    // Also where nothing of the product helps: what is in OSS may have changed.
    assert.equal(problemMessage(ossError("NoSuchKey"), parent).command?.title, "Try Again");
  });

  it("are tried again by a button of their notification", async () => {
    const error = ossError("timed-out");
    let tries = 0;
    const { ui } = await inspection();
    const buttons = await pressing("Try Again", async () =>
      present(error, { ui, log }, () => tries++),
    );
    assert.deepEqual(buttons, [[wordsFor(error), "Try Again"]]);
    assert.equal(tries, 1);
  });

  it("of a detection that its panel shows are told there alone", async () => {
    const [node] = [{ kind: "object", account: "Sample", bucket: "no-such", object: { key: "b" } }];
    const told = await pressing("", async () =>
      vscode.commands.executeCommand("ossImageLabels.detect", node),
    );
    const { panels } = await inspection();
    assert.equal(panels.lastState?.kind, "failed");
    assert.deepEqual(told, []);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

/** Presses a button of each error that is shown; returns what was shown. */
async function pressing(button: string, work: () => Promise<unknown>): Promise<unknown[][]> {
  const shown: unknown[][] = [];
  const tell = async <Button extends string>({ text, buttons = [] }: Message<Button>) => {
    shown.push([text, ...buttons]);
    return buttons.find((one) => one === button);
  };
  await standingIn({ tell }, async () => {
    await work();
    await new Promise((resolve) => setImmediate(resolve));
  });
  return shown;
}
