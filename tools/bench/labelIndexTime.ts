/** The label index with many images, beside other ways to keep and search them. */
import path from "node:path";
import { repository } from "../repository.ts";
import { runCommand } from "../runCommand.ts";
import { type Figure, figure } from "./figure.ts";
import type { Taken } from "./labelIndex/measure.ts";

const program = path.join(repository, "tools/bench/labelIndex/measure.ts");

interface Peer {
  readonly name: string;
  readonly program: string;
  /** Queries of each kind: fewer where one takes seconds. */
  readonly queries: number;
}

const peers: readonly Peer[] = [
  { name: "sql.js, normalised, in memory", program: "sql.js", queries: 40 },
  { name: "node-sqlite3-wasm, normalised", program: "node-sqlite3-wasm", queries: 40 },
  { name: "0.1.0, one row a detection", program: "0.1.0", queries: 5 },
];

const labels = { unit: "labels/s", better: "higher" } as const;
const milliseconds = { unit: "ms", better: "lower" } as const;
const megabytes = { unit: "MB", better: "lower" } as const;

/** Each in a process of its own, on the Node of VS Code. */
export async function measureLabelIndex(node: string, images: number): Promise<Figure[]> {
  const run = async (name: string, queries: number): Promise<Taken> => {
    process.stderr.write(`  ${name}\n`);
    const flags = ["--disable-warning=ExperimentalWarning", "--expose-gc"];
    return JSON.parse(await runCommand(node, [...flags, program, name, `${images}`, `${queries}`]));
  };
  const ours = await run("ours", 200);
  const figures = [
    figure({ ...milliseconds, name: `${images} images: opening`, ours: ours.opening ?? 0 }),
    figure({
      ...milliseconds,
      name: "thread that asks held at most",
      ours: ours.held,
      peer: { name: "a process that does nothing", value: ours.idleHeld },
    }),
  ];
  for (const peer of peers) {
    const theirs = await run(peer.program, peer.queries);
    const beside = (value: number | null) =>
      value === null ? {} : { peer: { name: peer.name, value } };
    const time = (
      name: string,
      kind: "onePage" | "twoPage" | "count" | "facets" | "save" | "held",
    ) => figure({ ...milliseconds, name, ours: ours[kind] ?? 0, ...beside(theirs[kind]) });
    figures.push(
      figure({
        ...labels,
        name: "keeping labels, indexes included",
        ours: ours.labelsPerSecond,
        ...beside(theirs.labelsPerSecond),
      }),
      time("first 100 of one label, p95", "onePage"),
      time("first 100 of two labels, p95", "twoPage"),
      time("exact count, p95", "count"),
      time("50 facets of a label, p95", "facets"),
      time("saving one detection, p95", "save"),
      time("thread that asks held at most", "held"),
      figure({
        ...megabytes,
        name: "memory grown by at most",
        ours: ours.memory,
        ...beside(theirs.memory),
      }),
    );
  }
  return figures;
}
