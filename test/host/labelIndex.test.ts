import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import * as vscode from "vscode";
import { billableCallsOf, detect, emptyIndex, inspection, standingIn, until } from "./extension.ts";
import { overhearing } from "./overheard.ts";

const inspect = () => vscode.commands.executeCommand("ossImageLabels.inspectIndex");

/** Whether a detection would ask the service. */
const isKnown = async (key: string) =>
  (await billableCallsOf(() => detect(`oss://sample/${key}`, { show: false }))) === 0;

describe("the label index, as a person inspects it", () => {
  const keys = ["example.jpg", "animals/goldfish.png"];

  before(async function () {
    this.timeout(20_000);
    await emptyIndex();
    for (const key of keys) await detect(`oss://sample/${key}`, { show: false });
  });

  it("tells what is kept of which bucket, and where", async () => {
    const { offered } = await overhearing(inspect);
    const [rows = []] = offered;
    const bucket = rows.find(({ label }) => label.includes("oss://sample"));
    assert.match(bucket?.description ?? "", /^\d+ images, \d+ detections$/);
    assert.match(rows.at(-1)?.label ?? "", /Switch the Index On or Off/);
  });

  it("forgets below a prefix once that is agreed to, and takes it back", async () => {
    const wanted = /oss:\/\/sample$|below a Prefix|^Forget Labels$|^Undo$/;
    const { said } = await overhearing(
      () => standingIn({ ask: async () => "animals/" }, inspect),
      (_, offered) => offered.find((one) => wanted.test(one)),
    );
    assert.ok(
      said.some((text) =>
        /^Forget what is known of \d+ images? of oss:\/\/sample\/animals\/\?/.test(text),
      ),
      said.join("\n"),
    );
    assert.ok(
      said.some((text) =>
        /^Forgot the labels of \d+ images? of oss:\/\/sample\/animals\/\. "Undo"$/.test(text),
      ),
      said.join("\n"),
    );
    await until("the labels to be back", () => isKnown("animals/goldfish.png"));
  });

  it("is not written to while it is switched off, and knows everything when it is on again", async () => {
    const { folders } = await inspection();
    const settings = () => vscode.workspace.getConfiguration("ossImageLabels");
    const set = (isOn: boolean | undefined) =>
      settings().update("labelIndex.enabled", isOn, vscode.ConfigurationTarget.Global);
    const contents = async () => {
      const names = (await readdir(folders.storage.fsPath)).filter((name) =>
        name.startsWith("labels.sqlite"),
      );
      const files = names
        .filter((name) => !name.endsWith("-shm"))
        .map((name) => readFile(`${folders.storage.fsPath}/${name}`, "latin1"));
      return (await Promise.all(files)).join("");
    };
    await set(false);
    try {
      await until("an empty index", async () => !(await isKnown("example.jpg")));
      const before = await contents();
      assert.ok(await isKnown("example.jpg"), "until the window closes");
      await detect("oss://sample/example.jpg", { show: false, refresh: true });
      assert.equal(await contents(), before);
    } finally {
      await set(undefined);
    }
    assert.ok(await isKnown("animals/goldfish.png"));
  });
});
