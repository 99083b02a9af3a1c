/**
 * A part of the set-up: a folder that is there as a whole or not at all. It is made under another
 * name and renamed when it is finished, so that an interrupted set-up leaves nothing half-made.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { HumanError } from "../humanError.ts";
import { workbenchFolder } from "../repository.ts";
import { isRunning, withLock } from "./lock.ts";

export interface Part {
  /** Name of its folder; holds the version, so that another version is another part. */
  readonly folder: string;
  /** What people call it. */
  readonly title: string;
  /** Makes the part in an empty folder. */
  install(folder: string): Promise<void>;
}

/** Makes the part unless it is there; resolves to its folder. A disk that is full is said so. */
export async function ensurePart(part: Part): Promise<string> {
  const finished = path.join(workbenchFolder, part.folder);
  if (existsSync(finished)) return finished;
  await mkdir(workbenchFolder, { recursive: true });
  const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
  const onWait = () => say(`${part.title}: waiting for another set-up that is under way`);
  await withLock(`${finished}.lock`, onWait, async () => {
    if (existsSync(finished)) return;
    const started = Date.now();
    say(`${part.title}: fetching (once)`);
    await makeWhole(part, finished);
    say(`${part.title}: ready after ${Math.round((Date.now() - started) / 1000)} s`);
  });
  return finished;
}

async function makeWhole(part: Part, finished: string): Promise<void> {
  await removeAbandoned(part.folder);
  const unfinished = path.join(workbenchFolder, `${part.folder}.unfinished-${process.pid}`);
  try {
    await mkdir(unfinished);
    await part.install(unfinished);
    await rename(unfinished, finished);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process has finished the same part meanwhile.
    if (existsSync(finished)) return;
    throw explain(error, part);
  }
}

/** Deletes what interrupted set-ups of this part left behind. */
async function removeAbandoned(folder: string): Promise<void> {
  const prefix = `${folder}.unfinished-`;
  const names = (await readdir(workbenchFolder)).filter((name) => name.startsWith(prefix));
  const abandoned = names.filter((name) => !isRunning(Number(name.slice(prefix.length))));
  await Promise.all(
    abandoned.map((name) => rm(path.join(workbenchFolder, name), { recursive: true, force: true })),
  );
}

function explain(error: unknown, part: Part): unknown {
  const text = error instanceof Error ? `${error.message}\n${error.cause ?? ""}` : String(error);
  if (!/ENOSPC|no space left/i.test(text)) return error;
  return new HumanError(
    `${part.title} could not be set up: the disk is full. All that the tests need takes about 1.3 GB in ${workbenchFolder} and 0.3 GB in npm's cache. Free some space and try again.`,
    { cause: error },
  );
}
