/** A bucket of pictures on the sample server, an index and a journal in real files, and runs over them. */
import { join } from "node:path";
import {
  type CallBudget,
  type DetectionStore,
  Detector,
  objectVersion,
} from "../../../src/detection/detector.ts";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import type { ImageVersion, StoredDetection } from "../../../src/labelIndex/storedDetection.ts";
import type { Account } from "../../../src/oss/account.ts";
import { OssClient, type OssClientOptions } from "../../../src/oss/client.ts";
import { parseQuery } from "../../../src/query/parse.ts";
import type { CallCounts, CallCountsPort } from "../../../src/runs/callCounts.ts";
import { detectObject } from "../../../src/runs/detectItem.ts";
import type { Run, RunItem, RunOptions } from "../../../src/runs/item.ts";
import type { RunJournal, RunJournalPort } from "../../../src/runs/journal.ts";
import { type PlanIndex, type PlanServices, planRun } from "../../../src/runs/plan.ts";
import { type RunServices, RunWorker } from "../../../src/runs/run.ts";
import { imagesBelow, type Source } from "../../../src/runs/sources.ts";
import type { Faults, Respond } from "../../../src/sample/faults.ts";
import { type SampleServer, startSampleServer } from "../../../src/sample/server.ts";
import type { Bucket, SampleObject } from "../../../src/sample/store/bucket.ts";
import { firstNotBelow } from "../../../src/sample/store/keyOrder.ts";
import { plainDetection } from "../../catalogues/detections.ts";
import { madeOn, objectOf } from "../../catalogues/objects.ts";
import { png } from "../../catalogues/pictures.ts";

const picture = png(48, 32);

export function keyOf(index: number): string {
  return `photos/IMG_${String(index).padStart(7, "0")}.jpg`;
}

/** Pictures whose keys and bytes are worked out, not stored. `content` tells which have the same bytes. */
export function picturesBucket(
  count: number,
  content: (index: number) => number = (index) => index,
  change: (index: number) => Partial<SampleObject> = () => ({}),
): Bucket {
  const firstIndex = (key: string) => firstNotBelow(key, count, keyOf);
  const objectAt = (index: number): SampleObject => ({
    ...objectOf(keyOf(index), Buffer.concat([picture, Buffer.from(`${content(index)}`)])),
    ...change(index),
  });
  return {
    name: "many",
    creationDate: madeOn,
    find(key) {
      const index = firstIndex(key);
      return index < count && keyOf(index) === key ? objectAt(index) : undefined;
    },
    *from(key) {
      for (let index = firstIndex(key); index < count; index++) yield objectAt(index);
    },
  };
}

export interface ServerOptions {
  readonly latency?: number;
  readonly onRequest?: Parameters<typeof startSampleServer>[0]["onRequest"];
  /** How requests about objects are answered. */
  readonly respond?: Respond;
  /** How one object's are, by `bucket/key`. */
  readonly faultOf?: (name: string) => Respond | undefined;
}

export function startPictures(bucket: Bucket, options: ServerOptions = {}): Promise<SampleServer> {
  const { respond, faultOf = () => respond, latency = 0, onRequest } = options;
  return startSampleServer({
    catalogue: {
      buckets: [{ name: bucket.name, open: () => bucket }],
      detectionFor: () => plainDetection,
      thumbnailsOf: () => [],
    },
    faults: { get: faultOf } as unknown as Faults,
    ...(onRequest && { onRequest }),
    latency,
  });
}

type Reached = Pick<SampleServer, "endpoint" | "region" | "accessKeyId" | "accessKeySecret">;

export function clientOf(
  { endpoint, region, accessKeyId, accessKeySecret }: Reached,
  options: OssClientOptions = { retries: { attempts: 1 } },
  account: Partial<Account> = {},
): OssClient {
  return new OssClient(
    {
      name: "work",
      region,
      endpoint,
      addressing: "path",
      credentials: async () => ({ accessKeyId, accessKeySecret }),
      ...account,
    },
    options,
  );
}

export interface Kept {
  readonly store: DetectionStore;
  readonly index: PlanIndex;
  readonly journal: RunJournalPort;
  readonly counts: CallCountsPort;
  /** What plans told the index of. */
  readonly seen: ImageVersion[];
  /** How many images a query finds. */
  count(query: string): Promise<number>;
  close(): Promise<void>;
}

/** The index with its journal, of a folder, as one window has it open. */
export function openKept(folder: string): Kept {
  const index = LabelIndex.open(join(folder, "labels.sqlite"), {
    program: new URL("../../../src/labelIndex/worker.ts", import.meta.url),
    busyTimeout: 5000,
  });
  const seen: ImageVersion[] = [];
  return {
    store: {
      find: (version, threshold) => index.find(version, threshold),
      save: (stored) => index.save(stored),
      adopt: (version, threshold) => index.adopt(version, threshold),
      // A window that was killed is not waited for as long as a call may take.
      claim: (bytes, duration) => index.claim(bytes, Math.min(duration, 300)),
      release: (bytes) => index.release(bytes),
    },
    index: {
      see: async (images) => {
        seen.push(...images);
        await index.see(images);
      },
      findMany: (versions, threshold) => index.findMany(versions, threshold),
      adopt: (version, threshold) => index.adopt(version, threshold),
    },
    journal: index.service<RunJournal>("runs"),
    counts: index.service<CallCounts>("calls"),
    seen,
    count: (query) => index.count(parseQuery(query)),
    close: () => index.close(),
  };
}

export const usualOptions: RunOptions = { threshold: 0.7, refresh: false, by: "person" };

/** One window: its own detector, client and connections. */
export class Window {
  readonly name: string;
  readonly kept: Kept;
  readonly client: OssClient;
  readonly detector: Detector;
  concurrency: number;

  constructor(name: string, kept: Kept, client: OssClient, concurrency = 4, budget?: CallBudget) {
    this.name = name;
    this.kept = kept;
    this.client = client;
    this.detector = new Detector(kept.store, budget);
    this.concurrency = concurrency;
  }

  /** A plan over all pictures, or another source. */
  async plan(options: Partial<RunOptions> = {}, source?: Source): Promise<Run> {
    const { journal, index } = this.kept;
    const all = { ...usualOptions, ...options };
    const { signal } = new AbortController();
    const id = await journal.create("many", all, this.name, 60_000);
    const services: PlanServices = {
      journal,
      index,
      client: async () => this.client,
      threshold: () => 0.7,
      file: async () => {
        throw new Error("There are no files here.");
      },
    };
    const below = { account: "work", bucket: "many", prefix: "" };
    await planRun(id, source ?? imagesBelow(this.client, below, signal), all, services, signal);
    return this.run(id);
  }

  /** The same, agreed to. */
  async agreed(options: Partial<RunOptions> = {}, maxCalls?: number): Promise<Run> {
    const { id, calls } = await this.plan(options);
    await this.kept.journal.agree(id, maxCalls ?? calls);
    return this.run(id);
  }

  worker(run: number, times: RunServices["times"] = {}): RunWorker {
    return new RunWorker(run, {
      journal: this.kept.journal,
      detect: (request) => {
        const { ref } = request.item;
        if (ref.kind !== "object") throw new Error("There are no files here.");
        return detectObject(ref.object, request, this.detector, async () => this.client);
      },
      threshold: () => 0.7,
      concurrency: () => this.concurrency,
      window: this.name,
      times: { firstWait: 20, longestWait: 100, ...times },
    });
  }

  async run(id: number): Promise<Run> {
    const run = await this.kept.journal.run(id);
    if (!run) throw new Error(`There is no run ${id}.`);
    return run;
  }

  async items(id: number, states?: readonly RunItem["state"][]): Promise<RunItem[]> {
    return this.kept.journal.items(id, { limit: 1_000_000, ...(states && { states }) });
  }

  async known(keys: readonly string[]): Promise<(StoredDetection | undefined)[]> {
    return Promise.all(
      keys.map(async (key) => {
        const object = { account: "work", bucket: "many", key };
        const head = await this.client.headObject(object);
        return this.kept.store.find(objectVersion(object, head), 1);
      }),
    );
  }

  async close(): Promise<void> {
    await this.client.close();
    await this.kept.close();
  }
}

export async function until(what: string, condition: () => boolean | Promise<boolean>) {
  for (let tries = 0; !(await condition()); tries++) {
    if (tries > 2000) throw new Error(`It never came to this: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
