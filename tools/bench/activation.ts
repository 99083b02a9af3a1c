/** How long the extension takes to activate in a real extension host. */
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { outFolder, repository } from "../repository.ts";
import { runHostSuite } from "../suites/hostSuite.ts";
import { prepareSuite } from "../suites/suiteFile.ts";
import { quietSettings, sampleAccount } from "../vscode/settings.ts";
import { type ActivationTimes, timesVariable } from "./activationTimes.ts";
import { type Figure, figure } from "./figure.ts";
import { median } from "./rounds.ts";

const starts = 10;

/**
 * Starts VS Code eleven times, with the sample account in the settings. What was compiled is kept by the first, as after
 * an installation.
 */
export async function measureActivation(): Promise<Figure[]> {
  const suite = await prepareSuite(path.join(repository, "tools/bench/activationSuite.ts"));
  const installed = await activateOnce(suite);
  const times: ActivationTimes[] = [];
  for (let start = 0; start < starts; start++) times.push(await activateOnce(suite));
  const milliseconds = { unit: "ms", better: "lower" } as const;
  return [
    figure({
      ...milliseconds,
      name: "activation in VS Code: activate()",
      ours: median(times.map(({ activate }) => activate)),
    }),
    figure({
      ...milliseconds,
      name: "activation in VS Code: loading and activate()",
      ours: median(times.map(({ load, activate }) => load + activate)),
    }),
    figure({
      ...milliseconds,
      name: "the first use in VS Code: loading all else",
      ours: median(times.map(({ assembly }) => assembly)),
    }),
    figure({
      ...milliseconds,
      name: "the same, right after an installation",
      ours: installed.assembly,
    }),
  ];
}

/** No document and no image: the extension has nothing to do yet. */
async function emptyFolder(): Promise<string> {
  const folder = path.join(outFolder, "bench", "empty");
  await mkdir(folder, { recursive: true });
  return folder;
}

async function activateOnce(suite: string): Promise<ActivationTimes> {
  const file = path.join(outFolder, "bench", "activation.json");
  await mkdir(path.dirname(file), { recursive: true });
  await rm(file, { force: true });
  const report = await runHostSuite({
    desktop: false,
    suite,
    workspace: await emptyFolder(),
    settings: { ...quietSettings, ...sampleAccount },
    limit: 60,
    env: { [timesVariable]: file },
  });
  if (report.failure) throw new Error(`The extension could not be activated: ${report.failure}`);
  return JSON.parse(await readFile(file, "utf8")) as ActivationTimes;
}
