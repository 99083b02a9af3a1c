/** The sample server as `npm run sample` starts it: a process of its own, so that it costs ours nothing. */
import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import { outFolder, repository } from "../repository.ts";

export interface SampleProcess {
  /** Its first line, as it printed it. */
  readonly account: string;
  stop(): Promise<void>;
}

export async function startSample(): Promise<SampleProcess> {
  const program = path.join(outFolder, "tools/main/sample.mjs");
  const child = spawn(process.execPath, [program], {
    cwd: repository,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const lines = createInterface({ input: child.stdout });
  const account = await new Promise<string>((resolve, reject) => {
    lines.once("line", resolve);
    child.once("error", reject);
    void ended.then(() => reject(new Error("The sample server ended before it had started.")));
  });
  return {
    account,
    stop() {
      child.kill();
      return ended;
    },
  };
}
