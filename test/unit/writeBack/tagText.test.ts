import assert from "node:assert/strict";
import { fitsTag, isTagKeyPrefix, tagValue, valueName } from "../../../src/writeBack/tagText.ts";
import { seededRandom } from "../labels/random.ts";

/** What a tag is sure to hold. */
const allowed = /^[A-Za-z0-9 +\-=._:/]{1,256}$/;

describe("names of labels as values of tags", () => {
  const values: readonly (readonly [name: string, value: string | undefined])[] = [
    ["Cat", "Cat"],
    ["Night sky", "Night sky"],
    ["a+b-c._:/", "a+b-c._:/"],
    ["猫", "=E7=8C=AB"],
    ["Café", "Caf=C3=A9"],
    ["a=b", "a=3Db"],
    ["=E7=8C=AB", "=3DE7=3D8C=3DAB"],
    [" Cat ", "=20Cat=20"],
    [" ", "=20"],
    ["a,b", "a=2Cb"],
    ["<b>", "=3Cb=3E"],
    ["100%", "100=25"],
    ["a\nb", "a=0Ab"],
    ["a\u0000b", "a=00b"],
    ["\ufeffCat", "=EF=BB=BFCat"],
    ["😀", "=F0=9F=98=80"],
    ["e\u0301", "e=CC=81"],
    ["x".repeat(256), "x".repeat(256)],
    ["x".repeat(257), undefined],
    ["猫".repeat(28), "=E7=8C=AB".repeat(28)],
    ["猫".repeat(29), undefined],
    ["", undefined],
    ["\ud83d", undefined],
    ["a\udc00b", undefined],
  ];
  for (const [name, value] of values) {
    it(`${JSON.stringify(name).slice(0, 30)} is ${value?.slice(0, 30) ?? "none"}`, () => {
      assert.equal(tagValue(name), value);
      if (value !== undefined) assert.equal(valueName(value), name);
      assert.equal(fitsTag(name), value === name);
    });
  }

  for (const value of [
    ...[
      "",
      "=",
      "a=",
      "=E",
      "=e7=8c=ab",
      "=41",
      "=G1",
      "= 1",
      "=+1",
      "=E7=8C",
      "=ED=A0=80",
      "=C0=80",
    ],
    ...[" a", "a ", "猫", "a,b", "\u0141", "x".repeat(257), "=FF"],
  ]) {
    it(`${JSON.stringify(value).slice(0, 30)} is nobody's`, () => {
      assert.equal(valueName(value), undefined);
    });
  }

  it("come back, whatever they are", () => {
    const random = seededRandom(1);
    const ranges = [0x80, 0x100, 0x3000, 0xffff, 0x10ffff];
    for (let round = 0; round < 20_000; round += 1) {
      const length = 1 + Math.floor(random() * 12);
      const name = String.fromCodePoint(
        ...Array.from({ length }, () =>
          Math.floor(random() * (ranges[Math.floor(random() * ranges.length)] ?? 1)),
        ),
      );
      const value = tagValue(name);
      if (/\p{Surrogate}/u.test(name)) {
        assert.equal(value, undefined);
        continue;
      }
      assert.match(value ?? "", allowed);
      assert.equal(valueName(value ?? ""), name);
    }
  });

  it("are told from values that are none of ours, whatever those are", () => {
    const random = seededRandom(2);
    const characters = "=0123456789ABCDEFabcdef Z+猫";
    for (let round = 0; round < 20_000; round += 1) {
      const length = Math.floor(random() * 10);
      const value = Array.from(
        { length },
        () => [...characters][Math.floor(random() * [...characters].length)],
      ).join("");
      const name = valueName(value);
      if (name !== undefined) assert.equal(tagValue(name), value);
    }
  });
});

describe("the beginning of a tag's key", () => {
  for (const [text, isRight] of [
    ["label-", true],
    ["L", true],
    ["a b", true],
    ["x".repeat(126), true],
    ["x".repeat(127), false],
    ["", false],
    [" a", false],
    ["标签", false],
    ["a,", false],
    ["a\n", false],
  ] as const) {
    it(`is ${isRight ? "" : "not "}${JSON.stringify(text).slice(0, 20)}`, () => {
      assert.equal(isTagKeyPrefix(text), isRight);
    });
  }
});
