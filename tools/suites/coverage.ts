/** How much of src the tests have run. */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { outFolder, repository } from "../repository.ts";
import { runVisibly } from "../runCommand.ts";

/** Where the suites leave what V8 counted (NODE_V8_COVERAGE). */
export const coverageFolder = path.join(outFolder, "coverage");

interface SourceMap {
  readonly sources: readonly string[];
}

/** One process's counts, as far as they are read here. */
interface Counts {
  readonly result: readonly { readonly url: string }[];
  readonly "source-map-cache"?: Readonly<
    Record<string, { readonly data: SourceMap | null } | null>
  >;
}

const sources = pathToFileURL(path.join(repository, "src/")).href;
const bundles = pathToFileURL(path.join(repository, "dist/")).href;

export async function forgetCoverage(): Promise<void> {
  await rm(coverageFolder, { recursive: true, force: true });
}

/** Prints a table of the files that were loaded since `forgetCoverage`, all suites taken together. */
export async function printCoverage(): Promise<void> {
  const files = await readdir(coverageFolder).catch(() => []);
  await Promise.all(files.map((file) => keepOurs(path.join(coverageFolder, file))));
  const c8 = path.join(repository, "node_modules", "c8", "bin", "c8.js");
  await runVisibly(
    process.execPath,
    [
      ...[c8, "report", "--temp-directory", coverageFolder, "--reporter", "text"],
      ...["--include", "src/**", "--include", "dist/**", "--exclude-after-remap"],
    ],
    { cwd: repository },
  );
}

/**
 * Leaves out what is not ours (VS Code itself was counted, and libraries, which have no source map),
 * and makes the paths of a bundle's sources absolute: c8 takes relative ones for files outside of
 * the repository.
 */
async function keepOurs(file: string): Promise<void> {
  const counts = readCounts(await readFile(file, "utf8"));
  // Of a process that was killed while it wrote them.
  if (!counts) return rm(file);
  const maps = Object.entries(counts["source-map-cache"] ?? {})
    .filter(([url, map]) => url.startsWith(bundles) && map?.data?.sources.length)
    .map(([url, map]) => [url, { ...map, data: withAbsoluteSources(url, map?.data) }] as const);
  const mapped = new Set(maps.map(([url]) => url));
  const isOurs = (url: string) => url.startsWith(sources) || mapped.has(url);
  const kept = {
    ...counts,
    result: counts.result.filter(({ url }) => isOurs(url)),
    "source-map-cache": Object.fromEntries(maps),
  };
  await writeFile(file, JSON.stringify(kept));
}

function readCounts(text: string): Counts | undefined {
  try {
    return JSON.parse(text) as Counts;
  } catch {
    return undefined;
  }
}

function withAbsoluteSources(url: string, data: SourceMap | null | undefined) {
  const folder = path.dirname(fileURLToPath(url));
  return {
    ...data,
    sources: data?.sources.map((source) =>
      source.startsWith("file:") ? fileURLToPath(source) : path.resolve(folder, source),
    ),
  };
}
