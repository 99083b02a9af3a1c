import assert from "node:assert/strict";
import { brotliCompressSync } from "node:zlib";
import { type GlossaryLanguage, namesOf, parseGlossary } from "../../../src/glossary/glossary.ts";
import { readRepositoryFile } from "../structure/sources.ts";

const text = readRepositoryFile("glossary/labelNames.tsv");
const glossary = parseGlossary(text);

describe("the glossary's table", () => {
  const lines = text.trimEnd().split("\n");
  const rows = lines.slice(1).map((line) => line.split("\t"));

  it("has at least 2,500 things, each once", () => {
    assert.equal(lines[0], "zh\ten\tid");
    assert.ok(rows.length >= 2500, String(rows.length));
    const names = rows.map(([zh = ""]) => zh);
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
  });

  it("has a name in each language, written as a name", () => {
    const wrong = lines.slice(1).filter((line) => {
      const [zh = "", en = "", id = "", ...more] = line.split("\t");
      const isChinese = /^[\p{Script=Han}A-Z]+$/u.test(zh) && /\p{Script=Han}/u.test(zh);
      const areNames = [en, id].every((names) =>
        names
          .split("; ")
          .every((name) => /^[\p{L}\d][\p{L}\d' .-]*$/u.test(name) && name === name.trim()),
      );
      return !isChinese || !areNames || more.length > 0;
    });
    assert.deepEqual(wrong, []);
  });

  it("is small", () => {
    const size = brotliCompressSync(Buffer.from(text)).length;
    assert.ok(size < 45_000, `${size} bytes`);
  });

  it("knows every name of the sample's labels in Chinese", () => {
    const sample = JSON.parse(readRepositoryFile("media/sample/catalogue.json")) as {
      objects: { labels?: { LabelName: string; ParentLabelName: string }[] }[];
    };
    const names = new Set(
      sample.objects.flatMap(({ labels = [] }) =>
        labels.flatMap(({ LabelName, ParentLabelName }) => [LabelName, ParentLabelName]),
      ),
    );
    const unknown = [...names].filter(
      (name) => /\p{Script=Han}/u.test(name) && !glossary.shownName(name, "en"),
    );
    assert.deepEqual(unknown, []);
  });
});

const shown: readonly (readonly [name: string, language: GlossaryLanguage, shown: string])[] = [
  ["狗", "en", "dog"],
  ["狗", "id", "anjing"],
  ["狗", "zh-cn", "狗"],
  ["Dog", "zh-cn", "狗"],
  ["ANJING", "en", "dog"],
  ["服装", "en", "clothing"],
  ["Apparel", "id", "pakaian"],
  ["人物", "en", "people"],
  ["人物", "id", "orang"],
  ["自然景观", "en", "natural landscape"],
  ["交通工具", "id", "kendaraan"],
  ["电子产品", "en", "electronics"],
  ["雪景", "en", "snow scene"],
  ["城市全景", "en", "cityscape"],
  ["音响", "en", "speaker"],
  // The service's own pages have these names in English.
  ["Outerwear", "zh-cn", "外衣"],
];

describe("the glossary", () => {
  for (const [name, language, expected] of shown) {
    it(`calls ${name} ${expected} in ${language}`, () => {
      assert.equal(glossary.shownName(name, language), expected);
    });
  }

  it("does not know every name", () => {
    assert.equal(glossary.shownName("Flibbertigibbet", "en"), undefined);
    assert.equal(glossary.shownName("", "en"), undefined);
  });

  const found: readonly (readonly [text: string, first: string, also?: string])[] = [
    ["dog", "狗"],
    ["Dog", "狗", "狗粮"],
    ["anjing", "狗", "小狗"],
    ["kucing", "猫"],
    ["cat", "猫", "橘猫"],
    ["retriev", "寻回犬", "金毛猎犬"],
    ["猫", "猫", "黑猫"],
    ["automob", "汽车"],
    ["gunung", "山", "雪山"],
  ];
  for (const [sought, first, also] of found) {
    it(`finds ${first} by ${sought}${also ? `, and ${also} after it` : ""}`, () => {
      const names = glossary.find(sought, 100).map((entry) => entry["zh-cn"][0]);
      assert.equal(names[0], first);
      assert.ok(also === undefined || names.includes(also), names.join(" "));
    });
  }

  it("finds nothing in the middle of a word, nor for blanks, and no more than asked for", () => {
    assert.ok(!glossary.find("cat", 1000).some((entry) => entry["zh-cn"][0] === "教育"));
    assert.deepEqual(glossary.find("  ", 10), []);
    assert.deepEqual(glossary.find("xyzzy", 10), []);
    assert.equal(glossary.find("s", 5).length, 5);
  });

  it("is searched while one types", () => {
    const start = performance.now();
    for (const sought of ["d", "do", "dog", "狗", "red pan"]) glossary.find(sought, 20);
    assert.ok(performance.now() - start < 200);
  });

  it("gives all names of a thing", () => {
    const [dog] = glossary.find("狗", 1);
    assert.deepEqual(dog && namesOf(dog), ["狗", "dog", "anjing"]);
  });
});
