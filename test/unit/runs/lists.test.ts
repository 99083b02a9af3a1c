import assert from "node:assert/strict";
import { linesOf, listedLines } from "../../../src/runs/imageList.ts";
import { inventoryEntries, looksLikeInventory } from "../../../src/runs/inventory.ts";

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* pieces(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const lengths = [1, 2, 3, 7, 1000];

describe("a list of images", () => {
  const cases: readonly [string, string | Uint8Array, readonly string[]][] = [
    ["one line, not ended", "oss://b/a.jpg", ["oss://b/a.jpg"]],
    [
      "lines as Unix ends them",
      "oss://b/a.jpg\noss://b/b.jpg\n",
      ["oss://b/a.jpg", "oss://b/b.jpg"],
    ],
    [
      "as Windows does",
      "oss://b/a.jpg\r\n\r\noss://b/b.jpg\r\n",
      ["oss://b/a.jpg", "oss://b/b.jpg"],
    ],
    ["as old Macs did", "oss://b/a.jpg\ross://b/b.jpg\r", ["oss://b/a.jpg", "oss://b/b.jpg"]],
    ["a byte order mark", "\ufeffoss://b/é.jpg\n", ["oss://b/é.jpg"]],
    ["UTF-16", Buffer.from("\ufeffoss://b/猫.jpg\r\nx\r\n", "utf16le"), ["oss://b/猫.jpg", "x"]],
    [
      "comments, blanks around, blank lines",
      "# these\n\n  oss://b/a b.jpg\t\n   # and\n",
      ["oss://b/a b.jpg"],
    ],
    ["a # inside a name", "oss://b/a#1.jpg", ["oss://b/a#1.jpg"]],
    ["nothing", "", []],
    ["a mark alone", "\ufeff", []],
    ["characters beyond the first plane", "oss://b/🐈.jpg\nx", ["oss://b/🐈.jpg", "x"]],
  ];
  for (const [about, text, expected] of cases) {
    it(`may have ${about}, however it comes`, async () => {
      const bytes = typeof text === "string" ? Buffer.from(text) : text;
      for (const length of lengths) {
        assert.deepEqual(
          await collected(listedLines(pieces(bytes, length))),
          expected,
          `${length}`,
        );
      }
    });
  }
});

describe("a report of Bucket Inventory", () => {
  const read = (text: string, fields?: readonly string[]) =>
    collected(inventoryEntries(linesOf(pieces(Buffer.from(text), 50)), fields));
  const entry = {
    bucket: "photos",
    key: "2026/a b,c.jpg",
    size: 21839,
    storageClass: "Standard",
    lastModified: "2026-02-11T08:15:00.000Z",
    etag: "5B3C1A2E053D763E1B002CC607C5A0FE",
  };

  it("is read in the usual order", async () => {
    const line =
      '"photos","2026%2Fa%20b%2Cc.jpg","21839","Standard","2026-02-11T08-15-00Z","5B3C1A2E053D763E1B002CC607C5A0FE","false","None"\n';
    assert.deepEqual(await read(line), [entry]);
    assert.equal(looksLikeInventory(line.trim()), true);
  });

  it("is read in any order, and without columns that were not chosen", async () => {
    assert.deepEqual(
      await read(
        "photos,2026%2Fa%20b%2Cc.jpg,CAEQARiBgID,TRUE,FALSE,5B3C1A2E053D763E1B002CC607C5A0FE,2026-02-11T08:15:00.000Z,21839,Standard\nphotos,b.jpg\n",
      ),
      [entry, { bucket: "photos", key: "b.jpg" }],
    );
  });

  it("is read by the names of its columns, of the first line or of the manifest", async () => {
    const record =
      "5B3C1A2E053D763E1B002CC607C5A0FE,photos,21839,2026-02-11T08-15-00Z,Standard,2026%2Fa%20b%2Cc.jpg";
    const names = ["ETag", "Bucket", "Size", "LastModifiedDate", "StorageClass", "Key"];
    assert.deepEqual(await read(`\ufeff${names.join(", ")}\r\n${record}\r\n`), [entry]);
    assert.deepEqual(await read(record, names), [entry]);
  });

  it("keeps line breaks and quotes inside quotes, and takes a key that is no encoding as it is", async () => {
    const found = await read('photos,"a""b\nc.jpg"\nphotos,100%.jpg\n\nphotos\nphotos,\n');
    assert.deepEqual(
      found.map(({ key }) => key),
      ['a"b\nc.jpg', "100%.jpg"],
    );
  });

  it("is told from a list of images", () => {
    const lists = [
      "oss://photos/a,b.jpg",
      "https://photos.oss-cn-hangzhou.aliyuncs.com/a,b.jpg",
      "pictures/a.jpg",
    ];
    assert.deepEqual(lists.map(looksLikeInventory), [false, false, false]);
    assert.equal(looksLikeInventory("Bucket,Key,Size"), true);
  });

  it("ends, whatever it is given", async () => {
    const parts = ['"', ",", "\n", "\r", "photos", "%E7", "a.jpg", "\0", "😀", '""'];
    let seed = 7;
    for (let round = 0; round < 300; round++) {
      let text = "";
      for (let part = 0; part < 40; part++) {
        seed = (seed * 1103515245 + 12345) % 2 ** 31;
        text += parts[seed % parts.length];
      }
      for (const { bucket, key } of await read(text)) assert.ok(bucket && key);
    }
  });
});
