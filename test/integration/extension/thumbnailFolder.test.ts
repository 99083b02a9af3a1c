import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ThumbnailFolder } from "../../../src/extension/images/thumbnailFolder.ts";
import type { ObjectVersion } from "../../../src/labelIndex/storedDetection.ts";

describe("thumbnails on disk", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "thumbnails-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const cat: ObjectVersion = {
    account: "Photos",
    bucket: "pets",
    key: "cat.jpg",
    etag: '"0A1B"',
    size: 1000,
  };
  const jpeg = (length: number) => {
    const bytes = new Uint8Array(length);
    bytes.set([0xff, 0xd8, 0xff]);
    return { bytes, type: "image/jpeg" } as const;
  };
  const files = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
  const sizeOf = async () => {
    const sizes = await Promise.all((await files()).map(async (file) => (await stat(file)).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  };

  it("are found again by another window, by bytes and side", async () => {
    await new ThumbnailFolder(folder).set(cat, 320, jpeg(50));
    const other = new ThumbnailFolder(folder);
    assert.deepEqual(await other.get(cat, 320), jpeg(50));
    // A listing and a HEAD write the ETag differently, and a copy has the same bytes.
    const copy = { ...cat, etag: "0A1B", key: "copy.jpg", crc64: "7" };
    assert.deepEqual(await other.get(copy, 320), jpeg(50));
    for (const [what, version, side] of [
      ["another side", cat, 800],
      ["other bytes", { ...cat, etag: "0A1C" }, 320],
      ["another account", { ...cat, account: "Sample" }, 320],
    ] as const) {
      assert.equal(await other.get(version, side), undefined, what);
    }
  });

  it("are not kept of an object without fingerprint", async () => {
    const { etag: _, ...unknown } = cat;
    const kept = new ThumbnailFolder(folder);
    await kept.set(unknown, 320, jpeg(50));
    assert.equal(await kept.get(unknown, 320), undefined);
    assert.deepEqual(await files(), []);
  });

  it("stay below their limit, the least recently used leaving first", async () => {
    const kept = new ThumbnailFolder(folder, 1000);
    const version = (number: number) => ({ ...cat, etag: `${number}` });
    for (let number = 0; number < 9; number++) await kept.set(version(number), 320, jpeg(100));
    // As if a while had passed: the oldest is looked at again, the second oldest is not.
    const long = Date.now() / 1000 - 10_000;
    for (const file of await files()) await utimes(file, long, long);
    assert.ok(await kept.get(version(0), 320));
    for (let number = 9; number < 12; number++) await kept.set(version(number), 320, jpeg(100));
    assert.ok((await sizeOf()) <= 1000);
    assert.ok(await kept.get(version(0), 320));
    assert.ok(await kept.get(version(11), 320));
  });

  it("count what other windows write", async () => {
    const windows = [new ThumbnailFolder(folder, 5000), new ThumbnailFolder(folder, 5000)];
    await Promise.all(
      windows.flatMap((window, at) =>
        Array.from({ length: 100 }, (_, number) =>
          window.set({ ...cat, etag: `${at} ${number}` }, 320, jpeg(100)),
        ),
      ),
    );
    // Each looks at the whole folder after every tenth of the limit.
    assert.ok((await sizeOf()) <= 6000, `${await sizeOf()} bytes`);
    assert.deepEqual(
      (await files()).filter((file) => file.endsWith(".tmp")),
      [],
    );
  });

  it("are fetched again where a file is damaged, and cost nobody an error where none can be written", async () => {
    const kept = new ThumbnailFolder(folder);
    await kept.set(cat, 320, jpeg(50));
    const [file = ""] = await files();
    await writeFile(file, "no picture");
    assert.equal(await kept.get(cat, 320), undefined);
    const impossible = new ThumbnailFolder(path.join(file, "below a file"));
    await impossible.set(cat, 320, jpeg(50));
    assert.equal(await impossible.get(cat, 320), undefined);
  });

  it("go with their account, and follow its name", async () => {
    const kept = new ThumbnailFolder(folder);
    await kept.set(cat, 320, jpeg(50));
    await kept.renameAccount("Photos", "Pictures");
    assert.equal(await kept.get(cat, 320), undefined);
    assert.ok(await kept.get({ ...cat, account: "Pictures" }, 320));
    await kept.forgetAccount("Pictures");
    assert.deepEqual(await files(), []);
  });

  it("are written under names that say nothing of them", async () => {
    await new ThumbnailFolder(folder).set(cat, 320, jpeg(50));
    const [file = ""] = await files();
    assert.match(path.relative(folder, file), /^[0-9a-f]{16}[\\/][0-9a-f]{64}-320$/);
    assert.equal((await readFile(file)).length, 50);
  });
});
