/** Images and queries by chance, of so few names, keys and values that they meet often. */
import type { Label } from "../../../../src/labels/label.ts";
import { foldText } from "../../../../src/labels/search.ts";
import type { KnownImage } from "../../../../src/query/judge.ts";
import type {
  Comparison,
  Condition,
  NamePattern,
  Query,
  ScoreTest,
  SortField,
} from "../../../../src/query/query.ts";

export class Chance {
  readonly random: () => number;

  constructor(random: () => number) {
    this.random = random;
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  is(share: number): boolean {
    return this.random() < share;
  }

  of<T>(values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] ?? values[0];
  }

  maybe<T>(share: number, make: () => T): T | undefined {
    return this.is(share) ? make() : undefined;
  }

  list<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }
}

type Names = readonly [string, ...string[]];

const names: Names = [
  ...([
    "Animal",
    "Cat",
    "cat",
    "Dog",
    "ＤＯＧ",
    "Straße",
    "STRASSE",
    "猫",
    "动物",
    "Ski lift",
  ] as const),
  ...(["Outerwear", "Coat", "Raincoat", "Sky", "Skyscraper", "\u{1F431} cat", "İstanbul"] as const),
];
const accounts: Names = ["main", "second", "konto-ä"];
const buckets: Names = ["photos", "photos-2"];
const folders: Names = ["", "2026/", "2026/a/", "ｆ/", "\u{1F431}/", "[x]/", "a*b/", "％_/"];
const files: Names = ["cat.jpg", "DOG.PNG", "x.jpeg", "no-format", "*.png", "z?.jpg", "猫.jpg"];
const classes: Names = ["Standard", "IA", "Archive"];
const scores = [0, 0.25, 0.5, 0.5, 0.75, 0.9, 1, 0.123_456] as const;
const times: Names = [
  "2026-01-01T00:00:00.000Z",
  "2026-01-01T12:00:00.000Z",
  "2026-03-05T08:00:00.000Z",
];

function randomLabel(chance: Chance): Label {
  const score = () => (chance.is(0.3) ? chance.random() : chance.of([...scores]));
  return {
    name: chance.of(names),
    level: chance.maybe(0.9, () => 1 + chance.below(3)),
    parent: chance.maybe(0.6, () => chance.of([...names, ""])),
    confidence: chance.maybe(0.9, score),
    centricScore: chance.maybe(0.8, score),
    language: chance.maybe(0.5, () => "en"),
    alias: undefined,
  };
}

export function randomImage(chance: Chance, number: number): KnownImage {
  const isDetected = chance.is(0.85);
  const corrections = chance.maybe(0.2, () => ({
    hidden: chance.list(2, () => chance.of(names)),
    added: chance.list(2, () => chance.of(names)),
  }));
  return {
    object: {
      account: chance.of(accounts),
      bucket: chance.of(buckets),
      key: `${chance.of(folders)}${number}-${chance.of(files)}`,
      size: chance.maybe(0.8, () => chance.of([0, 10, 1000, 1000, 5_000_000, 2 ** 40])),
      lastModified: chance.maybe(0.7, () => chance.of(times)),
      storageClass: chance.maybe(0.7, () => chance.of(classes)),
    },
    detection: isDetected
      ? { labels: chance.list(6, () => randomLabel(chance)), detectedAt: chance.of(times) }
      : undefined,
    isOutdated: chance.is(0.15),
    corrections,
  };
}

function randomPattern(chance: Chance): NamePattern {
  const text = foldText(chance.of(names));
  if (chance.is(0.7)) return { match: "equal", text };
  return { match: "begins", text: beginning(text, chance.below(3)) };
}

/** In whole characters. */
function beginning(text: string, length: number): string {
  return [...text].slice(0, length).join("");
}

function randomComparison(chance: Chance, values: readonly [number, ...number[]]): Comparison {
  return {
    operator: chance.of([">", ">=", "<", "<=", "="] as const),
    value: chance.of(values),
  };
}

function randomTest(chance: Chance): ScoreTest {
  const score = chance.of(["confidence", "centric", "level"] as const);
  const values: readonly [number, ...number[]] = score === "level" ? [1, 2, 3] : [...scores];
  return { score, ...randomComparison(chance, values) };
}

const leaves: readonly [(chance: Chance) => Condition, ...((chance: Chance) => Condition)[]] = [
  (chance) => ({
    kind: "label",
    name: randomPattern(chance),
    reach: chance.of(["below", "below", "exact"] as const),
    where: chance.is(0.5) ? chance.list(2, () => randomTest(chance)) : [],
  }),
  (chance) => ({ kind: "label", name: randomPattern(chance), reach: "below", where: [] }),
  (chance) => ({ kind: "subject", name: randomPattern(chance) }),
  (chance) => ({
    kind: "word",
    match: chance.of(["contains", "contains", "begins"] as const),
    text: beginning(foldText(chance.of(names)), 1 + chance.below(3)),
  }),
  (chance) => ({ kind: "account", text: chance.of(accounts) }),
  (chance) => ({ kind: "bucket", text: chance.of(buckets) }),
  (chance) => ({ kind: "prefix", text: chance.of([...folders, "2", "1"]) }),
  (chance) => ({ kind: "key", contains: chance.of(["cat", "*", "[", "?", "2026", "猫", "G"]) }),
  (chance) => ({
    kind: "key",
    glob: chance.of([
      ["2026/", ""],
      ["", ".jpg"],
      ["", "1", "cat", ""],
      ["", "*", ""],
      ["", "[", "]/", "?", ""],
    ]),
  }),
  (chance) => ({ kind: "format", format: chance.of(["jpg", "png"] as const) }),
  (chance) => ({ kind: "class", storageClass: chance.of(classes).toLowerCase() }),
  (chance) => ({ kind: "size", test: randomComparison(chance, [0, 10, 1000, 999, 2 ** 40]) }),
  (chance) => ({
    kind: chance.of(["modified", "detected"] as const),
    test: chance.is(0.3)
      ? { operator: "on-day", value: Date.parse("2026-01-01") }
      : randomComparison(chance, [Date.parse(times[0]), Date.parse("2026-03-05T08:00:00Z")]),
  }),
  (chance) => ({ kind: "labels", test: randomComparison(chance, [0, 1, 2, 5]) }),
  (chance) => ({
    kind: "is",
    state: chance.of(["labelled", "empty", "unlabelled", "outdated", "corrected"] as const),
  }),
  () => ({ kind: "everything" }),
];

export function randomCondition(chance: Chance, depth = 3): Condition {
  if (depth === 0 || chance.is(0.4)) return chance.of(leaves)(chance);
  const part = () => randomCondition(chance, depth - 1);
  if (chance.is(0.25)) return { kind: "not", of: part() };
  return { kind: chance.of(["and", "or"] as const), of: [part(), part(), ...chance.list(1, part)] };
}

export function randomQuery(chance: Chance): Query {
  const fields: readonly [SortField, ...SortField[]] = [
    ...(["relevance", "relevance", "relevance", "confidence", "centric"] as const),
    ...(["modified", "detected", "size", "labels", "key"] as const),
  ];
  return {
    condition: randomCondition(chance),
    sort: { by: chance.of(fields), isReversed: chance.is(0.4) },
  };
}
