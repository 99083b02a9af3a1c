import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { LabelStore } from "../../src/extension/images/labelStore.ts";
import { Log } from "../../src/extension/log.ts";
import type { Ui } from "../../src/extension/ui.ts";
import { detect, inspection } from "./extension.ts";
import { sentence } from "./faultsScene.ts";
import { overhearing } from "./overheard.ts";

const example = { bucket: "sample", key: "example.jpg" };

/** VS Code gives every log of this name the same channel, so that none may be closed. */
const log = new Log();

/** The labels of a window of its own, which keeps what it knows in `folder`. */
class OtherWindow {
  readonly #known: LabelStore;

  constructor(folder: string, extension: vscode.Uri, ui: Ui) {
    this.#known = new LabelStore({
      storage: vscode.Uri.file(folder),
      extension,
      isKept: () => true,
      accounts: () => [{ name: "Sample", credentials: { source: "sample" } }],
      log,
      ui,
    });
  }

  async detect(address: { bucket: string; key: string }, refresh = false) {
    const { client } = await inspection();
    return this.#known.detector.detect({
      object: { account: "Sample", ...address },
      client: () => client("Sample"),
      threshold: 0.7,
      refresh,
    });
  }

  async close(): Promise<void> {
    await this.#known.close();
  }
}

describe("the label index on a bad day", () => {
  let folder: string;
  let ui: Ui;
  let extension: vscode.Uri;
  const windows: OtherWindow[] = [];

  const open = (at: string) => {
    const window = new OtherWindow(at, extension, ui);
    windows.push(window);
    return window;
  };

  before(async () => {
    const assembly = await inspection();
    ({ ui } = assembly);
    ({ extension } = assembly.folders);
  });
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "oss-image-labels-"));
  });
  afterEach(async () => {
    for (const window of windows.splice(0)) await window.close();
    await rm(folder, { recursive: true });
  });

  const damages: [what: string, bytes: Buffer][] = [
    ["is no database", Buffer.from("not a database, whatever its name says ".repeat(100))],
    ["is cut off", Buffer.from("SQLite format 3\u0000\u0010\u0000\u0001\u0001", "latin1")],
  ];
  for (const [what, bytes] of damages) {
    it(`is started anew when its file ${what}: labels come, a sentence is shown, the file is kept`, async () => {
      await writeFile(path.join(folder, "labels.sqlite"), bytes);
      const { said } = await overhearing(async () => {
        const { stored } = await open(folder).detect(example);
        assert.equal(stored.labels.length, 2);
      });
      assert.equal(said.length, 1);
      assert.match(said[0] ?? "", /damaged/);
      assert.match(said[0] ?? "", sentence);
      const kept = (await readdir(folder)).filter((name) => name.includes(".damaged-"));
      assert.equal(kept.length, 1);
      const { fromCache } = await open(folder).detect(example);
      assert.equal(fromCache, true, "the new one is in use");
    });
  }

  const unwritable: [what: string, prepare: () => Promise<string>][] = [
    [
      "is in a folder that cannot be made",
      async () => {
        await writeFile(path.join(folder, "file"), "");
        return path.join(folder, "file", "below");
      },
    ],
    [
      "is a folder",
      async () => {
        await mkdir(path.join(folder, "labels.sqlite"));
        return folder;
      },
    ],
  ];
  for (const [what, prepare] of unwritable) {
    it(`is kept in memory when its file ${what}: labels come, nothing is asked twice, a sentence is shown once`, async () => {
      const window = open(await prepare());
      const { said } = await overhearing(async () => {
        await window.detect(example);
        const { fromCache, possiblyBilledCalls } = await window.detect(example);
        assert.equal(fromCache, true);
        assert.equal(possiblyBilledCalls, 0);
      });
      assert.equal(said.length, 1, said.join("\n"));
      assert.match(said[0] ?? "", /cannot be written/);
      assert.match(said[0] ?? "", sentence);
    });
  }

  it("is shared by two windows that detect at the same time: neither loses or asks again", async () => {
    const { folders, client } = await inspection();
    const other = open(folders.storage.fsPath);
    const { objects } = await (await client("Sample")).listObjects("sample", {
      prefix: "animals/",
    });
    const images = objects.filter(({ key }) => /\.(jpg|png)$/.test(key));
    assert.ok(images.length >= 2);
    const { said } = await overhearing(async () => {
      await Promise.all(
        images.flatMap(({ key }, index) => {
          const address = { bucket: "sample", key };
          const inOther = () => other.detect(address, true);
          const here = () => detect(`oss://sample/${key}`, { show: false, refresh: true });
          return index % 2 === 0 ? [inOther(), here()] : [here(), inOther()];
        }),
      );
      for (const { key } of images) {
        assert.equal((await detect(`oss://sample/${key}`, { show: false })).fromCache, true);
        const seen = await other.detect({ bucket: "sample", key });
        assert.equal(seen.fromCache, true);
      }
    });
    assert.deepEqual(
      said.filter((text) => /index/.test(text)),
      [],
    );
  });
});
