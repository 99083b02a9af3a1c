import assert from "node:assert/strict";
import type { ObjectTag } from "../../../src/oss/calls/objectTagging.ts";
import { changeTexts } from "../../../src/writeBack/changeText.ts";
import {
  isOurs,
  sameTags,
  tagChange,
  tagKeys,
  tagsTakenBack,
  type WriteBackRules,
} from "../../../src/writeBack/tagChange.ts";
import { label } from "../labels/label.ts";

const rules: WriteBackRules = { keyPrefix: "label-", maxTags: 3, otherNames: "spell" };
const object = { account: "A", bucket: "photos", key: "a.jpg" };
const animal = label("Animal", { confidence: 0.99, centricScore: 0.4 });
const cat = label("Cat", { confidence: 0.9, centricScore: 0.9 });
const sofa = label("Sofa", { confidence: 0.95, centricScore: 0.1 });
const sky = label("夜", { confidence: 0.5, centricScore: 0.1 });

/** `a=1 b=2` */
const tags = (text: string): ObjectTag[] =>
  text === ""
    ? []
    : text.split(" ").map((pair) => {
        const at = pair.indexOf("=");
        return { key: pair.slice(0, at), value: pair.slice(at + 1) };
      });
const textOf = (list: readonly ObjectTag[]) =>
  list.map(({ key, value }) => `${key}=${value}`).join(" ");
const foreign = (count: number) => Array.from({ length: count }, (_, at) => `f${at}=v`).join(" ");

describe("what becomes of an object's tags", () => {
  const image = { object, labels: [sky, sofa, cat, animal] };
  const cases: readonly (readonly [
    what: string,
    image: Parameters<typeof tagChange>[0],
    before: string,
    rules: Partial<WriteBackRules>,
    after: string,
    leftOut?: string,
  ])[] = [
    [
      "its labels, what it is of first, then by confidence",
      image,
      "",
      {},
      "label-1=Cat label-2=Animal label-3=Sofa",
    ],
    ["no more than are wanted", image, "", { maxTags: 1 }, "label-1=Cat"],
    [
      "names that tags may not hold are spelled",
      image,
      "",
      { maxTags: 9 },
      "label-1=Cat label-2=Animal label-3=Sofa label-4==E5=A4=9C",
    ],
    [
      "or left out",
      image,
      "",
      { maxTags: 9, otherNames: "leaveOut" },
      "label-1=Cat label-2=Animal label-3=Sofa",
      "夜 form",
    ],
    [
      "what a person added comes first",
      { ...image, added: ["Pet"] },
      "",
      {},
      "label-1=Pet label-2=Cat label-3=Animal",
    ],
    [
      "an added name that is there is written once",
      { ...image, added: ["Sofa"] },
      "",
      {},
      "label-1=Sofa label-2=Cat label-3=Animal",
    ],
    [
      "those of others stay",
      image,
      "owner=me z=",
      {},
      "owner=me z= label-1=Cat label-2=Animal label-3=Sofa",
    ],
    [
      "ours are replaced",
      image,
      "label-1=Dog owner=me label-7=Old",
      {},
      "owner=me label-1=Cat label-2=Animal label-3=Sofa",
    ],
    [
      "of another prefix they are others'",
      image,
      "label-1=Dog",
      { keyPrefix: "seen:" },
      "label-1=Dog seen:1=Cat seen:2=Animal seen:3=Sofa",
    ],
    ["ten at most", image, foreign(8), {}, `${foreign(8)} label-1=Cat label-2=Animal`, "Sofa room"],
    [
      "none where others have all ten",
      image,
      foreign(10),
      {},
      foreign(10),
      "Cat room, Animal room, Sofa room",
    ],
    ["none for an image without labels", { object, labels: [] }, "label-1=Dog a=b", {}, "a=b"],
    [
      "a name too long is left out and the next moves up",
      { object, labels: [label("x".repeat(300), { confidence: 1, centricScore: 1 }), sofa] },
      "",
      { maxTags: 1 },
      "label-1=Sofa",
      `${"x".repeat(300)} form`,
    ],
    [
      "two labels of one name are one",
      { object, labels: [cat, { ...cat, parent: "Pet" }] },
      "",
      {},
      "label-1=Cat",
    ],
  ];
  for (const [what, given, before, more, after, leftOut = ""] of cases) {
    it(what, () => {
      const change = tagChange(given, tags(before), { ...rules, ...more });
      assert.equal(textOf(change.after), after);
      assert.equal(textOf(change.before), before);
      assert.equal(
        change.leftOut.map(({ name, reason }) => `${name} ${reason}`).join(", "),
        leftOut,
      );
    });
  }

  it("is nothing when it is done again", () => {
    const { after } = tagChange(image, tags("owner=me"), rules);
    assert.ok(sameTags(tagChange(image, after, rules).after, after));
  });
});

describe("keys that are ours", () => {
  it("are the prefix and a number from 1 to 10", () => {
    assert.deepEqual(tagKeys(rules), ["label-1", "label-2", "label-3"]);
    for (const key of ["label-1", "label-9", "label-10"]) assert.ok(isOurs(key, rules), key);
    for (const key of [
      "label-",
      "label-0",
      "label-11",
      "label-01",
      "label-1a",
      "Label-1",
      "xlabel-1",
      "label-1 ",
    ]) {
      assert.ok(!isOurs(key, rules), key);
    }
  });
});

describe("tags taken back", () => {
  const cases: readonly (readonly [string, string, string, string, string | undefined])[] = [
    ["are gone where none were", "", "label-1=Cat", "label-1=Cat", ""],
    ["are what ours were", "label-1=Dog", "label-1=Cat", "label-1=Cat", "label-1=Dog"],
    ["leave what others wrote since", "a=1", "a=1 label-1=Cat", "a=2 b=3 label-1=Cat", "a=2 b=3"],
    ["do not bring back what others deleted since", "a=1", "a=1 label-1=Cat", "label-1=Cat", ""],
    ["are taken back once", "label-1=Dog", "label-1=Cat", "label-1=Dog", "label-1=Dog"],
    ["stay where they were written anew", "", "label-1=Cat", "label-1=Sofa", undefined],
    [
      "stay where no room is left",
      "label-1=a label-2=b",
      "label-1=Cat",
      `${foreign(9)} label-1=Cat`,
      undefined,
    ],
  ];
  for (const [what, before, after, present, expected] of cases) {
    it(what, () => {
      const change = { before: tags(before), after: tags(after) };
      const taken = tagsTakenBack(change, tags(present), rules);
      assert.equal(taken && textOf(taken), expected);
    });
  }
});

describe("changes as texts to compare", () => {
  it("name each object, its tags, spelled names and what is left out", () => {
    const changes = [
      tagChange({ object, labels: [sky] }, [], rules),
      tagChange(
        { object: { ...object, key: "b\n c.jpg" }, labels: [cat] },
        tags(foreign(10)).map((tag, at) => (at === 0 ? { ...tag, value: "x\u202ey" } : tag)),
        rules,
      ),
    ];
    const { before, after } = changeTexts(changes, rules);
    assert.equal(
      before.split("\n").slice(0, 5).join("|"),
      "oss://photos/a.jpg|  (no tags)||oss://photos/b? c.jpg|  f0 = x?y",
    );
    assert.match(after, /^oss:\/\/photos\/a\.jpg\n {2}label-1 = =E5=A4=9C {2}\(夜\)\n\n/);
    assert.match(after, /\n {2}f9 = v\n {2}# without Cat: the other tags leave no room\n$/);
  });
});
