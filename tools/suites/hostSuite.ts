/** Runs a suite inside VS Code: the desktop build, or the served one with our fake desktop. */
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { HumanError } from "../humanError.ts";
import { onInterrupt } from "../onInterrupt.ts";
import { exampleWorkspace, outFolder, repository } from "../repository.ts";
import { setUpTestEnvironment } from "../testEnvironment.ts";
import { addLanguagePack } from "../vscode/language.ts";
import { type Settings, writeDesktopSettings, writeServedSettings } from "../vscode/settings.ts";
import { limitVariable, makeFakeDesktop, trustVariable } from "./fakeDesktop.ts";
import { followFile } from "./followFile.ts";
import { type HostReport, hostVariables } from "./hostReport.ts";

export interface HostRun {
  /** The downloaded desktop build instead of the served one. */
  readonly desktop: boolean;
  /** Absolute path of a CommonJS file that exports `run(): Promise<void>`. */
  readonly suite: string;
  /** A folder or .code-workspace file; the default is a copy of the example workspace. */
  readonly workspace?: string | undefined;
  readonly settings: Settings;
  readonly grep?: string | undefined;
  /** Of VS Code and its extensions; English is the default. */
  readonly language?: string | undefined;
  /** Seconds for the whole suite. */
  readonly limit: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** Prints what the suite prints. Rejects with a HumanError when the suite did not come to its end. */
export async function runHostSuite(run: HostRun): Promise<HostReport> {
  if (!run.desktop) await setUpTestEnvironment();
  const folder = await mkdtemp(path.join(tmpdir(), "oss-image-labels-"));
  const forget = onInterrupt(() => remove(folder));
  try {
    return await runIn(folder, run);
  } finally {
    await remove(folder);
    forget();
  }
}

async function runIn(folder: string, run: HostRun): Promise<HostReport> {
  const userData = path.join(folder, "user-data");
  const output = path.join(folder, "output.txt");
  const report = path.join(folder, "report.json");
  await writeFile(output, "");
  await (run.desktop ? writeDesktopSettings : writeServedSettings)(userData, run.settings);
  if (run.language) await addLanguagePack(userData, run.language);
  const workspace = run.workspace ?? (await copyOfExample(folder));
  const stopFollowing = await followFile(output, process.stdout);
  const stopTiming = run.desktop ? interruptAfter(run.limit) : () => undefined;
  try {
    await runTests({
      ...(run.desktop ? {} : { vscodeExecutablePath: await makeFakeDesktop(folder) }),
      extensionDevelopmentPath: repository,
      extensionTestsPath: path.join(outFolder, "tools", "suites", "insideVsCode.cjs"),
      launchArgs: [
        workspace,
        `--user-data-dir=${userData}`,
        `--extensions-dir=${path.join(folder, "extensions")}`,
        ...(run.language ? [`--locale=${run.language}`] : []),
      ],
      extensionTestsEnv: {
        // Its output goes to a file.
        NO_COLOR: "1",
        ...run.env,
        [hostVariables.suite]: run.suite,
        [hostVariables.output]: output,
        [hostVariables.report]: report,
        [hostVariables.grep]: run.grep,
        [limitVariable]: String(run.limit),
        [trustVariable]: run.settings["security.workspace.trust.enabled"] === true ? "1" : "",
      },
    });
  } catch (error) {
    throw cutOff(error);
  } finally {
    stopTiming();
    await stopFollowing();
  }
  if (!existsSync(report)) throw cutOff(undefined);
  return JSON.parse(await readFile(report, "utf8")) as HostReport;
}

function cutOff(cause: unknown): HumanError {
  const reason = cause instanceof Error ? ` (${cause.message})` : "";
  return new HumanError(
    `The suite did not come to its end${reason}: a test may have ended VS Code's process or blocked it.`,
    { cause },
  );
}

/** For desktop VS Code, which we interrupt; our fake desktop watches the time itself. */
function interruptAfter(seconds: number): () => void {
  const timer = setTimeout(() => {
    process.stderr.write(`The suite did not end within ${seconds} s.\n`);
    process.kill(process.pid, "SIGINT");
  }, seconds * 1_000);
  return () => clearTimeout(timer);
}

/** A copy, since tests change it. */
async function copyOfExample(folder: string): Promise<string> {
  const copy = path.join(folder, "workspace");
  await cp(exampleWorkspace, copy, { recursive: true });
  return copy;
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
