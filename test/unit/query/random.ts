/** Random queries and images. */

import { sortFields, states } from "../../../src/query/fields.ts";
import type { Condition, Query } from "../../../src/query/query.ts";

type Random = () => number;

export function oneOf<const Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

const texts = [
  ...[
    "cat",
    "a b",
    "and",
    "狗",
    "-x",
    "x*y",
    'say "hi"',
    "back\\slash",
    ">5",
    "=x",
    "a:b",
    "size>1",
  ],
  ...["(a)", "[b]", "*", "\\", "é", "😀", "strasse", " ", "not", "label:x", "a,b"],
] as const;

/** A text that `parseQuery` could have made: names are folded. */
const text = (random: Random) => oneOf(random, [...texts] as [string, ...string[]]);

export function randomQuery(random: Random): Query {
  const isSorted = random() < 0.3;
  return {
    condition: random() < 0.05 ? { kind: "everything" } : randomCondition(random, 3),
    sort: isSorted
      ? { by: oneOf(random, sortFields), isReversed: random() < 0.5 }
      : { by: "relevance", isReversed: false },
  };
}

function randomCondition(random: Random, depth: number, inside?: Condition["kind"]): Condition {
  if (depth > 0 && random() < 0.6) {
    const kind = oneOf(random, ["and", "or", "not"]);
    if (kind === "not" && inside !== "not") {
      return { kind, of: randomCondition(random, depth - 1, kind) };
    }
    if (kind !== "not" && kind !== inside) {
      const count = 2 + Math.floor(random() * 2);
      return {
        kind,
        of: Array.from({ length: count }, () => randomCondition(random, depth - 1, kind)),
      };
    }
  }
  return randomTerm(random);
}

const operator = (random: Random) => oneOf(random, [">", ">=", "<", "<=", "="]);

function randomTerm(random: Random): Condition {
  const name = () =>
    random() < 0.2
      ? ({ match: "begins", text: random() < 0.3 ? "" : text(random) } as const)
      : ({ match: "equal", text: text(random) } as const);
  const kind = oneOf(random, [
    ...(["label", "label", "subject", "word", "account", "bucket", "prefix", "key"] as const),
    ...(["format", "class", "size", "modified", "detected", "labels", "is"] as const),
  ]);
  switch (kind) {
    case "label": {
      const isExact = random() < 0.3;
      return {
        kind,
        name: isExact ? { match: "equal", text: text(random) } : name(),
        reach: isExact ? "exact" : "below",
        where: Array.from({ length: random() < 0.4 ? 1 + Math.floor(random() * 2) : 0 }, () => ({
          score: oneOf(random, ["confidence", "centric", "level"]),
          operator: operator(random),
          value: oneOf(random, [0, 0.5, 1, 2, 3, 0.123456789, 1e-9]),
        })),
      };
    }
    case "subject":
      return { kind, name: name() };
    case "word":
      return { kind, match: oneOf(random, ["contains", "begins"]), text: text(random) };
    case "account":
    case "bucket":
    case "prefix":
      return { kind, text: text(random) };
    case "key":
      return random() < 0.5
        ? { kind, contains: text(random) }
        : {
            kind,
            glob: oneOf<readonly string[]>(random, [
              ["a", ""],
              ["", ".jpg"],
              ["", ""],
              ["a b", ""],
              ["x", "y", "z"],
            ]),
          };
    case "format":
      return { kind, format: oneOf(random, ["jpg", "png"]) };
    case "class":
      return { kind, storageClass: oneOf(random, ["ia", "standard", "a b"]) };
    case "size":
      return { kind, test: { operator: operator(random), value: randomSize(random) } };
    case "labels":
      return { kind, test: { operator: operator(random), value: Math.floor(random() * 20) } };
    case "is":
      return { kind, state: oneOf(random, states) };
    default: {
      const time = Math.floor(random() * 4e12);
      const day = 24 * 60 * 60 * 1000;
      const midnight = Math.floor(time / day) * day;
      return random() < 0.3
        ? { kind, test: { operator: "on-day", value: midnight } }
        : {
            kind,
            test: {
              operator: operator(random),
              value: oneOf(random, [time, midnight, midnight + 60_000]),
            },
          };
    }
  }
}

function randomSize(random: Random): number {
  return oneOf(random, [
    0,
    1,
    0.5,
    1000,
    1500,
    1e6,
    1024,
    1048576,
    1e21,
    Math.floor(random() * 1e10),
  ]);
}

const shards = [
  ...[
    "label:",
    "label:=",
    "subject:",
    "key:",
    "is:",
    "sort:",
    "size",
    "modified",
    "labels",
    "format:",
  ],
  ...[
    "(",
    ")",
    "[",
    "]",
    '"',
    "\\",
    "*",
    "-",
    " ",
    "\u3000",
    "AND",
    "OR",
    "NOT",
    ">",
    ">=",
    "=",
    "<",
    ",",
  ],
  ...[
    "cat",
    "狗",
    "confidence",
    "centric",
    "level",
    "0.5",
    "1MB",
    "2026-01-01",
    "T08:00",
    "Z",
    "foo:",
  ],
  ...["labelled", "jpg", "-size", "😀", "\ud800", "ß", "\n"],
] as const;

/** Text that may be a query. */
export function randomText(random: Random): string {
  const count = Math.floor(random() * 12);
  return Array.from({ length: count }, () =>
    oneOf(random, [...shards] as [string, ...string[]]),
  ).join("");
}
