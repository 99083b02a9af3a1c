import assert from "node:assert/strict";
import type { Label } from "../../../src/labels/label.ts";
import { readFirstObject, readLabelsBody } from "../../../src/oss/labelsBody.ts";
import { label } from "../labels/label.ts";
import { randomTexts } from "./randomText.ts";

describe("label answers", () => {
  const cases: [name: string, body: unknown, labels: (Partial<Label> & { name: string })[]][] = [
    [
      "the documented shape",
      {
        RequestId: "B7BDAFD5-C0AF-5042-A749-88BF6E4F2712",
        Labels: [
          {
            CentricScore: 0.797,
            LabelConfidence: 1,
            LabelLevel: 2,
            LabelName: "服装",
            Language: "zh-Hans",
            ParentLabelName: "衣服",
            LabelAlias: "衣",
            Clips: [{ TimeRange: [1, 2] }],
          },
        ],
      },
      [
        {
          name: "服装",
          level: 2,
          parent: "衣服",
          confidence: 1,
          centricScore: 0.797,
          language: "zh-Hans",
          alias: "衣",
        },
      ],
    ],
    ["a name alone", { Labels: [{ LabelName: "a" }] }, [{ name: "a" }]],
    ["no labels", { Labels: [] }, []],
    ["labels that are null", { Labels: null }, []],
    [
      "an empty parent, as the top has",
      { Labels: [{ LabelName: "a", ParentLabelName: "", LabelLevel: 1 }] },
      [{ name: "a", level: 1 }],
    ],
    [
      "numbers out of range or of another type",
      {
        Labels: [
          { LabelName: "a", LabelConfidence: 1.01, CentricScore: -0.1, LabelLevel: 0 },
          { LabelName: "b", LabelConfidence: "0.5", CentricScore: null, LabelLevel: 4 },
          { LabelName: "c", LabelConfidence: Number.NaN, LabelLevel: 1.5, Language: 7 },
          { LabelName: "d", LabelConfidence: 0, CentricScore: 1, LabelLevel: 3 },
        ],
      },
      [
        { name: "a" },
        { name: "b" },
        { name: "c" },
        { name: "d", confidence: 0, centricScore: 1, level: 3 },
      ],
    ],
    [
      "numbers that were rounded",
      {
        Labels: [
          { LabelName: "a", LabelConfidence: 1.0000001, CentricScore: -0 },
          { LabelName: "b", LabelConfidence: -1e-9, CentricScore: 1.00000012 },
          { LabelName: "c", LabelConfidence: 1.0009, CentricScore: 1.002 },
        ],
      },
      [
        { name: "a", confidence: 1, centricScore: 0 },
        { name: "b", confidence: 0, centricScore: 1 },
        { name: "c", confidence: 1 },
      ],
    ],
    [
      "entries that are no labels are dropped, the others stay",
      {
        Labels: [null, 1, "a", [], {}, { LabelName: 5 }, { LabelName: " " }, { LabelName: "b" }],
      },
      [{ name: "b" }],
    ],
    [
      "names of the language's own are names like others",
      JSON.parse(
        '{"Labels":[{"LabelName":"__proto__","ParentLabelName":"constructor","__proto__":{"LabelLevel":2}}],"__proto__":{"RequestId":"x"}}',
      ),
      [{ name: "__proto__", parent: "constructor" }],
    ],
    [
      "the older shape",
      {
        success: true,
        ImageUri: "oss://photos/a.jpg",
        Tags: [
          { TagName: "夜晚", TagLevel: 2, TagConfidence: 0.29995, ParentTagName: "自然景观" },
          { TagName: "b", TagScore: 0.5, ParentTagName: "" },
          { TagLevel: 1 },
        ],
      },
      [
        { name: "夜晚", level: 2, confidence: 0.29995, parent: "自然景观" },
        { name: "b", confidence: 0.5 },
      ],
    ],
  ];
  for (const [name, body, labels] of cases) {
    it(name, () => {
      const expected = labels.map(({ name, ...known }) => label(name, known));
      assert.deepEqual(readLabelsBody(body)?.labels, expected);
    });
  }

  for (const body of [null, undefined, 1, "text", [], [{ LabelName: "a" }], true]) {
    it(`${JSON.stringify(body)} is no answer`, () => assert.equal(readLabelsBody(body), undefined));
  }

  const others: object[] = [
    {},
    { RequestId: "x" },
    { Labels: "none" },
    { Labels: {} },
    { Labels: [1, {}] },
    { Tags: "none" },
    { Code: "InvalidArgument", Message: "m" },
    { Format: { value: "jpg" } },
  ];
  for (const body of others) {
    it(`${JSON.stringify(body)} does not pass for a picture without labels`, () => {
      assert.equal(readLabelsBody(body), undefined);
    });
  }

  it("tells the request id", () => {
    assert.equal(readLabelsBody({ RequestId: "x", Labels: [] })?.requestId, "x");
    assert.equal(readLabelsBody({ RequestId: 1, Labels: [] })?.requestId, undefined);
  });

  it("reads ten thousand labels", () => {
    const Labels = Array.from({ length: 10_000 }, (_, index) => ({ LabelName: `l${index}` }));
    assert.equal(readLabelsBody({ Labels })?.labels.length, 10_000);
  });

  it("never throws, and answers only what a label may be, whatever comes", () => {
    const seed = JSON.stringify({
      RequestId: "x",
      Labels: [{ LabelName: "a", LabelLevel: 2, LabelConfidence: 0.5 }],
    });
    for (const text of randomTexts(seed, 500)) {
      for (const label of readLabelsBody(parse(text))?.labels ?? []) {
        assert.ok(label.name.trim() !== "");
        assert.ok(
          label.confidence === undefined || (label.confidence >= 0 && label.confidence <= 1),
        );
        assert.ok([undefined, 1, 2, 3].includes(label.level));
      }
    }
  });
});

describe("the JSON of an answer", () => {
  const whole = { Labels: [{ LabelName: 'a"}{\\', LabelConfidence: 0.5 }] };
  const text = JSON.stringify(whole);
  const cases: [name: string, text: string, value: unknown][] = [
    ["alone", text, whole],
    ["with blanks around it", ` \n${text}\n`, whole],
    ["with bytes behind it", `${text}\0\0`, whole],
    ["with another object behind it", `${text}{"Labels":[]}`, whole],
    ["with a page behind it", `${text}<html>`, whole],
    [
      "with numbers that JSON lacks",
      '{"a":NaN,"b":[-Infinity,"NaN",1e-5,-2]}',
      { a: null, b: [null, "NaN", 1e-5, -2] },
    ],
    ["cut off", text.slice(0, -1), undefined],
    ["cut off in a text", '{"a":"b', undefined],
    ["that is a list", "[1]", undefined],
    ["that is malformed", '{"a":}', undefined],
    ["that is empty", "", undefined],
    ["that is a page", "<html>{}</html>", undefined],
  ];
  for (const [name, text, value] of cases) {
    it(name, () => assert.deepEqual(readFirstObject(text), value));
  }

  it("is read in linear time, however hostile", () => {
    for (const piece of ['"', '\\"', "{", "-", "-N", '{"a":']) {
      assert.equal(readFirstObject(`{${piece.repeat(200_000)}`), undefined);
    }
  });
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
