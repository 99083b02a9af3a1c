import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Ui } from "../../src/extension/ui.ts";
import { answering, billableCallsOf, detect, inspection, standingIn, until } from "./extension.ts";

const uri = "oss://sample/example.jpg";
const object = { account: "Sample", bucket: "sample", key: "example.jpg" };
const run = (id: string, ...given: unknown[]) =>
  vscode.commands.executeCommand(`ossImageLabels.${id}`, ...given);

describe("corrections of labels", () => {
  let names: string[];
  before(async () => {
    names = (await detect(uri)).labels.map(({ name }) => name);
    assert.ok(names.length > 1);
  });
  after(async () => {
    const { corrections } = await inspection();
    await corrections.restore(object, { hidden: [], added: [] });
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  const shown = async () => {
    const { panels } = await inspection();
    const state = panels.lastState;
    return state?.kind === "detected" ? state.answer.corrections : undefined;
  };

  it("hide a label by command: panel, search and tooltip say so, the answer does not", async () => {
    const pickMany: Ui["pickMany"] = async (rows) => rows.slice(0, 1);
    await billableCallsOf(async () => {
      await answering(undefined, () => standingIn({ pickMany }, () => run("hideLabel", uri)));
    }).then((calls) => assert.equal(calls, 0));
    const [hidden = ""] = (await (await inspection()).corrections.of(object)).hidden;
    assert.ok(names.includes(hidden));
    await until("the panel to know", async () => (await shown())?.hidden.includes(hidden));
    const { labels } = await detect(uri, { show: false });
    assert.ok(
      labels.some(({ name }) => name === hidden),
      "the answer stays as it came",
    );
  });

  it("are of the panel in front when the palette gives no image", async () => {
    const { panels, corrections } = await inspection();
    await corrections.restore(object, { hidden: [], added: [] });
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const asked: string[] = [];
    const ask: Ui["ask"] = async ({ title }) => {
      asked.push(title);
      return undefined;
    };
    const pickMany: Ui["pickMany"] = async (rows) => rows.slice(0, 1);
    const hide = () =>
      answering(undefined, () => standingIn({ ask, pickMany }, () => run("hideLabel")));
    await hide();
    assert.equal(asked.length, 1, "nothing is in front, so it is asked for");
    await run("openPanel", uri);
    await until("the panel", async () => panels.inFront?.key === object.key);
    await hide();
    assert.equal(asked.length, 1);
    assert.equal((await corrections.of(object)).hidden.length, 1);
    await standingIn({ ask }, () => run("openPanel"));
    assert.equal(asked.length, 2, "what opens labels is for another image");
    await corrections.restore(object, { hidden: [], added: [] });
  });

  it("are undone from the message", async () => {
    const pickMany: Ui["pickMany"] = async (rows) => rows.slice(0, 1);
    const { corrections } = await inspection();
    await corrections.restore(object, { hidden: [], added: ["By hand"] });
    await answering("Undo", () => standingIn({ pickMany }, () => run("hideLabel", uri)));
    await until("the undo", async () => {
      const { hidden, added } = await corrections.of(object);
      return hidden.length === 0 && added.length === 1;
    });
    await until("the panel to know", async () => (await shown())?.added[0] === "By hand");
  });
});
