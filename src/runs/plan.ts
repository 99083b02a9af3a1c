/** What a run would do, before it begins: which images are asked about, which are known, and which cannot be. */
import { checkImageSize, checkRestored, isRestored } from "../detection/preflight.ts";
import { Failure } from "../errors/failure.ts";
import { Refusal } from "../errors/refusal.ts";
import type {
  ImageVersion,
  ObjectVersion,
  StoredDetection,
} from "../labelIndex/storedDetection.ts";
import { wordsFor } from "../messages/explain.ts";
import { formatObjectUri } from "../oss/address.ts";
import type { OssClient } from "../oss/client.ts";
import { type ObjectRef, sameRef } from "../oss/objectRef.ts";
import { imageExtension, mayBeDetectable } from "../references/imageExtension.ts";
import { ArchiveReads } from "./archiveReads.ts";
import { whatHelps } from "./failures.ts";
import type { ItemProblem, ItemRef, PlannedItem, RunOptions } from "./item.ts";
import type { RunJournalPort } from "./journal.ts";
import type { Source, SourceItem, SourceVersion } from "./sources.ts";

/** The images of the label index, as a plan uses them. */
export interface PlanIndex {
  see(images: readonly ImageVersion[]): Promise<void>;
  /** Lets what is known of the same bytes under another name count for this object, too. */
  adopt(version: ObjectVersion, threshold: number): Promise<void>;
  findMany(
    versions: readonly ObjectVersion[],
    threshold: number,
  ): Promise<readonly (StoredDetection | undefined)[]>;
}

export interface PlanServices {
  readonly journal: Pick<RunJournalPort, "add">;
  readonly index: PlanIndex;
  readonly client: (account: string) => Promise<Pick<OssClient, "headObject" | "objectParts">>;
  /** 0–1: what an image is asked at when the run does not say. */
  readonly threshold: (ref: ItemRef) => number;
  /** A file of this side: its object where it has one, else the file itself, judged. */
  readonly file: (uri: string, options: RunOptions) => Promise<SourceItem | PlannedItem>;
}

/** Requests at once for images of which nothing is known. They are not detections. */
const headsAtOnce = 16;

/** What one plan needs for all of its images. */
interface Planning extends PlanServices {
  readonly options: RunOptions;
  readonly signal: AbortSignal;
  readonly archives: ArchiveReads;
}

/**
 * Puts the images of a source into the plan of a run, and into the index. No detection is made. Rejects with a
 * `Failure` when the source cannot be read to its end, when a bucket is missing, or there is no network; a single image that is not
 * there, or cannot be looked at, has failed.
 * @param onSeen told how many images there are so far
 */
export async function planRun(
  run: number,
  source: Source,
  options: RunOptions,
  services: PlanServices,
  signal: AbortSignal,
  onSeen: (images: number) => void = () => undefined,
): Promise<void> {
  const archives = new ArchiveReads(services.client);
  const planning: Planning = { ...services, options, signal, archives };
  let seen = 0;
  for await (const batch of source) {
    signal.throwIfAborted();
    await services.journal.add(run, await judged(batch, planning));
    seen += batch.length;
    onSeen(seen);
  }
}

/** An object and what is known of it by now. */
interface Candidate {
  readonly object: ObjectRef;
  readonly version: SourceVersion;
}

async function judged(batch: readonly SourceItem[], planning: Planning): Promise<PlannedItem[]> {
  const found = await atOnce(headsAtOnce, batch, (item) => foundOf(item, planning));
  const candidates = found.filter(isCandidate);
  await planning.index.see(
    candidates.map(({ object, version: { restore: _, ...version } }) => ({
      ...object,
      ...version,
    })),
  );
  const known = await knownOf(candidates, planning);
  return Promise.all(
    found.map(async (item) => {
      if (!isCandidate(item)) return item;
      const { object, version } = item;
      const ref: ItemRef = { kind: "object", object };
      if (known.has(item)) return { ref, version, verdict: { kind: "known" } };
      const problem = await refusalOf(item, planning);
      return { ref, version, verdict: problem ? { kind: "refused", problem } : { kind: "ask" } };
    }),
  );
}

function isCandidate(item: Candidate | PlannedItem): item is Candidate {
  return "object" in item;
}

/** What is known already, at the threshold that it would be asked at. */
async function knownOf(
  candidates: readonly Candidate[],
  { options: { refresh, threshold }, index, threshold: usual }: Planning,
): Promise<ReadonlySet<Candidate>> {
  if (refresh) return new Set();
  const [first] = candidates;
  if (!first) return new Set();
  // Of objects the threshold is that of the window.
  const at = threshold ?? usual({ kind: "object", object: first.object });
  const versions = candidates.map(({ object, version: { size, etag, crc64 } }) => ({
    ...object,
    ...(size !== undefined && { size }),
    ...(etag !== undefined && { etag }),
    ...(crc64 !== undefined && { crc64 }),
  }));
  const stored = await index.findMany(versions, at);
  for (const [place, version] of versions.entries()) {
    const found = stored[place];
    if (found && !sameRef(found.object, version)) await index.adopt(version, at);
  }
  return new Set(candidates.filter((_, place) => stored[place] !== undefined));
}

async function foundOf(item: SourceItem, planning: Planning): Promise<Candidate | PlannedItem> {
  switch (item.kind) {
    case "unreadable":
      return {
        ref: { kind: "file", uri: item.text },
        verdict: { kind: "failed", problem: item.problem },
      };
    case "file": {
      const read = await planning.file(item.uri, planning.options);
      return "verdict" in read ? read : foundOf(read, planning);
    }
    case "object":
      return foundObject(item, planning);
  }
}

async function foundObject(
  { object, version }: Extract<SourceItem, { kind: "object" }>,
  { client, signal }: Planning,
): Promise<Candidate | PlannedItem> {
  const format = formatProblem(object);
  if (format) {
    return {
      ref: { kind: "object", object },
      verdict: { kind: "refused", problem: format },
    };
  }
  if (version && canBeRecognised(version)) return { object, version };
  try {
    const head = await (await client(object.account)).headObject(object, { signal });
    const { lastModified, size, etag, crc64, storageClass } = head;
    return {
      object,
      version: {
        size,
        ...(etag !== undefined && { etag }),
        ...(crc64 !== undefined && { crc64 }),
        ...(storageClass !== undefined && { storageClass }),
        ...(version?.restore !== undefined && { restore: version.restore }),
        ...(lastModified && { lastModified: lastModified.toISOString() }),
      },
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Failure) || error.code === "NoSuchBucket") throw error;
    if (whatHelps(error) === "network") throw error;
    return {
      ref: { kind: "object", object },
      verdict: { kind: "failed", problem: problemOf(error) },
    };
  }
}

/** Whether the same bytes are recognised again: where a listing has not told, HEAD does. */
function canBeRecognised({ size, etag, crc64 }: SourceVersion): boolean {
  return size !== undefined && (etag !== undefined || crc64 !== undefined);
}

function formatProblem(object: ObjectRef): ItemProblem | undefined {
  if (mayBeDetectable(object.key)) return undefined;
  const target = formatObjectUri(object);
  const extension = imageExtension(object.key) ?? /[^.]*$/.exec(object.key)?.[0] ?? "";
  return problemOf(new Refusal("other-format", { target, format: extension }));
}

/** Why an image is not asked about. Rejects where there is no network. */
async function refusalOf(
  { object, version }: Candidate,
  { archives, signal }: Planning,
): Promise<ItemProblem | undefined> {
  const target = formatObjectUri(object);
  const { size, storageClass = "", restore = "" } = version;
  try {
    if (size !== undefined) checkImageSize(target, size);
    checkRestored(target, version);
  } catch (error) {
    return problemOf(error);
  }
  const isArchived = /^archive$/i.test(storageClass) && !isRestored(restore);
  if (!isArchived || (await archives.canRead(object, version, signal))) return undefined;
  return problemOf(new Refusal("not-restored", { target, storageClass }));
}

/** A failure as the journal keeps it. */
export function problemOf(error: unknown): ItemProblem {
  const code = error instanceof Failure ? error.code : "unexpected";
  return { code, message: wordsFor(error) };
}

/** In their order; at most `limit` at once, and no more after one has failed. */
async function atOnce<Item, Result>(
  limit: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at] as Item);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  } finally {
    next = items.length;
  }
  return results;
}
