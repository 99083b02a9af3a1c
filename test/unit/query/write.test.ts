import assert from "node:assert/strict";
import { parseQuery } from "../../../src/query/parse.ts";
import {
  hasTerm,
  labelTerm,
  toggleTerm,
  withoutTerm,
  withSort,
  withTerm,
  writeQuery,
} from "../../../src/query/write.ts";
import { seededRandom } from "../labels/random.ts";
import { randomQuery } from "./random.ts";

/** The text as it is written; the same where there is one. */
// biome-ignore format: a table of one line for each text can be read
const written: readonly (readonly [text: string, written?: string])[] = [
  [""],
  ["label:dog"],
  ["label:Dog", "label:dog"],
  ['label:"dog"', "label:dog"],
  ['label:"golden retriever"'],
  ['label:"a*"'],
  ['label:"a*"*'],
  ["label:a*"],
  ["label:*"],
  ["label:=dog"],
  ['label:="=dog"'],
  ["label:-dash"],
  ['label:"say \\"hi\\" \\\\"'],
  ["label:dog[ confidence >= .9 ,level=2 ]", "label:dog[confidence>=0.9, level=2]"],
  ["subject:dog*"],
  ["cat"],
  ['"OR"', "or"],
  ['"a:b"'],
  ['"-x"'],
  ["note:", '"note:"'],
  ["NOT cat", "-cat"],
  ["NOT (cat dog)", "-(cat dog)"],
  ["a AND b", "a b"],
  ["(a b) OR c", "a b OR c"],
  ["(a OR b) c"],
  ["-(a OR b)"],
  ["-label:x size>1MB"],
  ["size>1000000", "size>1MB"],
  ["size>1048576", "size>1MiB"],
  ["size>1500kB"],
  ["size>1.5MB", "size>1500kB"],
  ["size>1001", "size>1001"],
  ["size>0"],
  ["size>0.5"],
  ["modified>=2026-01-01"],
  ["modified=2026-01-01"],
  ["modified=2026-01-01T00:00Z"],
  ["modified>=2026-01-01T00:00Z", "modified>=2026-01-01"],
  ["detected<2026-11-01T16:00+08:00", "detected<2026-11-01T08:00Z"],
  ["detected<2026-11-01T08:00:30Z"],
  ["detected<2026-11-01T08:00:00.5Z", "detected<2026-11-01T08:00:00.500Z"],
  ["key:*.jpg"],
  ['key:"a b"*'],
  ['key:"a*b"'],
  ["format:jpeg", "format:jpg"],
  ["class:IA", "class:ia"],
  ["sort:-size cat", "cat sort:-size"],
  ["cat sort:relevance", "cat"],
  ["sort:-relevance"],
];

describe("writing a query", () => {
  for (const [text, again = text] of written) {
    it(`makes ${JSON.stringify(again)} of ${JSON.stringify(text)}`, () => {
      assert.equal(writeQuery(parseQuery(text)), again);
    });
  }

  it("makes a text that means the same", () => {
    const random = seededRandom(9);
    for (let round = 0; round < 5000; round++) {
      const query = randomQuery(random);
      const text = writeQuery(query);
      assert.deepEqual(parseQuery(text), query, text);
    }
  });
});

describe("a term of a label", () => {
  const names: readonly (readonly [name: string, term: string])[] = [
    ["Dog", "label:Dog"],
    ["狗", "label:狗"],
    ["Golden retriever", 'label:"Golden retriever"'],
    ["a\u3000b", 'label:"a\u3000b"'],
    ["*", 'label:"*"'],
    ["=x", 'label:"=x"'],
    [">x", 'label:">x"'],
    ["-x", "label:-x"],
    ["OR", "label:OR"],
    ['"', 'label:"\\""'],
    ["\\", "label:\\"],
    ['\\"', 'label:"\\\\\\""'],
    ["a(b", 'label:"a(b"'],
    ["a]", 'label:"a]"'],
    ["a:b", "label:a:b"],
  ];
  for (const [name, term] of names) {
    it(`of ${name} is ${term}`, () => {
      assert.equal(labelTerm(name), term);
      const { condition } = parseQuery(term);
      const text = name.normalize("NFKC").toLowerCase();
      const expected = { kind: "label", name: { match: "equal", text }, reach: "below", where: [] };
      assert.deepEqual(condition, expected);
    });
  }

  /** A text without the term and with it. */
  const pairs: readonly (readonly [without: string, with_: string])[] = [
    ["", "label:x"],
    ["cat", "cat label:x"],
    ["a b", "a b label:x"],
    ["a AND b", "a AND b label:x"],
    ["cat sort:size", "cat sort:size label:x"],
    ["-label:x", "-label:x label:x"],
    ["(a OR b)", "(a OR b) label:x"],
    ["label:y label:xx", "label:y label:xx label:x"],
    ["label:=x", "label:=x label:x"],
  ];
  for (const [without, with_] of pairs) {
    it(`turns ${JSON.stringify(without)} into ${with_}, and back`, () => {
      assert.equal(toggleTerm(without, "label:x"), with_);
      assert.equal(toggleTerm(with_, "label:x"), without);
      assert.ok(!hasTerm(without, "label:x") && hasTerm(with_, "label:x"));
    });
  }

  const added: readonly (readonly [text: string, with_: string])[] = [
    ["  cat  ", "cat label:x"],
    ["a OR b", "(a OR b) label:x"],
    ["A OR b sort:size", "(a OR b) label:x sort:size"],
    ["a OR sort:-size AND b", "(a OR b) label:x sort:-size"],
  ];
  for (const [text, with_] of added) {
    it(`is added to ${text}: ${with_}`, () => assert.equal(withTerm(text, "label:x"), with_));
  }

  const removed: readonly (readonly [text: string, without: string])[] = [
    ["label:x a", "a"],
    ["label:x AND a", "a"],
    ["a AND label:x", "a"],
    ["a AND label:x AND b", "a AND b"],
    ["a label:X b", "a b"],
    ['a label:"x"b', "a b"],
    ["label:x sort:size", "sort:size"],
    ["--label:x a", "a"],
    // Not a term that all images must hold.
    ["a OR label:x", "a OR label:x"],
    ["(a label:x)", "(a label:x)"],
    ["-label:x", "-label:x"],
    ["label:x[level=1]", "label:x[level=1]"],
  ];
  for (const [text, without] of removed) {
    it(`is taken out of ${text}: ${without}`, () => {
      assert.equal(withoutTerm(text, "label:x"), without);
    });
  }

  it("keeps what a text meant, and adds itself", () => {
    const random = seededRandom(3);
    for (let round = 0; round < 500; round++) {
      const query = randomQuery(random);
      const { condition, sort } = parseQuery(withTerm(writeQuery(query), "label:added"));
      assert.deepEqual(sort, query.sort);
      const own = query.condition.kind === "and" ? query.condition.of : [query.condition];
      const parts = condition.kind === "and" ? condition.of : [condition];
      const kept = query.condition.kind === "everything" ? [] : own;
      assert.deepEqual(parts, [...kept, parseQuery("label:added").condition]);
    }
  });
});

describe("another order", () => {
  const texts: readonly (readonly [text: string, bySize: string, usual: string])[] = [
    ["", "sort:size", ""],
    ["cat", "cat sort:size", "cat"],
    ["cat sort:-key", "cat sort:size", "cat"],
    ["sort:-key Cat", "Cat sort:size", "Cat"],
    ["sort:key AND cat", "cat sort:size", "cat"],
    ["cat AND sort:key AND dog", "cat AND dog sort:size", "cat AND dog"],
    ["cat OR dog", "cat OR dog sort:size", "cat OR dog"],
    ["cat OR sort:key AND dog", "cat OR dog sort:size", "cat OR dog"],
    ["cat AND sort:key OR dog", "cat OR dog sort:size", "cat OR dog"],
  ];
  for (const [text, bySize, usual] of texts) {
    it(`of ${text || "everything"}`, () => {
      assert.equal(withSort(text, { by: "size", isReversed: false }), bySize);
      assert.equal(withSort(text, { by: "relevance", isReversed: false }), usual);
    });
  }

  it("changes nothing else", () => {
    const random = seededRandom(8);
    const sort = { by: "size", isReversed: true } as const;
    for (let round = 0; round < 500; round++) {
      const query = randomQuery(random);
      const text = withSort(writeQuery(query), sort);
      assert.deepEqual(parseQuery(text), { ...query, sort });
    }
  });
});
