/**
 * `npm run bench [-- --only NAME] [--images N]`: prints ours beside the peer's. The whole of it is written to
 * out/bench.json. A million images take some minutes; fewer are for a quick look.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { readOptions } from "../../commandLine.ts";
import { ensureHostNode } from "../../downloads/hostNode.ts";
import { HumanError } from "../../humanError.ts";
import { outFolder, repository } from "../../repository.ts";
import { runCommand } from "../../runCommand.ts";
import { runMain } from "../../runMain.ts";
import { measureActivation } from "../activation.ts";
import { type Figure, figureTable } from "../figure.ts";
import { measureLabelIndex } from "../labelIndexTime.ts";
import { measureListing } from "../listingTime.ts";
import { measureLoadTime } from "../loadTime.ts";
import { measurePackageSize } from "../packageSize.ts";

/** What can be measured. Each gets the Node that VS Code runs extensions on. */
const measurements: Readonly<Record<string, (node: string, images: number) => Promise<Figure[]>>> =
  {
    signing: (node) => printedFigures(node, "signing.ts"),
    listing: measureListing,
    load: measureLoadTime,
    activation: measureActivation,
    hover: (node) => printedFigures(node, "hover.ts"),
    size: measurePackageSize,
    index: measureLabelIndex,
    run: (node, images) => printedFigures(node, "run.ts", String(images)),
  };

await runMain(async () => {
  const usage = `npm run bench -- [--only ${Object.keys(measurements).join("|")}] [--images N]`;
  const { only, images = "1000000" } = readOptions(
    { only: { type: "string" }, images: { type: "string" } },
    usage,
  );
  if (!/^[1-9]\d*000$/.test(images)) throw new HumanError("N is a multiple of 1000.");
  if (only && !Object.hasOwn(measurements, only)) throw new HumanError(`Usage: ${usage}`);
  const node = await ensureHostNode();
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(measurements)) {
    if (only && only !== name) continue;
    process.stderr.write(`Measuring: ${name}\n`);
    figures.push(...(await measure(node, Number(images))));
  }
  console.log(figureTable(figures));
  // A part of the figures must not be taken for all of them.
  if (!only && images === "1000000") await writeFigures(figures);
  return 0;
});

async function writeFigures(figures: readonly Figure[]): Promise<void> {
  await mkdir(outFolder, { recursive: true });
  await writeFile(path.join(outFolder, "bench.json"), `${JSON.stringify(figures, null, 2)}\n`);
}

/** Figures of a program that measures itself, undisturbed by this process. */
async function printedFigures(
  node: string,
  program: string,
  ...args: readonly string[]
): Promise<Figure[]> {
  const file = path.join(repository, "tools/bench", program);
  const flags = ["--disable-warning=ExperimentalWarning", "--expose-gc"];
  return JSON.parse(await runCommand(node, [...flags, file, ...args]));
}
