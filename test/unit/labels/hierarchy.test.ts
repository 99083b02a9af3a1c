import assert from "node:assert/strict";
import { labelHierarchy, maxDepth } from "../../../src/labels/hierarchy.ts";
import type { Label, LabelNode } from "../../../src/labels/label.ts";
import { sortLabels } from "../../../src/labels/order.ts";
import { apparel, label, outerwear } from "./label.ts";
import { seededRandom } from "./random.ts";

/** `[name, level, parent, confidence]`, the way the cases below are written. */
type Row = [name: string, level?: number, parent?: string | undefined, confidence?: number];

/** Indented names, implied ones in parentheses. */
function outline(nodes: readonly LabelNode[], indent = ""): string[] {
  return nodes.flatMap((node) => [
    `${indent}${node.implied ? `(${node.name})` : node.name}`,
    ...outline(node.children, `${indent}  `),
  ]);
}

function fromRows(rows: readonly Row[]): Label[] {
  return rows.map(([name, level, parent, confidence]) =>
    label(name, { level, parent, confidence }),
  );
}

const cases: [behaviour: string, rows: Row[], expected: string[]][] = [
  ["has no trees without labels", [], []],
  [
    "shows a parent that the answer lacks as implied",
    [["Dog", 2, "Animal"]],
    ["(Animal)", "  Dog"],
  ],
  [
    "shares one implied parent among its children, best first",
    [
      ["Cat", 2, "Animal", 0.8],
      ["Dog", 2, "Animal", 0.9],
    ],
    ["(Animal)", "  Dog", "  Cat"],
  ],
  [
    "joins three levels",
    [
      ["Poodle", 3, "Dog"],
      ["Dog", 2, "Animal"],
      ["Animal", 1],
    ],
    ["Animal", "  Dog", "    Poodle"],
  ],
  [
    "ranks an implied parent by its best descendant",
    [
      ["Sky", 1, undefined, 0.9],
      ["Dog", 2, "Animal", 0.95],
      ["Poodle", 3, "Dog", 0.7],
      ["Sofa", 2, "Furniture", 0.5],
      ["Armchair", 3, "Sofa", 0.99],
    ],
    ["(Furniture)", "  Sofa", "    Armchair", "(Animal)", "  Dog", "    Poodle", "Sky"],
  ],
  [
    "merges exact duplicates",
    [
      ["Dog", 2, "Animal", 0.7],
      ["Dog", 2, "Animal", 0.9],
      ["Dog", 2, "Animal"],
    ],
    ["(Animal)", "  Dog"],
  ],
  [
    "keeps one name under two parents",
    [
      ["Other", 2, "Food", 0.9],
      ["Other", 2, "Vehicle", 0.8],
    ],
    ["(Food)", "  Other", "(Vehicle)", "  Other"],
  ],
  [
    "prefers the parent of the level directly above",
    [
      ["Bird", 3, "Crane"],
      ["Crane", 1, undefined, 0.9],
      ["Crane", 2, undefined, 0.8],
    ],
    ["Crane", "Crane", "  Bird"],
  ],
  [
    "takes a parent two levels above where there is none between",
    [
      ["Poodle", 3, "Animal"],
      ["Animal", 1],
    ],
    ["Animal", "  Poodle"],
  ],
  [
    "finds a parent whose level is unknown, or is not above",
    [["Close-up", 1, "People"], ["People", 1], ["Smile", 2, "Face"], ["Face"]],
    ["Face", "  Smile", "People", "  Close-up"],
  ],
  ["gives a level-1 label its parent", [["Close-up", 1, "People"]], ["(People)", "  Close-up"]],
  ["makes a label that names itself a root", [["Other", 2, "Other"]], ["Other"]],
  [
    "lets a label sit under its namesake one level up",
    [
      ["Other", 2, "Other"],
      ["Other", 1],
    ],
    ["Other", "  Other"],
  ],
  [
    "does not put a label that names itself under a namesake beside it",
    [
      ["Other", 2, "Other"],
      ["Other", 2, "Food"],
    ],
    ["(Food)", "  Other", "Other"],
  ],
  [
    "opens a circle at the lowest level",
    [
      ["Leaf", 3, "Tree", 0.9],
      ["Tree", 2, "Leaf", 0.8],
    ],
    ["Tree", "  Leaf"],
  ],
  [
    "opens a circle of equals at the best, and keeps what hangs on it",
    [
      ["a", 2, "b", 0.7],
      ["b", 2, "c", 0.9],
      ["c", 2, "a", 0.8],
      ["d", 3, "a", 0.6],
    ],
    ["b", "  a", "    c", "    d"],
  ],
  ["reads an empty parent as none", [["Sky", 1, ""]], ["Sky"]],
  [
    "bears the names of JavaScript's own",
    [
      ["constructor", 2, "__proto__"],
      ["__proto__", 1],
      ["toString", 2, "hasOwnProperty"],
    ],
    ["__proto__", "  constructor", "(hasOwnProperty)", "  toString"],
  ],
];

describe("label hierarchy", () => {
  for (const [behaviour, rows, expected] of cases) {
    it(behaviour, () => {
      assert.deepEqual(outline(labelHierarchy(fromRows(rows))), expected);
      assert.deepEqual(outline(labelHierarchy(fromRows(rows.toReversed()))), expected);
    });
  }

  it("shows the documented example as two labels under an implied one", () => {
    assert.deepEqual(labelHierarchy([apparel, outerwear]), [
      {
        name: "Clothing",
        label: undefined,
        implied: true,
        children: [
          { name: "Outerwear", label: outerwear, implied: false, children: [] },
          { name: "Apparel", label: apparel, implied: false, children: [] },
        ],
      },
    ]);
  });

  it("keeps the most confident of duplicates", () => {
    const [root] = labelHierarchy(
      fromRows([
        ["Sky", 1, "", 0.7],
        ["Sky", 1, undefined, 0.9],
      ]),
    );
    assert.equal(root?.label?.confidence, 0.9);
  });

  it("cuts chains that are deeper than anything documented", () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => label(`n${i}`, { parent: `n${i + 1}` }));
    const depths = labelHierarchy(chain).map(depthOf);
    assert.equal(Math.max(...depths), maxDepth);
  });

  it("sorts ten thousand labels into trees within 50 ms", () => {
    const random = seededRandom(7);
    const many = Array.from({ length: 10_000 }, (_, i) =>
      label(`name ${i}`, {
        level: 1 + (i % 3),
        parent: `name ${Math.floor(random() * 12_000)}`,
        confidence: random(),
      }),
    );
    assert.ok(canRunWithin(50, () => labelHierarchy(many)));
  });

  it("takes no longer when ten thousand labels share one name", () => {
    const many = Array.from({ length: 10_000 }, (_, i) =>
      label("same", { level: 1 + (i % 3), parent: i % 2 ? "same" : `parent ${i}` }),
    );
    assert.ok(canRunWithin(50, () => labelHierarchy(many)));
  });

  it("keeps every label once, in order, whatever the parents say", () => {
    const random = seededRandom(20231216);
    const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
    for (let round = 0; round < 500; round++) {
      const names = ["a", "b", "c", "__proto__", "", "d"].slice(0, 2 + Math.floor(random() * 5));
      const labels = Array.from({ length: Math.floor(random() * 12) }, () =>
        label(pick(names), {
          level: pick([undefined, 1, 2, 3]),
          parent: pick([undefined, ...names.filter(Boolean)]),
          confidence: pick([undefined, 0, 0.5, 1]),
          centricScore: pick([undefined, 0.2]),
        }),
      );
      checkForest(labels, labelHierarchy(labels));
    }
  });
});

function checkForest(given: readonly Label[], forest: readonly LabelNode[]): void {
  const shown = nodesOf(forest);
  const identity = ({ name, level, parent }: Label) => JSON.stringify([name, level, parent]);
  const ofLabels = shown.flatMap((node) => node.label ?? []);
  assert.deepEqual(
    ofLabels.map(identity).sort(),
    [...new Set(given.map(identity))].sort(),
    "each label is there once",
  );
  for (const node of shown) {
    assert.equal(node.implied, node.label === undefined);
    const children = node.children.flatMap((child) => child.label ?? []);
    assert.deepEqual(children, sortLabels(children), "siblings are in order");
    for (const child of node.children) assert.equal(child.label?.parent, node.name);
    if (!node.implied) continue;
    assert.ok(node.children.length > 0, "an implied node has a child");
    assert.ok(
      !given.some(({ name }) => name === node.name),
      "an implied node is not in the answer",
    );
  }
  assert.deepEqual(
    labelHierarchy([...given].reverse()),
    forest,
    "the answer's order does not show",
  );
}

function nodesOf(forest: readonly LabelNode[]): LabelNode[] {
  return forest.flatMap((node) => [node, ...nodesOf(node.children)]);
}

function depthOf(node: LabelNode): number {
  return 1 + Math.max(0, ...node.children.map(depthOf));
}

/** Whether some work takes less than this many milliseconds of the processor, whatever else it is busy with. */
function canRunWithin(milliseconds: number, work: () => unknown): boolean {
  for (let attempt = 0; attempt < 30; attempt++) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    if ((user + system) / 1000 < milliseconds) return true;
  }
  return false;
}
