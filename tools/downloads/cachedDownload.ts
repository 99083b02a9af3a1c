/**
 * Something fetched once: a folder that is there as a whole or not at all. It is made under another
 * name and renamed when it is finished, so that an interrupted set-up leaves nothing half-made.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { HumanError } from "../humanError.ts";
import { workbenchFolder } from "../repository.ts";
import { isRunning, withLock } from "./lock.ts";

export interface CachedDownload {
  /** Name of its folder; holds the version, so that another version is another download. */
  readonly folder: string;
  /** What people call it. */
  readonly title: string;
  /** Fetches and unpacks it into an empty folder. */
  install(folder: string): Promise<void>;
}

/** Fetches it unless it is there; resolves to its folder. Rejects with a HumanError when the disk is full. */
export async function ensureDownload(download: CachedDownload): Promise<string> {
  const finished = path.join(workbenchFolder, download.folder);
  if (existsSync(finished)) return finished;
  await mkdir(workbenchFolder, { recursive: true });
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  const onWait = () => say(`${download.title}: waiting for another set-up to finish`);
  await withLock(`${finished}.lock`, onWait, async () => {
    if (existsSync(finished)) return;
    const started = Date.now();
    say(`${download.title}: fetching (once)`);
    await fetchWhole(download, finished);
    say(`${download.title}: ready after ${Math.round((Date.now() - started) / 1000)} s`);
  });
  return finished;
}

async function fetchWhole(download: CachedDownload, finished: string): Promise<void> {
  await removeAbandoned(download.folder);
  const unfinished = path.join(workbenchFolder, `${download.folder}.unfinished-${process.pid}`);
  try {
    await mkdir(unfinished);
    await download.install(unfinished);
    await rename(unfinished, finished);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process has finished the same download in the meantime.
    if (existsSync(finished)) return;
    throw explain(error, download);
  }
}

/** Deletes what interrupted set-ups left of this download. */
async function removeAbandoned(folder: string): Promise<void> {
  const prefix = `${folder}.unfinished-`;
  const names = (await readdir(workbenchFolder)).filter((name) => name.startsWith(prefix));
  const abandoned = names.filter((name) => !isRunning(Number(name.slice(prefix.length))));
  await Promise.all(
    abandoned.map((name) => rm(path.join(workbenchFolder, name), { recursive: true, force: true })),
  );
}

function explain(error: unknown, download: CachedDownload): unknown {
  const text = error instanceof Error ? `${error.message}\n${error.cause ?? ""}` : String(error);
  if (!/ENOSPC|no space left/i.test(text)) return error;
  return new HumanError(
    `${download.title} could not be set up: the disk is full. Everything the tests need takes about 1.3 GB in ${workbenchFolder} and 0.3 GB in npm's cache. Free some space and try again.`,
    { cause: error },
  );
}
