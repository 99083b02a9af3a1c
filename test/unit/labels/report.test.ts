import assert from "node:assert/strict";
import { formatScore } from "../../../src/labels/format.ts";
import {
  csvCell,
  escapeMarkdown,
  toCsv,
  toJson,
  toMarkdown,
  topLabels,
} from "../../../src/labels/report.ts";
import { apparel, detection, hostileNames, label, outerwear } from "./label.ts";
import { seededRandom } from "./random.ts";

const example = detection([apparel, outerwear]);

describe("score", () => {
  const cases: [number | undefined, string][] = [
    [0, "0.00"],
    [1, "1.00"],
    [0.735, "0.74"],
    [0.285, "0.29"],
    [0.7349, "0.73"],
    [0.999, "1.00"],
    [1e-7, "0.00"],
    [undefined, "–"],
    [Number.NaN, "–"],
  ];
  for (const [value, text] of cases) {
    it(`${value} reads ${text}`, () => assert.equal(formatScore(value), text));
  }
});

describe("detection as JSON", () => {
  it("has every field of the contract, in order, unknown ones null", () => {
    const given = detection([label("Sky"), outerwear], { requestId: undefined });
    const parsed = JSON.parse(toJson(given));
    assert.deepEqual(parsed, {
      object: "oss://sample/example.jpg",
      account: "Sample",
      threshold: 0.7,
      labels: [
        { ...outerwear, alias: null },
        {
          name: "Sky",
          level: null,
          parent: null,
          confidence: null,
          centricScore: null,
          language: null,
          alias: null,
        },
      ],
      requestId: null,
      detectedAt: "2026-03-01T08:00:00.000Z",
      fromCache: false,
    });
  });
});

describe("detection as CSV", () => {
  it("has a header, and a record per label", () => {
    assert.equal(
      toCsv(example),
      "object,name,level,parent,confidence,centricScore,language,alias,threshold,detectedAt\r\n" +
        "oss://sample/example.jpg,Outerwear,2,Clothing,1,0.823,zh-Hans,,0.7,2026-03-01T08:00:00.000Z\r\n" +
        "oss://sample/example.jpg,Apparel,2,Clothing,0.735,0.721,zh-Hans,,0.7,2026-03-01T08:00:00.000Z\r\n",
    );
  });

  const cells: [string | number | undefined, string][] = [
    ["plain", "plain"],
    [undefined, ""],
    [0.5, "0.5"],
    ["a,b", '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ["two\nlines", '"two\nlines"'],
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "\"'\t'=1\""],
    ["\r=1", "\"'\r'=1\""],
    ["\tx", '"\'\tx"'],
    ["\rx", '"\'\rx"'],
    ["'\tx", "\"''\tx\""],
    ["'=1", "''=1"],
    ["it's -1", "it's -1"],
    ["\u000b=1", '"\u000b\'=1"'],
    ["\f=1", '"\f\'=1"'],
    [" =1", " '=1"],
    ["\u00a0=1", "\u00a0'=1"],
    ["\ufeff=1", "\ufeff'=1"],
    ["\u200b@A1", "\u200b'@A1"],
    ["＝1", "'＝1"],
    ["\u3000＋1", "\u3000'＋1"],
    ["x;=1+1", '"x;\'=1+1"'],
    ["x\t=1+1", '"x\t\'=1+1"'],
    ["x\t\t-1", '"x\t\t\'-1"'],
    ["x\n @A1", '"x\n \'@A1"'],
    ["a;b", '"a;b"'],
    ["a\u0085b", '"a\u0085b"'],
    ["black - white", "black - white"],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    ["a=1", "a=1"],
  ];
  for (const [value, cell] of cells) {
    it(`writes ${JSON.stringify(value)} as ${JSON.stringify(cell)}`, () => {
      assert.equal(csvCell(value), cell);
    });
  }

  it("holds no formula, whatever the spreadsheet takes for a separator", () => {
    const random = seededRandom(4180);
    const parts = [..."=+-@＝＋－＠,;|\t\r\n\v\f \u00a0\ufeff\u200b\u3164\"'a1", "\r\n", "外套"];
    const text = () =>
      Array.from(
        { length: Math.floor(random() * 8) },
        () => parts[Math.floor(random() * parts.length)],
      ).join("");
    for (let round = 0; round < 800; round++) {
      const given = detection(
        [label(text(), { parent: text(), alias: text(), language: text() })],
        {
          object: text(),
        },
      );
      for (const separator of [",", ";", "\t"]) {
        for (const cell of cellsOf(toCsv(given), separator)) {
          assert.doesNotMatch(cell, /^[\p{C}\p{Z}\u3164]*[=+\-@＝＋－＠]/u, JSON.stringify(given));
        }
      }
    }
  });

  it("comes back as it was written, but for the apostrophes", () => {
    const names = ["a,b", 'say "x"', "two\nlines", "a;b\tc", "x;=1", " =1"];
    const csv = toCsv(detection(names.map((name) => label(name))));
    const cells = cellsOf(csv, ",");
    for (const name of names) {
      assert.ok(cells.includes(name.replace("=1", "'=1")), JSON.stringify(name));
    }
  });

  it("takes no longer for names that are long and mean", () => {
    const name = "\t".repeat(200_000);
    const before = process.cpuUsage();
    assert.equal(csvCell(name), `"'${name}"`);
    assert.equal(csvCell("'".repeat(200_000)), "'".repeat(200_000));
    const { user, system } = process.cpuUsage(before);
    assert.ok((user + system) / 1000 < 500);
  });
});

/** The cells as a spreadsheet reads them that splits at `separator`: quotation marks count at a cell's start only. */
function cellsOf(csv: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < csv.length; at++) {
    const char = csv.charAt(at);
    if (isQuoted && char === '"' && csv[at + 1] === '"') {
      cell += char;
      at++;
    } else if (isQuoted && char === '"') isQuoted = false;
    else if (isQuoted) cell += char;
    else if (char === '"' && cell === "") isQuoted = true;
    else if (char === separator || char === "\r" || char === "\n") {
      cells.push(cell);
      cell = "";
    } else cell += char;
  }
  return [...cells, cell];
}

describe("detection as Markdown", () => {
  it("is a caption and a table", () => {
    assert.equal(
      toMarkdown(example),
      [
        "Labels of oss\\://sample/example.jpg at threshold 0.70:",
        "",
        "| Label | Level | Parent | Confidence | Centric score |",
        "| --- | ---: | --- | ---: | ---: |",
        "| Outerwear | 2 | Clothing | 1.00 | 0.82 |",
        "| Apparel | 2 | Clothing | 0.74 | 0.72 |",
        "",
      ].join("\n"),
    );
  });

  it("has no table without labels", () => {
    assert.match(toMarkdown(detection([])), /: none\.\n$/);
  });

  for (const name of hostileNames) {
    it(`keeps ${JSON.stringify(name)} inside its cell`, () => {
      const table = toMarkdown(detection([label(name, { parent: name })])).split("\n");
      assert.equal(table.length, 6);
      // What is left without escaped characters holds no markup but the table's own bars.
      const bare = table[4]?.replace(/\\[!-/:-@[-`{-~]/g, "") ?? "";
      assert.equal(bare.split("|").length, 7);
      assert.doesNotMatch(bare, /[<>`*_[\]&~!@:\\]|www\./);
    });
  }

  it("leaves ordinary names readable", () => {
    assert.equal(escapeMarkdown("外套, T-shirt 3.5"), "外套, T-shirt 3.5");
  });
});

describe("top labels", () => {
  it("are what the picture is of, then the first in order, each name once", () => {
    const labels = [
      label("Food", { level: 1, confidence: 0.97, centricScore: 0.9 }),
      label("Noodles", { level: 2, parent: "Food", confidence: 0.94, centricScore: 0.88 }),
      label("Table", { level: 2, confidence: 0.99, centricScore: 0.2 }),
    ];
    assert.deepEqual(
      topLabels(labels, 3).map(({ name }) => name),
      ["Noodles", "Table", "Food"],
    );
  });

  it("are the first in order where no score tells what the picture is of", () => {
    const labels = [
      label("Other", { confidence: 0.9, parent: "Food" }),
      label("Other", { confidence: 0.8, parent: "Vehicle" }),
      label("Sky", { confidence: 0.7 }),
      label("Sea", { confidence: 0.6 }),
    ];
    assert.deepEqual(
      topLabels(labels.toReversed(), 2).map(({ name }) => name),
      ["Other", "Sky"],
    );
    assert.deepEqual(topLabels([], 3), []);
  });
});
