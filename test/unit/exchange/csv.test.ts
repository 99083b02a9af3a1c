import assert from "node:assert/strict";
import { csvPages } from "../../../src/exchange/csv.ts";
import { csvCell } from "../../../src/labels/report.ts";
import { hostileNames, label } from "../labels/label.ts";
import { seededRandom } from "../labels/random.ts";
import { coat, empty, imageOf, pagesOf, randomImages, textOf, unlabelled } from "./images.ts";

/** The records of RFC 4180. */
function parsed(csv: string): string[][] {
  const records: string[][] = [[]];
  for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end === "\r\n") records.push([]);
  }
  records.pop();
  return records;
}

describe("csv", () => {
  it("has a row for each label, corrected, and none for images without", async () => {
    assert.equal(
      await textOf(csvPages(pagesOf([coat, unlabelled, empty]))),
      [
        "\ufeffaccount,object,size,lastModified,storageClass,threshold,detectedAt,name,level,parent,confidence,centricScore,language\r\n",
        "work,oss://photos/2026/coat.jpg,21839,2026-02-27T18:30:00Z,Standard,0.7,2026-03-01T08:00:00.000Z,Outerwear,2,Clothing,1,0.823,zh-Hans\r\n",
        "work,oss://photos/2026/coat.jpg,21839,2026-02-27T18:30:00Z,Standard,0.7,2026-03-01T08:00:00.000Z,Winter,,,,,\r\n",
      ].join(""),
    );
  });

  it("has the labels of no bytes that are gone", async () => {
    const { current: _, ...outdated } = coat;
    const [, ...records] = parsed(await textOf(csvPages(pagesOf([outdated]))));
    assert.deepEqual(
      records.map((record) => record[7]),
      ["Outerwear", "Winter"],
    );
  });

  it("is read back cell by cell, and begins no cell with a formula", async () => {
    const images = [
      imageOf(
        "=a,b\r\n.jpg",
        hostileNames.map((name) => label(name)),
      ),
    ];
    const text = await textOf(csvPages(pagesOf([...images, ...randomImages(3, 40)])));
    const [header, ...records] = parsed(text);
    assert.ok(records.length > 50);
    for (const record of records) {
      assert.equal(record.length, header?.length);
      for (const cell of record) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
    }
  });
});

describe("a cell with an apostrophe", () => {
  const signs = String.raw`=+\-@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20`;
  const separators = String.raw`,;|\t\r\n\v\f\u0085\u2028\u2029`;
  const unseen = String.raw`(?:(?![${separators}])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800"])*`;
  /** What docs/exchange.md tells people to do. */
  const restored = (cell: string) =>
    cell
      .replace(/^'(?='*[\t\r\n])/, "")
      .replace(
        new RegExp(`((?:^|[${separators}])${unseen})'(?='*[${signs}])`, "gu"),
        (_, before: string) => before,
      );

  it("gives back what it was", () => {
    const random = seededRandom(12);
    const parts = [..."=+-@＝''',;|\t\r\n \u200b\"a1", "外"];
    for (let round = 0; round < 5000; round += 1) {
      const text = Array.from(
        { length: 1 + Math.floor(random() * 8) },
        () => parts[Math.floor(random() * parts.length)],
      ).join("");
      const [record] = parsed(`${csvCell(text)}\r\n`);
      // Other characters than those of RFC 4180 are quoted, too, but read the same.
      assert.equal(restored(record?.join(",") ?? ""), text, JSON.stringify(text));
    }
  });
});
