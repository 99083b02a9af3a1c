/** Starts mocha on the Node that VS Code runs extensions on. */
import { spawn } from "node:child_process";
import path from "node:path";
import { HumanError } from "../humanError.ts";
import { repository } from "../repository.ts";
import { isTally, type Tally } from "./tally.ts";

export interface HostNodeRun {
  /** Path of that Node. */
  readonly node: string;
  /** Patterns of test files, from the repository. */
  readonly patterns: readonly string[];
  /** Milliseconds for one test. */
  readonly timeout: number;
  readonly grep?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
}

/** Prints as mocha does; resolves to the tally. Rejects when the run ended before it had one. */
export function runMochaOnHostNode(run: HostNodeRun): Promise<Tally> {
  const program = path.join(repository, "tools/suites/mochaOnHostNode.ts");
  const args = [
    ...["--disable-warning=ExperimentalWarning", "--enable-source-maps", program],
    ...["--timeout", String(run.timeout)],
    ...(run.grep ? ["--grep", run.grep] : []),
    ...run.patterns,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(run.node, args, {
      cwd: repository,
      env: { ...process.env, ...plainUnlessTerminal(), ...run.env },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    let tally: Tally | undefined;
    child.on("message", (message) => {
      if (isTally(message)) tally = message;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (tally) resolve(tally);
      else reject(new HumanError(`The tests ended early (${code ?? signal}), see above.`));
    });
  });
}

/** Without this, mocha colours log files too where CI is set. */
function plainUnlessTerminal(): NodeJS.ProcessEnv {
  return process.stdout.isTTY ? {} : { NO_COLOR: "1", FORCE_COLOR: "0" };
}
