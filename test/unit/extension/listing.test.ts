import assert from "node:assert/strict";
import { Refusal } from "../../../src/errors/refusal.ts";
import type { AccountSetting } from "../../../src/extension/settingsSchema.ts";
import { accountFolders, rootPrefix } from "../../../src/extension/tree/accountFolders.ts";
import { Listing, type LoadPage } from "../../../src/extension/tree/listing.ts";
import type { OssClient } from "../../../src/oss/client.ts";
import { folderPrefix } from "../../../src/oss/objectRef.ts";
import { isDetectableName } from "../../../src/references/imageExtension.ts";
import { oddKeys } from "../../catalogues/oddKeys.ts";

/** Pages as a service would give them, and what was asked for. */
function service(pages: readonly { keys: string[]; prefixes?: string[] }[]) {
  const asked: Parameters<LoadPage>[0][] = [];
  const load: LoadPage = async (options) => {
    asked.push(options);
    const number = Number(options.continuationToken ?? 0);
    const { keys, prefixes = [] } = pages[number] ?? { keys: [] };
    const facts = { size: 1, etag: '"e"', lastModified: new Date(0), storageClass: "Standard" };
    const objects = keys.map((key) => ({ key, ...facts }));
    const next = number + 1 < pages.length ? { nextContinuationToken: String(number + 1) } : {};
    return { objects, prefixes, ...next };
  };
  return { asked, load };
}

describe("a folder's listing", () => {
  it("loads one page at a time, once, and keeps what it has", async () => {
    const { asked, load } = service([{ keys: ["p/a.jpg"] }, { keys: ["p/b.png"] }]);
    const listing = new Listing("p/", "", load);
    const [first] = await Promise.all([listing.entries(true), listing.entries(true)]);
    assert.deepEqual(
      first.objects.map(({ key }) => key),
      ["p/a.jpg"],
    );
    assert.equal(first.hasMore, true);
    await Promise.all([listing.more(true), listing.more(true)]);
    const both = await listing.entries(true);
    assert.equal(both.objects.length, 2);
    assert.equal(both.hasMore, false);
    assert.deepEqual(
      asked.map(({ prefix, continuationToken }) => [prefix, continuationToken]),
      [
        ["p/", undefined],
        ["p/", "1"],
      ],
    );
  });

  it("keeps what is loaded when a later page fails, and tries that page again", async () => {
    const { load } = service([{ keys: ["a.jpg"] }, { keys: ["b.jpg"] }]);
    let failing = true;
    const listing = new Listing("", "", async (options) => {
      if (failing && options.continuationToken) throw new Error("gone");
      return load(options);
    });
    await listing.entries(true);
    await assert.rejects(listing.more(true), /gone/);
    assert.equal((await listing.entries(true)).hasMore, true);
    failing = false;
    await listing.more(true);
    assert.equal((await listing.entries(true)).objects.length, 2);
  });

  it("looks for an image through a few pages of other files, and then asks to go on", async () => {
    const { asked, load } = service(Array.from({ length: 9 }, () => ({ keys: ["a.txt"] })));
    const listing = new Listing("", "", load);
    const { objects, hasMore, hidden } = await listing.entries(true);
    assert.deepEqual([objects.length, hasMore, hidden, asked.length], [0, true, 5, 5]);
  });

  it("ends where the service begins anew, and says so", async () => {
    let asked = 0;
    const { load } = service([{ keys: ["a.jpg"] }]);
    const listing = new Listing("", "", async (options) => {
      asked += 1;
      return { ...(await load(options)), nextContinuationToken: asked % 2 === 0 ? "b" : "a" };
    });
    let entries = await listing.entries(true);
    while (entries.hasMore && asked < 20) {
      await listing.more(true);
      entries = await listing.entries(true);
    }
    assert.deepEqual([asked, entries.hasMore, entries.repeats], [3, false, true]);
  });

  it("shows what was found further on until its page is loaded, and then once", async () => {
    const { load } = service([{ keys: ["a.jpg"] }, { keys: ["b.jpg", "z.txt"] }]);
    const listing = new Listing("", "", load);
    await listing.entries(true);
    const { objects: pages } = await load({ prefix: "", continuationToken: "1", maxKeys: 2 });
    for (const object of pages) listing.show(object);
    const keys = async () => (await listing.entries(true)).objects.map(({ key }) => key);
    assert.deepEqual(await keys(), ["a.jpg", "b.jpg", "z.txt"]);
    await listing.more(true);
    assert.deepEqual(await keys(), ["a.jpg", "b.jpg", "z.txt"]);
  });

  it("leaves out what stands for the folder itself, and nothing else that is odd", async () => {
    const keys = ["keys/", "keys/sub/", ...oddKeys];
    const listing = new Listing("keys/", "", service([{ keys }]).load);
    const { objects } = await listing.entries(false);
    assert.deepEqual(
      objects.map(({ key }) => key),
      oddKeys,
    );
  });

  it("tells images by their names", () => {
    const names = ["a.jpg", "a.JPEG", "照片/b.PnG", "a.jpg.txt", "ajpg", "a.gif", ".png"];
    assert.deepEqual(names.filter(isDetectableName), ["a.jpg", "a.JPEG", "照片/b.PnG", ".png"]);
  });
});

describe("the list of an account's buckets", () => {
  const setting: AccountSetting = { name: "work", credentials: { source: "environment" } };

  const endless: [name: string, nextMarker: (page: number) => string, most: number][] = [
    ["the same marker", () => "m", 2],
    ["alternating markers", (page) => `m${page % 2}`, 3],
    ["ever new markers", (page) => `m${page}`, 51],
  ];
  for (const [name, nextMarker, most] of endless) {
    it(`is given up with a sentence: ${name}`, async () => {
      let pages = 0;
      const listBuckets = async () => {
        pages += 1;
        return {
          buckets: [{ name: `b${pages}`, region: "cn-hangzhou" }],
          nextMarker: nextMarker(pages),
        };
      };
      const client = { listBuckets } as unknown as OssClient;
      await assert.rejects(
        accountFolders(setting, client, []),
        (error) => error instanceof Refusal && error.code === "listing-repeats",
      );
      assert.ok(pages <= most, String(pages));
    });
  }

  it("begins where Check Setup looks, too", () => {
    const limited = { ...setting, bucket: "photos", prefix: "2024" };
    assert.equal(rootPrefix(limited, "photos"), folderPrefix("2024"));
    assert.equal(folderPrefix("2024"), "2024/");
    assert.equal(folderPrefix("2024/"), "2024/");
    assert.equal(folderPrefix(""), "");
  });
});
