import assert from "node:assert/strict";
import { compareFound, matchesGlob, relevance } from "../../../src/query/judge.ts";
import { parseQuery } from "../../../src/query/parse.ts";
import { foundKeys, type ImageFacts, image } from "./images.ts";

/** Whether each query finds the image. */
interface Judged {
  readonly facts: ImageFacts & { readonly key?: string };
  readonly found: readonly string[];
  readonly missed: readonly string[];
}

const dog = ["Dog/2<Animal 0.9 0.8", "Poodle/3<Dog 0.7 0.75", "Sofa/1 0.95 0.2"];

const judged: Readonly<Record<string, Judged>> = {
  "a label, those below it and those above it": {
    facts: { labels: dog },
    found: [
      ...["label:dog", "label:DOG", "label:poodle", "label:sofa"],
      // Implied parents count.
      ...["label:animal", "label:Animal", "label:ani*", "label:poo*"],
      ...["label:=dog", "label:=poodle", "label:=sofa", "label:*"],
      ...["label:dog label:sofa", "label:cat OR label:dog", "-label:cat", "NOT label:cat"],
    ],
    missed: [
      ...["label:cat", "label:do", "label:oodle", "label:x*", "label:=animal"],
      ...["label:=do", "label:dog label:cat", "-label:dog", "-label:animal"],
      // The star is a part of the name.
      ...['label:"dog*"', 'label:"*"', 'label:="animal"'],
    ],
  },
  "conditions on one and the same label": {
    facts: { labels: dog },
    found: [
      ...["label:dog[confidence>=0.9]", "label:dog[confidence>0.8]", "label:dog[confidence<0.8]"],
      ...[
        "label:dog[level=3]",
        "label:dog[level=2]",
        "label:animal[level=3]",
        "label:=dog[level=2]",
      ],
      ...["label:animal[confidence>0.8, centric>0.7]", "label:dog[confidence<=0.7, centric=0.75]"],
      ...["label:*[level=1]", "label:*[confidence=0.95]", "label:po*[centric>0.7]"],
      ...["label:animal[confidence=0.7]", "label:sofa[centric<0.5, confidence>0.9]"],
    ],
    missed: [
      ...["label:dog[confidence>0.9]", "label:=dog[level=3]", "label:animal[level=1]"],
      // No single label has both.
      ...["label:dog[confidence>0.8, centric<0.8]", "label:dog[level=2, level=3]"],
      ...["label:*[confidence>0.9, centric>0.5]", "label:sofa[level>1]", "label:=animal[level<9]"],
    ],
  },
  "labels that lack numbers": {
    facts: { labels: ["Dog", "Cat<Pet 0.9", "Cow - 0.9"] },
    found: [
      ...["label:dog", "label:cat[confidence>0]", "label:cow[centric>0]", "label:pet", "labels=3"],
      ...["-label:dog[confidence>=0]", "-label:dog[confidence<0.5]", "-label:cow[level<=3]"],
    ],
    missed: [
      ...["label:dog[confidence>=0]", "label:dog[confidence<1]", "label:dog[level<9]"],
      ...["label:cat[centric<=1]", "label:cow[confidence<=1]", "label:cat[level>0]"],
    ],
  },
  "parents by level: directly above first": {
    facts: { labels: ["Bird/3<Crane", "Crane/1<Machine 0.9", "Crane/2<Wader 0.8"] },
    found: ["label:wader[level=3]", "label:crane[level=3]", "label:machine[level=1]"],
    missed: ["label:machine[level=3]"],
  },
  "parents by level: else the nearest above": {
    facts: { labels: ["Bird/4<Crane", "Crane/1<Machine 0.9", "Crane/2<Wader 0.8"] },
    found: ["label:wader[level=4]"],
    missed: ["label:machine[level=4]"],
  },
  "parents by level: else any, the most confident": {
    facts: {
      labels: ["Bird/1<Crane", "Crane/2<Wader 0.7", "Crane/3<Machine 0.8", "Crane<Toy 0.75"],
    },
    found: ["label:machine[level=1]"],
    missed: ["label:wader[level=1]", "label:toy[level=1]"],
  },
  "parents of a label without a level: the most confident": {
    facts: { labels: ["Bird<Crane 1 1", "Crane/1<Wader 0.7", "Crane/3<Machine 0.8"] },
    found: ["label:machine[centric=1]"],
    missed: ["label:wader[centric=1]"],
  },
  "parents that are looked up exactly": {
    facts: { labels: ["Poodle/3<dog", "Dog/2<Animal"] },
    found: ["label:dog[level=3]", "label:animal[level=2]"],
    missed: ["label:animal[level=3]"],
  },
  "parents in a circle": {
    facts: { labels: ["a/1<b", "b/2<c", "c/3<a", "d/2<d"] },
    found: ["label:a[level=3]", "label:c[level=1]", "label:b[level=3]", "label:d[level=2]"],
    missed: ["label:d[level=1]", "label:a[level=4]"],
  },
  "an empty parent, which is none": {
    facts: { labels: ["Sky/1<"] },
    found: ["label:sky", "label:*"],
    missed: ["label:x"],
  },
  "names after folding": {
    facts: { labels: ["Straße", "ΟΔΟΣ", "Cafe\u0301", "ｓＫＹ", "İstanbul", "ﬁre", "ılık"] },
    found: [
      ...["label:STRASSE", "label:strasse", "label:STRAẞE", "label:straße", "label:οδος"],
      ...[
        "label:οδοσ",
        "label:café",
        "label:sky",
        "label:SKY",
        "label:FIRE",
        "label:i\u0307stanbul",
      ],
      ...["label:ılık", "strass", "CAFÉ"],
    ],
    missed: ["label:strase", "label:cafe", "label:istanbul", "label:ilik"],
  },
  "hidden labels": {
    facts: { labels: [...dog, "DOG/1 0.5 0.5"], hidden: ["dog"] },
    found: [
      ...["label:poodle", "label:animal", "label:sofa", "is:corrected", "is:labelled", "labels=2"],
      // It stays a link in the chain of parents.
      ...["label:dog", "label:dog[level=3]", "label:animal[level=3]"],
    ],
    missed: ["label:=dog", "label:dog[level=2]", "label:dog[level=1]", "dog", "subject:sofa"],
  },
  "hidden labels, all of them": {
    facts: { labels: ["Cat", "cat/1"], hidden: ["CAT"] },
    found: ["is:corrected", "labels=0", "-is:labelled", "-label:*"],
    // The answer is not empty.
    missed: ["is:empty", "is:labelled", "label:cat", "is:unlabelled"],
  },
  "added labels": {
    facts: { labels: ["Sofa/1 0.9 0.9"], added: ["Cat", "cat", "SOFA", "Black cat"] },
    found: ["label:cat", "label:=CAT", "labels=3", "cat", '"black cat"', "is:corrected"],
    missed: ["label:cat[confidence>=0]", "label:cat[level<9]", "subject:cat", "label:animal"],
  },
  "an added label that the detection has and a person hid": {
    facts: { labels: ["Sofa", "Cat"], hidden: ["sofa"], added: ["Sofa"] },
    found: ["labels=1", "label:cat"],
    missed: ["label:sofa"],
  },
  "added labels of an image that was never detected": {
    facts: { added: ["Cat"] },
    found: ["is:unlabelled", "is:labelled", "is:corrected", "label:cat", "labels=1"],
    missed: ["is:empty", "is:outdated"],
  },
  "added labels of an image in which nothing was found": {
    facts: { labels: [], added: ["Cat"] },
    found: ["is:empty", "is:labelled", "is:corrected", "labels=1"],
    missed: ["is:unlabelled"],
  },
  "corrections that are none": {
    facts: { labels: [], hidden: [], added: [] },
    found: ["is:empty", "labels=0", "labels<1", "labels<=0"],
    missed: ["is:corrected", "is:labelled", "is:unlabelled", "labels>0"],
  },
  "hiding what is not there": {
    facts: { labels: ["Cat"], hidden: ["Dog"] },
    found: ["is:corrected", "label:cat"],
    missed: ["is:outdated"],
  },
  "an image that was never detected": {
    facts: {},
    found: ["", "is:unlabelled", "labels=0", "-label:cat", "-detected>2000-01-01", "-size>0"],
    missed: [
      "is:labelled",
      "is:empty",
      "is:outdated",
      "is:corrected",
      "detected>2000-01-01",
      "size<1GB",
    ],
  },
  "an image whose bytes changed": {
    facts: { isOutdated: true },
    found: ["is:outdated", "labels=0"],
    missed: ["is:unlabelled", "is:labelled", "is:empty", "detected<2100-01-01"],
  },
  "an imported image that may have changed": {
    facts: { labels: ["Cat"], isOutdated: true },
    found: ["is:outdated", "is:labelled", "label:cat", "detected<2100-01-01"],
    missed: ["is:unlabelled", "is:empty"],
  },
  "the main subject": {
    facts: { labels: dog },
    found: [
      ...["subject:dog", "subject:Animal", "subject:ani*", "subject:*", 'subject:"DOG"'],
      ...["-subject:poodle", "-subject:sofa"],
    ],
    missed: ["subject:poodle", "subject:sofa", "subject:cat", "-subject:dog", "subject:do"],
  },
  "a main subject that is not clear": {
    facts: { labels: ["Sea/2<Nature 1 0.49", "Sky/1 0.3 0.6"] },
    found: ["-subject:sea", "-subject:*"],
    missed: ["subject:sea", "subject:nature", "subject:*", "subject:sky"],
  },
  "a main subject that is just clear": {
    facts: { labels: ["Sea/2<Nature 1 0.5"] },
    found: ["subject:sea", "subject:nature"],
    missed: ["subject:sky"],
  },
  "of equal subjects the deeper one": {
    facts: { labels: ["Animal/1 0.9 0.9", "Dog/2<Animal 0.9 0.9"] },
    found: ["subject:dog", "subject:animal", "-label:dog OR subject:dog"],
    missed: ["subject:cat"],
  },
  "of subjects equal in level the more confident": {
    facts: { labels: ["A/1 0.8 0.9", "B/1 0.9 0.8"] },
    found: ["subject:b"],
    missed: ["subject:a"],
  },
  "of subjects equal in all numbers the first by name": {
    facts: { labels: ["B/1 0.9 0.9", "A/1 0.9 0.9"] },
    found: ["subject:a"],
    missed: ["subject:b"],
  },
  "a subject without confidence only where none has one": {
    facts: { labels: ["Loud - 1", "Sofa 0.7 0.7"] },
    found: ["subject:sofa"],
    missed: ["subject:loud"],
  },
  "subjects without any confidence": {
    facts: { labels: ["Loud - 0.9", "Sofa - 0.7"] },
    found: ["subject:loud"],
    missed: ["subject:sofa"],
  },
  "a subject that a person hid": {
    facts: { labels: ["Cat 1 1", "Sofa 0.9 0.9"], hidden: ["Cat"] },
    found: ["subject:sofa"],
    missed: ["subject:cat"],
  },
  "bare words": {
    facts: { labels: ["Golden retriever/3<Dog", "户外服装/2<服装"] },
    found: [
      ...["retriever", "gold", "RETRIEVER golden", '"golden retr"', '"n r"', "户外", "服装"],
      ...["golden -cat", "golden OR cat", '"GOLD"*', '"golden retriever"*', '-"olden"*'],
    ],
    // Implied parents are not searched.
    missed: [
      "dog",
      '"dog"*',
      '"retr"*',
      '"gold*"',
      '"retriever golden"',
      "golden*",
      "装服",
      "golden cat",
      "-golden",
    ],
  },
  places: {
    facts: { account: "Photos", bucket: "pics", key: "2024/Summer/cat.JPG" },
    found: [
      ...[
        "account:Photos",
        "bucket:pics",
        "prefix:2024/",
        "prefix:2024/Summer/cat.JPG",
        "key:Summer",
      ],
      ...["key:2024/Summer/cat.JPG", "key:*.JPG", "key:2024/*", "key:*Summer*", "key:2*4/*cat*"],
      ...["key:*", "key:2024/*/cat.JPG", "-account:photos"],
    ],
    missed: [
      ...[
        "account:photos",
        "account:Photo",
        "bucket:Pics",
        "bucket:pic",
        "prefix:Summer",
        "key:summer",
      ],
      ...["key:*.jpg", "key:Summer*", "key:2024/*/*/cat.JPG", 'key:"2024*"', "prefix:2024/summer"],
    ],
  },
  "a glob that would use a character twice": {
    facts: { key: "aba" },
    found: ["key:ab*", "key:*ba", "key:a*a", "key:aba*", "key:*aba", "key:a*b*a", "key:**aba**"],
    missed: ["key:ab*ba", "key:aba*aba", "key:a*a*a", "key:aba*a"],
  },
  "a key with odd characters": {
    facts: { key: 'a "b" (c) [d]*.png' },
    found: [
      'key:"(c)"',
      'key:"\\"b\\""',
      'key:"[d]*"',
      'prefix:"a \\""',
      'key:"a "*',
      "format:png",
    ],
    missed: ['key:"(C)"', 'key:"b "*'],
  },
  "formats, jpeg": {
    facts: { key: "a.JPEG", storageClass: "ColdArchive" },
    found: ["format:jpg", "format:jpeg", "format:JPG", "class:coldarchive", "class:COLDARCHIVE"],
    missed: ["format:png", "class:archive", "class:cold*"],
  },
  "formats, png": {
    facts: { key: "a.jpg.png", storageClass: "IA" },
    found: ["format:png", "class:ia", "-format:jpg"],
    missed: ["format:jpg", "class:standard"],
  },
  "formats, none": {
    facts: { key: "a.jpgx" },
    found: ["-format:jpg", "-format:png", "-class:standard"],
    missed: ["format:jpg", "format:png", "class:standard"],
  },
  sizes: {
    facts: { size: 1_500_000 },
    found: [
      ...["size=1.5MB", "size=1500000", "size=1500kB", "size>1MB", "size>=1.5MB", "size<=1.5MB"],
      ...["size<2MB", "size>1MiB", "size<1GiB", "size>1464KiB", "size>1 OR cat", "-size>1.5MB"],
    ],
    missed: ["size>1.5MB", "size<1.5MB", "size=1MB", "size>=1.5MiB", "-size>1MB"],
  },
  dates: {
    facts: {
      lastModified: "2026-01-15T12:00:00.000Z",
      labels: [],
      detectedAt: "2026-02-01T00:00:00Z",
    },
    found: [
      ...[
        "modified=2026-01-15",
        "modified>2026-01-15",
        "modified>=2026-01-15",
        "modified<2026-01-16",
      ],
      ...[
        "modified=2026-01-15T12:00Z",
        "modified=2026-01-15T20:00+08:00",
        "modified<=2026-01-15T12:00Z",
      ],
      ...[
        "detected=2026-02-01",
        "detected>=2026-02-01",
        "detected<=2026-02-01",
        "detected=2026-02-01T00:00Z",
      ],
    ],
    missed: [
      ...[
        "modified=2026-01-14",
        "modified=2026-01-16",
        "modified<=2026-01-15",
        "modified<2026-01-15",
      ],
      ...["modified=2026-01-15T12:01Z", "modified>2026-01-15T12:00Z", "detected=2026-01-31"],
      ...["detected<2026-02-01", "detected>2026-02-01"],
    ],
  },
  "a time that nobody can read": {
    facts: { lastModified: "yesterday" },
    found: ["-modified>2000-01-01"],
    missed: ["modified>2000-01-01", "modified<2100-01-01"],
  },
  "the number of labels": {
    facts: { labels: ["a", "b", "c"] },
    found: ["labels=3", "labels>=3", "labels>2", "labels<4", "labels<=3", "labels>2.5"],
    missed: ["labels=2", "labels>3", "labels<3", "labels<2.5"],
  },
  "what binds how tightly": {
    facts: { labels: ["a", "b"] },
    found: [
      "a b",
      "a AND b",
      "a OR x",
      "x OR a",
      "x y OR a b",
      "a b OR x",
      "a OR x y",
      "--a",
      "-x a",
    ],
    missed: [
      "(a OR b) x",
      "a x",
      "x OR y",
      "-a b",
      "-(a b)",
      "-(a OR x)",
      "NOT a OR x",
      "-a OR -b",
    ],
  },
};

describe("an image", () => {
  for (const [about, { facts, found, missed }] of Object.entries(judged)) {
    describe(`judged by ${about}`, () => {
      const one = image(facts.key ?? "k", facts);
      for (const query of found) {
        it(`is found by ${query}`, () => assert.deepEqual(foundKeys(query, [one]).length, 1));
      }
      for (const query of missed) {
        it(`is not found by ${query}`, () => assert.deepEqual(foundKeys(query, [one]).length, 0));
      }
    });
  }
});

const relevances: readonly (readonly [query: string, labels: string[], expected: number])[] = [
  ["", ["a 1 1"], 0],
  ["format:jpg", ["a 1 1"], 0],
  ["label:a", ["a 0.5 0.5", "b 1 1"], 0.25],
  ["label:a", ["b<a 0.5 0.5", "a 0.5 0.1"], 0.25],
  ["label:=a", ["b<a 0.5 0.5", "a 0.5 0.1"], 0.05],
  ["label:a label:b", ["a 0.5 0.5", "b 1 1"], 1],
  ["label:a -label:b", ["a 0.5 0.5", "b 1 1"], 0.25],
  ["label:a --label:b", ["a 0.5 0.5", "b 1 1"], 1],
  ["NOT (NOT label:b x)", ["a 0.5 0.5", "b 1 1"], 1],
  ["NOT NOT label:b", ["a 0.5 0.5", "b 1 1"], 1],
  ["-(label:a -label:b)", ["a 0.5 0.5", "b 1 1"], 1],
  ["label:a OR label:b", ["a 0.5 0.5", "b 1 1"], 1],
  // Every positive term counts, wherever it stands.
  ["label:a OR (label:b size>1GB)", ["a 0.5 0.5", "b 1 1"], 1],
  ["label:a[confidence<0.5]", ["a 1 1", "b<a 0.25 0.5"], 0.125],
  ["label:*", ["a 0.5 0.5", "b 1 0.5"], 0.5],
  ["a", ["a 0.5 0.5", "ba 1 0.5"], 0.5],
  ['"a"', ["b<a 1 1", "a 0.5 0.5"], 0.25],
  ["subject:a", ["a 0.5 0.5", "b<a 1 0.5"], 0.5],
  ["subject:b OR label:a", ["a 0.5 0.5", "b 1 0.5"], 0.5],
  ["subject:x OR label:a", ["a 0.5 0.5", "b 1 0.5"], 0.25],
  // A missing score counts as 0.
  ["label:a", ["a"], 0],
  ["label:a", ["a 0.9"], 0],
  ["label:a", ["a - 0.9"], 0],
  ["subject:a", ["a - 0.9"], 0],
];

describe("relevance", () => {
  for (const [query, labels, expected] of relevances) {
    it(`of [${labels.join(", ")}] to ${query || "everything"} is ${expected}`, () => {
      assert.equal(relevance(parseQuery(query).condition, image("k", { labels })), expected);
    });
  }

  it("leaves out what a person hid", () => {
    const one = image("k", { labels: ["a 1 1", "b<a 0.5 0.5"], hidden: ["a"] });
    assert.equal(relevance(parseQuery("label:a").condition, one), 0.25);
  });
});

const many = [
  image("1.jpg", {
    labels: ["cat 0.5 0.9", "sofa 1 0.1"],
    size: 300,
    lastModified: "2026-01-03T00:00:00Z",
    detectedAt: "2026-02-01T00:00:00Z",
  }),
  image("2.jpg", {
    labels: ["cat 0.9 0.2"],
    size: 100,
    lastModified: "2026-01-01T00:00:00Z",
    detectedAt: "2026-02-03T00:00:00Z",
  }),
  image("3.jpg", { labels: ["cat", "dog", "cow"], size: 200, detectedAt: "2026-02-02T00:00:00Z" }),
  image("4.jpg", { lastModified: "2026-01-02T00:00:00Z" }),
];

const orders: readonly (readonly [query: string, keys: string])[] = [
  ["", "1 2 3 4"],
  ["sort:-relevance", "1 2 3 4"],
  ["label:cat", "1 2 3"],
  ["label:cat sort:-relevance", "3 2 1"],
  ["label:cat OR is:unlabelled", "1 2 3 4"],
  ["label:cat OR is:unlabelled sort:-relevance", "3 4 2 1"],
  ["label:cat sort:confidence", "2 1 3"],
  ["label:cat sort:-confidence", "1 2 3"],
  // Without a term on names, all current labels.
  ["sort:confidence", "1 2 3 4"],
  ["sort:-confidence", "2 1 3 4"],
  ["-label:cow sort:confidence", "1 2 4"],
  // Terms on names that matched nothing of an image.
  ["label:sofa OR label:cow OR size<150 sort:confidence", "1 2 3"],
  ["label:cat sort:centric", "1 2 3"],
  ["sort:-centric", "2 1 3 4"],
  ["sort:modified", "1 4 2 3"],
  ["sort:-modified", "2 4 1 3"],
  ["sort:detected", "2 3 1 4"],
  ["sort:-detected", "1 3 2 4"],
  ["sort:size", "1 3 2 4"],
  ["sort:-size", "2 3 1 4"],
  ["sort:labels", "3 1 2 4"],
  ["sort:-labels", "4 2 1 3"],
  ["sort:key", "1 2 3 4"],
  ["sort:-key", "4 3 2 1"],
];

describe("the order", () => {
  for (const [query, keys] of orders) {
    it(`of ${query || "everything"} is ${keys}`, () => {
      const expected = keys.split(" ").map((key) => `${key}.jpg`);
      assert.deepEqual(foundKeys(query, many), expected);
      assert.deepEqual(foundKeys(query, [...many].reverse()), expected);
    });
  }

  const places = [
    image("b", { account: "b" }),
    image("c", { account: "a", bucket: "c" }),
    image("a\uffff", { account: "a" }),
    image("a😀", { account: "a" }),
    image("a", { account: "a" }),
  ];

  it("of ties is that of account, bucket and key in UTF-8, never reversed", () => {
    const expected = ["a", "a\uffff", "a😀", "c", "b"];
    for (const query of ["", "sort:size", "sort:-size", "sort:-labels", "sort:-relevance"]) {
      assert.deepEqual(foundKeys(query, places), expected, query);
    }
  });

  it("by key is that of UTF-8 bytes", () => {
    assert.deepEqual(foundKeys("sort:key", places), ["a", "a\uffff", "a😀", "b", "c"]);
    assert.deepEqual(foundKeys("sort:-key", places), ["c", "b", "a😀", "a\uffff", "a"]);
  });

  it("by key, reversed, leaves account and bucket as they are", () => {
    const { sort } = parseQuery("sort:-key");
    const found = ["b", "a", "c"].map((account) => ({
      object: { account, bucket: "b", key: "k" },
      value: undefined,
    }));
    const accounts = found
      .sort((a, b) => compareFound(sort, a, b))
      .map(({ object }) => object.account);
    assert.deepEqual(accounts, ["a", "b", "c"]);
  });
});

describe("a glob", () => {
  it("is quick, however many stars it has", () => {
    const glob = `${"a*".repeat(5000)}b`.split("*");
    assert.equal(matchesGlob(glob, `${"a".repeat(100_000)}c`), false);
    assert.equal(matchesGlob(glob, `${"a".repeat(4999)}b`), false);
    assert.equal(matchesGlob(glob, `${"a".repeat(5000)}b`), true);
  });
});
