import assert from "node:assert/strict";
import * as vscode from "vscode";
import { answering, detect, inspection, until, withSetting } from "./extension.ts";

const object = { bucket: "sample", key: "example.jpg" };
const uri = "oss://sample/example.jpg";
const others = "oss://sample/cat.png";

describe("labels written to object tags", () => {
  const tags = async () => {
    const { client } = await inspection();
    const read = await (await client("Sample")).getObjectTagging(object);
    return Object.fromEntries(read.map(({ key, value }) => [key, value]));
  };
  const write = (answer: string | undefined, target: string = uri) =>
    answering(answer, () => vscode.commands.executeCommand("ossImageLabels.writeTags", target));
  const comparisons = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputTextDiff);

  before(async () => {
    const { client } = await inspection();
    const sample = await client("Sample");
    await sample.putObjectTagging(object, [{ key: "owner", value: "me" }]);
    await detect(uri, { show: false });
  });

  it("are not, unless the person agrees to the comparison that is shown", async () => {
    const asked = await write(undefined);
    assert.deepEqual(asked, ["Write these tags to 1 object?"]);
    assert.deepEqual(await tags(), { owner: "me" });
    await until("the comparison to be gone", () => comparisons().length === 0);
  });

  it("are, beside those of others, and are taken back", async () => {
    await withSetting("writeBack", { maxTags: 2 }, async () => {
      const said = await write("Write Tags");
      assert.deepEqual(said, ["Write these tags to 1 object?", "Wrote the tags of 1 object."]);
      const written = await tags();
      assert.deepEqual(Object.keys(written), ["owner", "label-1", "label-2"]);
      assert.deepEqual(await write("Write Tags"), [
        "The tags of 1 object are as they would be written already.",
      ]);
    });
    const undone = await answering("Undo", () =>
      vscode.commands.executeCommand("ossImageLabels.undoWriteTags"),
    );
    assert.match(undone[0] ?? "", /^Take back the tags that were written to 1 object on /);
    assert.equal(undone[1], "Took back the tags of 1 object.");
    assert.deepEqual(await tags(), { owner: "me" });
  });

  it("are of all images of an album, which is asked about once", async () => {
    const entry = {
      place: { kind: "user" },
      at: 0,
      written: {},
      album: { name: "Mine", query: `key:${object.key} is:labelled` },
    };
    const album = { kind: "album", entry };
    const asked = await answering(undefined, () =>
      vscode.commands.executeCommand("ossImageLabels.writeTags", album, [album, album]),
    );
    assert.deepEqual(asked, ["Write these tags to 1 object?"]);
    await until("the comparison to be gone", () => comparisons().length === 0);
  });

  it("are not of images without known labels, nor twice taken back", async () => {
    assert.match((await write("Write Tags", others))[0] ?? "", /^No labels are known/);
    const said = await answering("Undo", () =>
      vscode.commands.executeCommand("ossImageLabels.undoWriteTags"),
    );
    assert.match(said[0] ?? "", /^No tags have been written/);
  });

  it("are not where nothing may be written, and that is said first", async () => {
    await withSetting("readOnly", true, async () => {
      const said = await write("Write Tags");
      assert.match(said[0] ?? "", /^Nothing is written to OSS .* ossImageLabels\.readOnly is on\./);
      assert.equal(said.length, 1);
      const { client } = await inspection();
      const written = (await client("Sample")).putObjectTagging(object, []);
      await assert.rejects(written, { code: "read-only" });
    });
    assert.deepEqual(await tags(), { owner: "me" });
  });
});
