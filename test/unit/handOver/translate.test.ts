import assert from "node:assert/strict";
import { spellingsIn } from "../../../src/handOver/spellings.ts";
import { translateToImm } from "../../../src/handOver/translateToImm.ts";
import { translateToMetaQuery } from "../../../src/handOver/translateToMetaQuery.ts";
import type { Place, Spellings, Translation } from "../../../src/handOver/translation.ts";
import {
  approximationText,
  differenceTexts,
  untranslatedText,
} from "../../../src/handOver/words.ts";
import { parseQuery } from "../../../src/query/parse.ts";
import type { Condition, NamePattern, Query, ScoreTest, Sort } from "../../../src/query/query.ts";
import { writeCondition } from "../../../src/query/write.ts";

const place: Place = { account: "Photos", bucket: "holiday", prefix: "" };
const asTyped: Spellings = ({ text }) => [text];
const rules = { keyPrefix: "label-", maxTags: 2, otherNames: "spell" } as const;
const byKey: Sort = { by: "key", isReversed: false };

const equal = (text: string): NamePattern => ({ match: "equal", text });
const begins = (text: string): NamePattern => ({ match: "begins", text });
const label = (
  name: NamePattern,
  where: readonly ScoreTest[] = [],
  reach: "below" | "exact" = "below",
): Condition => ({ kind: "label", name, reach, where });
const not = (of: Condition): Condition => ({ kind: "not", of });
const and = (...of: Condition[]): Condition => ({ kind: "and", of });
const or = (...of: Condition[]): Condition => ({ kind: "or", of });
const big: Condition = { kind: "size", test: { operator: ">", value: 1000 } };
const day = Date.parse("2026-01-01T00:00:00Z");

/** `Field operation Value`, joined by the operation around them. */
function textOf(node: unknown): string {
  const { Operation, Field, Value, SubQueries } = node as Record<string, unknown>;
  if (Array.isArray(SubQueries)) {
    const name = Field === undefined ? Operation : `${Operation} ${Field}`;
    return `${name}(${SubQueries.map(textOf).join(", ")})`;
  }
  return [Field, Operation, Value].filter((part) => part !== undefined).join(" ");
}

/** The query without the place, else why there is none. */
function outcomeOf(translation: Translation<unknown>): string {
  if (translation.kind === "nothing") return "nothing";
  if (translation.kind === "untranslatable") {
    return translation.clauses.map(untranslatedText).join("; ");
  }
  if (translation.query === undefined) return "everything";
  const text = textOf(translation.query).replace(/URI prefix oss:\/\/holiday\/(?=,|$)/, "here");
  return text === "here" ? "everything" : text.replace(/^and\(here, (.*)\)$/, "$1");
}

const toImm = (condition: Condition, sort = byKey, spellings = asTyped) =>
  translateToImm({ condition, sort }, place, spellings);
const toMetaQuery = (condition: Condition, sort = byKey, spellings = asTyped) =>
  translateToMetaQuery({ condition, sort }, place, spellings, rules);

describe("a query for other engines", () => {
  const known = "only the label index of this machine knows that";
  const tags = (operation: string, value: string) =>
    `or(OSSTagging.label-1 ${operation} ${value}, OSSTagging.label-2 ${operation} ${value})`;
  /** What is asked of IMM, and of the bucket's own index. */
  const rows: readonly [condition: Condition, imm: string, metaQuery: string][] = [
    [{ kind: "everything" }, "everything", "everything"],
    [
      label(equal("猫")),
      "or(Labels.LabelName eq 猫, Labels.ParentLabelName eq 猫)",
      tags("eq", "=E7=8C=AB"),
    ],
    [label(equal("猫"), [], "exact"), "Labels.LabelName eq 猫", tags("eq", "=E7=8C=AB")],
    [
      label(begins("cat")),
      "or(Labels.LabelName prefix cat, Labels.ParentLabelName prefix cat)",
      tags("prefix", "cat"),
    ],
    [
      label(begins("")),
      "Labels.LabelName exist",
      "label:*: only whole names of labels can be asked for there",
    ],
    [
      label(equal("猫"), [
        { score: "centric", operator: ">", value: 0.5 },
        { score: "confidence", operator: ">=", value: 0.9 },
      ]),
      "or(nested Labels(and(Labels.LabelName eq 猫, Labels.CentricScore gt 0.5, Labels.LabelConfidence gte 0.9)), nested Labels(and(Labels.ParentLabelName eq 猫, Labels.CentricScore gt 0.5, Labels.LabelConfidence gte 0.9)))",
      "label:猫[centric>0.5, confidence>=0.9]: scores of labels are not kept there",
    ],
    [
      label(begins(""), [{ score: "level", operator: "=", value: 3 }]),
      "nested Labels(and(Labels.LabelLevel eq 3))",
      "label:*[level=3]: scores of labels are not kept there",
    ],
    [
      { kind: "subject", name: equal("猫") },
      "subject:猫: it takes a comparison of an image's labels with each other",
      "subject:猫: it takes a comparison of an image's labels with each other",
    ],
    [
      { kind: "word", match: "contains", text: "night sky" },
      "Labels.LabelName match-phrase night sky",
      '"night sky": only whole names of labels can be asked for there',
    ],
    [
      { kind: "word", match: "begins", text: "cat" },
      "Labels.LabelName prefix cat",
      tags("prefix", "cat"),
    ],
    [{ kind: "account", text: "Photos" }, "everything", "everything"],
    [{ kind: "account", text: "Other" }, "nothing", "nothing"],
    [{ kind: "bucket", text: "holiday" }, "everything", "everything"],
    [not({ kind: "bucket", text: "holiday" }), "nothing", "nothing"],
    [{ kind: "prefix", text: "a/" }, "Filename prefix a/", "Filename prefix a/"],
    [{ kind: "key", contains: "cat" }, "Filename match-phrase cat", "Filename match cat"],
    [{ kind: "key", glob: ["a/", ""] }, "Filename prefix a/", "Filename prefix a/"],
    [{ kind: "key", glob: ["", "cat", ""] }, "Filename match-phrase cat", "Filename match cat"],
    [
      { kind: "key", glob: ["", ".jpg"] },
      "key:*.jpg: only keys that begin with or contain a text can be asked for there",
      "key:*.jpg: only keys that begin with or contain a text can be asked for there",
    ],
    [
      { kind: "format", format: "jpg" },
      "ContentType eq image/jpeg",
      "or(Filename match .jpg, Filename match .jpeg)",
    ],
    [{ kind: "format", format: "png" }, "ContentType eq image/png", "Filename match .png"],
    [{ kind: "class", storageClass: "ia" }, "OSSStorageClass eq IA", "OSSStorageClass eq IA"],
    [
      { kind: "class", storageClass: "tape" },
      "class:tape: there is no such storage class",
      "class:tape: there is no such storage class",
    ],
    [big, "Size gt 1000", "Size gt 1000"],
    [
      { kind: "modified", test: { operator: ">=", value: day } },
      "FileModifiedTime gte 2026-01-01T00:00:00.000Z",
      "FileModifiedTime gte 2026-01-01T00:00:00.000Z",
    ],
    [
      { kind: "modified", test: { operator: "on-day", value: day } },
      "FileModifiedTime gte 2026-01-01T00:00:00.000Z, FileModifiedTime lt 2026-01-02T00:00:00.000Z",
      "and(FileModifiedTime gte 2026-01-01T00:00:00.000Z, FileModifiedTime lt 2026-01-02T00:00:00.000Z)",
    ],
    [
      { kind: "detected", test: { operator: "on-day", value: day } },
      `detected=2026-01-01: ${known}`,
      `detected=2026-01-01: ${known}`,
    ],
    [
      { kind: "labels", test: { operator: ">=", value: 1 } },
      "Labels.LabelName exist",
      "labels>=1: labels cannot be counted there",
    ],
    [
      { kind: "labels", test: { operator: "=", value: 0 } },
      "not(Labels.LabelName exist)",
      "labels=0: labels cannot be counted there",
    ],
    [
      { kind: "labels", test: { operator: ">", value: 4 } },
      "labels>4: labels cannot be counted there",
      "labels>4: labels cannot be counted there",
    ],
    ...(["labelled", "empty", "unlabelled", "outdated", "corrected"] as const).map(
      (state): [Condition, string, string] => [
        { kind: "is", state },
        `is:${state}: ${known}`,
        `is:${state}: ${known}`,
      ],
    ),
    [
      and(big, { kind: "prefix", text: "a" }),
      "Size gt 1000, Filename prefix a",
      "and(Size gt 1000, Filename prefix a)",
    ],
    [or(big, { kind: "account", text: "Photos" }), "everything", "everything"],
    [or(big, { kind: "account", text: "Other" }), "Size gt 1000", "Size gt 1000"],
    [not(big), "not(Size gt 1000)", "not(Size gt 1000)"],
    [not(not(big)), "Size gt 1000", "Size gt 1000"],
    [
      not(label(equal("猫"))),
      "not(Labels.LabelName eq 猫), not(Labels.ParentLabelName eq 猫)",
      "and(not(OSSTagging.label-1 eq =E7=8C=AB), not(OSSTagging.label-2 eq =E7=8C=AB))",
    ],
    [
      and({ kind: "is", state: "empty" }, { kind: "subject", name: begins("a") }),
      `is:empty: ${known}; subject:a*: it takes a comparison of an image's labels with each other`,
      `is:empty: ${known}; subject:a*: it takes a comparison of an image's labels with each other`,
    ],
  ];
  for (const [condition, imm, metaQuery] of rows) {
    const name = writeCondition(condition) || "everything";
    it(`is asked or named: ${name}`, () => {
      assert.equal(outcomeOf(toImm(condition)), imm, "IMM");
      assert.equal(outcomeOf(toMetaQuery(condition)), metaQuery, "MetaQuery");
    });
  }

  const sorts: readonly [Sort, string][] = [
    [byKey, "Filename asc"],
    [{ by: "key", isReversed: true }, "Filename desc"],
    [{ by: "size", isReversed: false }, "Size desc"],
    [{ by: "size", isReversed: true }, "Size asc"],
    [{ by: "modified", isReversed: false }, "FileModifiedTime desc"],
    [
      { by: "relevance", isReversed: false },
      "sort:relevance: the images come in the order of the engine",
    ],
    [{ by: "relevance", isReversed: true }, "sort:-relevance: nothing can be sorted by that there"],
    [
      { by: "confidence", isReversed: false },
      "sort:confidence: nothing can be sorted by that there",
    ],
    [{ by: "centric", isReversed: true }, "sort:-centric: nothing can be sorted by that there"],
    [{ by: "detected", isReversed: false }, "sort:detected: nothing can be sorted by that there"],
    [{ by: "labels", isReversed: false }, "sort:labels: nothing can be sorted by that there"],
  ];
  for (const [sort, expected] of sorts) {
    it(`is sorted by ${sort.isReversed ? "-" : ""}${sort.by} as far as the engine can`, () => {
      for (const translation of [toImm(big, sort), toMetaQuery(big, sort)]) {
        if (translation.kind !== "translated") {
          assert.equal(outcomeOf(translation), expected);
          continue;
        }
        const { field, order } = translation.sort ?? {};
        const said = translation.approximations.map(approximationText).join();
        assert.equal(field === undefined ? said : `${field} ${order}`, expected);
      }
    });
  }

  const orders: readonly [typed: string, isSaid: boolean][] = [
    ["size>1kB", false],
    ["", false],
    ["size>1kB sort:relevance", true],
    ["sort:relevance", true],
    ['"sort:relevance" size>1kB', false],
  ];
  for (const [typed, isSaid] of orders) {
    it(`${isSaid ? "says" : "keeps to itself"} that there is no order for ${typed || "nothing"}`, () => {
      const translation = translateToImm(parseQuery(typed), place, asTyped);
      assert.ok(translation.kind === "translated");
      const said = differenceTexts(typed, translation.approximations).join();
      assert.equal(said.includes("the images come in the order of the engine"), isSaid, said);
    });
  }

  it("is confined to the place that was handed over", () => {
    const below = { ...place, prefix: "2026/" };
    const query: Query = { condition: big, sort: byKey };
    assert.equal(
      outcomeOf(translateToImm(query, below, asTyped)),
      "and(URI prefix oss://holiday/2026/, Size gt 1000)",
    );
    assert.equal(
      outcomeOf(translateToMetaQuery(query, below, asTyped, rules)),
      "and(Filename prefix 2026/, Size gt 1000)",
    );
  });

  it("says where an answer may differ", () => {
    const said = (translation: Translation<unknown>) =>
      translation.kind === "translated" ? translation.approximations.map(approximationText) : [];
    assert.deepEqual(said(toImm(label(equal("猫")))), [
      "label:猫: a label two levels below is found only where the one between them was found in the image, too",
    ]);
    assert.deepEqual(said(toImm(label(equal("猫"), [], "exact"))), []);
    assert.deepEqual(said(toImm(label(equal("cat"), [], "exact"))), [
      "label:=cat: capitals count there",
    ]);
    assert.match(said(toMetaQuery(label(equal("猫")))).join(), /^label:猫: tags hold a few labels/);
    assert.match(said(toImm({ kind: "format", format: "png" })).join(), /content type counts/);
  });

  it("is refused where it is beyond the limits", () => {
    const many = or(
      ...Array.from({ length: 101 }, (_, at) => ({ kind: "prefix", text: `${at}` }) as const),
    );
    assert.match(outcomeOf(toImm(many)), /more than 100 conditions/);
    const scores: ScoreTest[] = [{ score: "centric", operator: ">", value: 0.5 }];
    const fits = not(label(equal("猫"), scores));
    assert.match(outcomeOf(toImm(fits)), /^not\(nested/);
    const deep = or(
      big,
      and({ kind: "prefix", text: "a" }, not(and(big, label(equal("猫"), scores)))),
    );
    assert.match(outcomeOf(toImm(deep)), /more than five levels/);
  });

  it("leaves out what write-back leaves out of tags", () => {
    const query: Query = { condition: label(equal("猫")), sort: byKey };
    const leaving = { ...rules, otherNames: "leaveOut" } as const;
    assert.match(
      outcomeOf(translateToMetaQuery(query, place, asTyped, leaving)),
      /write-back puts no such name into a tag/,
    );
  });
});

describe("names that a query has folded", () => {
  it("are asked as they were typed and as the label index writes them", () => {
    const spellings = spellingsIn('label:Night label:"Ｓnow Storm" -label:=ice CAT*', [
      "SNOW storm",
      "Ice",
    ]);
    assert.deepEqual(spellings(equal("night")), ["Night"]);
    assert.deepEqual(spellings(equal("snow storm")), ["Ｓnow Storm", "SNOW storm"]);
    assert.deepEqual(spellings(equal("ice")), ["ice", "Ice"]);
    assert.deepEqual(spellings(begins("cat")), ["CAT"]);
    assert.deepEqual(spellings(equal("never typed")), ["never typed"]);
  });
});
