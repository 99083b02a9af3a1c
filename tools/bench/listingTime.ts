/** How long a bucket of 100,000 objects takes to list, and how much memory that takes. */
import path from "node:path";
import { repository } from "../repository.ts";
import { runCommand } from "../runCommand.ts";
import { type Figure, figure } from "./figure.ts";
import { median } from "./rounds.ts";
import { startSample } from "./sampleServer.ts";

const rounds = 5;

interface Listing {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Each listing in a fresh process on the given Node, ours and the peer's in turn. */
export async function measureListing(node: string): Promise<Figure[]> {
  const sample = await startSample();
  const program = path.join(repository, "tools/bench/listing.ts");
  const list = async (who: string): Promise<Listing> =>
    JSON.parse(await runCommand(node, [program, who, sample.account]));
  const ours: Listing[] = [];
  const aliOss: Listing[] = [];
  try {
    await list("ours");
    for (let round = 0; round < rounds; round++) {
      ours.push(await list("ours"));
      aliOss.push(await list("ali-oss"));
    }
  } finally {
    await sample.stop();
  }
  const comparison = (name: string, unit: string, read: (listing: Listing) => number) =>
    figure({
      name,
      unit,
      better: "lower",
      ours: median(ours.map(read)),
      peer: { name: "ali-oss listV2", value: median(aliOss.map(read)) },
    });
  return [
    comparison("listing 100,000 objects", "s", ({ seconds }) => seconds),
    comparison("peak memory growth while listing", "MB", ({ megabytes }) => megabytes),
  ];
}
