/** How long what activation loads takes to load, beside the SDK that most extensions would load. */
import { createRequire } from "node:module";
import path from "node:path";
import { repository } from "../repository.ts";
import { runCommand } from "../runCommand.ts";
import { type Figure, figure } from "./figure.ts";
import { measureInTurn } from "./rounds.ts";

const program = path.join(repository, "tools/bench/timeRequire.cjs");

/** Fresh processes on the given Node, ten times each; both modules are in the file system's cache. */
export async function measureLoadTime(node: string): Promise<Figure[]> {
  const aliOss = createRequire(import.meta.url).resolve("ali-oss");
  const timeOf = (module: string) => async () => Number(await runCommand(node, [program, module]));
  const times = await measureInTurn(
    { ours: timeOf(path.join(repository, "dist/extension.cjs")), aliOss: timeOf(aliOss) },
    10,
  );
  return [
    figure({
      name: "load time of what activation loads",
      unit: "ms",
      better: "lower",
      ours: times.ours,
      peer: { name: 'require("ali-oss")', value: times.aliOss },
    }),
  ];
}
