import assert from "node:assert/strict";
import { hostname } from "node:os";
import * as vscode from "vscode";
import { UploadedCopies } from "../../src/extension/images/uploadedCopies.ts";
import {
  answering,
  billableCallsOf,
  detect,
  inspection,
  withSetting,
  workspaceFile,
} from "./extension.ts";

const noodles = () => workspaceFile("docs/noodles.png");

async function uploads(): Promise<string[]> {
  const { client } = await inspection();
  const page = await (await client("Sample")).listObjects("sample", { prefix: "uploads/" });
  return page.objects.map(({ key }) => key);
}

describe("pictures of this side", () => {
  it("are uploaded, detected and deleted, after one question", async () => {
    let labels = 0;
    const calls = await billableCallsOf(async () => {
      const asked = await answering("Upload and Detect", async () => {
        labels = (await detect(noodles(), { show: false })).labels.length;
        await detect(noodles(), { show: false, refresh: true });
      });
      assert.equal(asked.length, 1);
      assert.match(asked[0] ?? "", /oss:\/\/sample\/uploads/);
    });
    assert.equal(calls, 2);
    assert.ok(labels > 0);
    assert.deepEqual(await uploads(), []);
    assert.deepEqual((await inspection()).memory.get("uploadedCopies"), {});
  });

  it("are not uploaded again once their labels are known", async () => {
    const calls = await billableCallsOf(async () => {
      const detection = await detect(noodles(), { show: false });
      assert.equal(detection.fromCache, true);
    });
    assert.equal(calls, 0);
  });

  it("stay here when the person does not agree", async () => {
    await withSetting("uploadLocation", "oss://sample/elsewhere", async () => {
      const calls = await billableCallsOf(() =>
        answering(undefined, () =>
          assert.rejects(
            async () => detect(workspaceFile("src/assets/cat.png"), { show: false, refresh: true }),
            {
              code: "cancelled",
            },
          ),
        ),
      );
      assert.equal(calls, 0);
    });
  });

  it("leave nothing behind when a window goes in the middle", async () => {
    const { client, memory, ui } = await inspection();
    const sample = await client("Sample");
    const log = { info: () => undefined, warn: () => undefined };
    const note = { bucket: "sample", machine: hostname(), process: 2 ** 30, since: Date.now() };
    const old = { ...note, machine: "another", since: 0 };
    const inUse = [
      { ...note, key: "uploads/c.png", process: process.ppid },
      { ...note, key: "uploads/d.png", machine: "another" },
    ];
    const abandoned = [
      { ...note, key: "uploads/a.png" },
      { ...old, key: "uploads/b.png" },
      { ...note, key: "uploads/never arrived.png" },
    ];
    for (const key of "abcd") {
      await sample.putObject({ bucket: "sample", key: `uploads/${key}.png` }, Buffer.from(key));
    }
    await memory.update("uploadedCopies", { Sample: [...abandoned, ...inUse] });
    try {
      const said = await answering(undefined, () =>
        new UploadedCopies({ memory, client, ui, log }).deleteLeftBehind(["Sample"]),
      );
      assert.deepEqual(said, []);
      assert.deepEqual(await uploads(), ["uploads/c.png", "uploads/d.png"]);
      assert.deepEqual(memory.get("uploadedCopies"), { Sample: inUse });
    } finally {
      await memory.update("uploadedCopies", undefined);
      for (const key of "cd") {
        await sample.deleteObject({ bucket: "sample", key: `uploads/${key}.png` });
      }
    }
  });

  it("leave nothing behind when the service has no answer", async () => {
    const file = workspaceFile("docs/plain.png");
    const onePixel =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    await vscode.workspace.fs.writeFile(file, Buffer.from(onePixel, "base64"));
    await answering("Upload and Detect", () =>
      assert.rejects(async () => detect(file, { show: false }), /prepared|sample/i),
    );
    assert.deepEqual(await uploads(), []);
  });

  it("must be pictures, whatever their name says", async () => {
    const file = workspaceFile("docs/text.jpg");
    await vscode.workspace.fs.writeFile(file, Buffer.from("not a picture"));
    await assert.rejects(async () => detect(file, { show: false }), { code: "not-an-image" });
  });

  it("in a mapped folder are their objects", async () => {
    const mappings = { public: "oss://sample", "public/images": "oss://sample/nowhere" };
    await withSetting("pathMappings", mappings, () =>
      assert.rejects(async () => detect(workspaceFile("public/images/hero.jpg"), { show: false }), {
        code: "NoSuchKey",
      }),
    );
  });

  it("need a place to be uploaded to", async () => {
    await withSetting("uploadLocation", "", () =>
      assert.rejects(async () => detect(workspaceFile("src/assets/cat.png"), { show: false }), {
        code: "no-upload-location",
        message: /uploadLocation/,
      }),
    );
  });
});
