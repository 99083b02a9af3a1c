/**
 * Drives one contestant with as many images as are asked for, and prints what it took as JSON. Runs on the Node of VS
 * Code with `--expose-gc`.
 */
import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { percentile } from "../rounds.ts";
import type { Contestant } from "./contestant.ts";
import { FirstVersion } from "./firstVersion.ts";
import { type GeneratedImage, ImageGenerator } from "./generatedImages.ts";
import { HeldTime } from "./heldTime.ts";
import { openNormalised } from "./normalised.ts";
import { OurIndex, openIndex } from "./ours.ts";

/** In milliseconds, unless it says otherwise; 95 of 100 were quicker. */
export interface Taken {
  readonly labelsPerSecond: number;
  readonly opening: number | null;
  readonly onePage: number;
  readonly twoPage: number;
  readonly count: number;
  readonly facets: number | null;
  readonly save: number;
  /** The longest time for which the thread that asks was held. */
  readonly held: number;
  /** The same of a process beside it that does nothing: that is the machine's. */
  readonly idleHeld: number;
  /** By how much the process grew at most, in MB, apart from the heap of the thread that asks. */
  readonly memory: number;
}

const imagesAtOnce = 1000;
/** Images that are made before others get their turn. */
const madeAtOnce = 100;
/** Milliseconds after which the index has put its things in order. */
const restTime = 5000;

const [name = "", imageCount = "", queryCount = ""] = process.argv.slice(2);
const folder = await mkdtemp(path.join(tmpdir(), "label-index-bench-"));
const file = path.join(folder, "labels.db");

/** How long the thread was held, and how large the process became, while something was done. */
class Watch {
  mostMemory = 0;
  readonly #held: HeldTime;
  readonly #idle: ChildProcess;
  readonly #before: number;
  readonly #timer: NodeJS.Timeout;

  constructor(idle: ChildProcess) {
    // Takes longer than anything that is measured.
    globalThis.gc?.();
    this.#idle = idle;
    this.#before = memoryUsed();
    this.#timer = setInterval(() => this.#look(), 5);
    this.#idle.send("begin");
    this.#held = new HeldTime();
  }

  get grown(): number {
    return (this.mostMemory - this.#before) / 1e6;
  }

  /** Milliseconds for which this thread, and a process that did nothing, were held at most. */
  async stop(): Promise<{ readonly held: number; readonly idleHeld: number }> {
    const held = this.#held.longest;
    this.#look();
    clearInterval(this.#timer);
    this.#idle.send("tell");
    const [idleHeld] = await once(this.#idle, "message");
    this.#idle.kill();
    return { held, idleHeld: Number(idleHeld) };
  }

  #look(): void {
    this.mostMemory = Math.max(this.mostMemory, memoryUsed());
  }
}

/** Bytes of the process without the heap of this thread, which the images that it makes fill as they like. */
function memoryUsed(): number {
  const { rss, heapTotal } = process.memoryUsage();
  return rss - heapTotal;
}

async function open(): Promise<Contestant> {
  if (name === "ours") return new OurIndex(openIndex(file));
  if (name === "0.1.0") return new FirstVersion(file);
  return openNormalised(name, file);
}

async function made(generator: ImageGenerator): Promise<GeneratedImage[]> {
  const images: GeneratedImage[] = [];
  while (images.length < imagesAtOnce) {
    images.push(...Array.from({ length: madeAtOnce }, () => generator.next()));
    await setImmediate();
  }
  return images;
}

async function times(count: number, work: (call: number) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let call = 0; call < count; call++) {
    const start = performance.now();
    await work(call);
    taken.push(performance.now() - start);
    await setImmediate();
  }
  return percentile(taken, 0.95);
}

async function measured(): Promise<Taken> {
  const images = Number(imageCount);
  const queries = Number(queryCount);
  const generator = new ImageGenerator(20_261_101);
  // The heap that making and passing on images takes is not the contestant's.
  for (let at = 0; at < 40; at++) structuredClone(await made(new ImageGenerator(1)));
  const idle = fork(path.join(import.meta.dirname, "idle.ts"));
  await once(idle, "message");
  const watch = new Watch(idle);
  let contestant = await open();
  let keeping = 0;
  for (let kept = 0; kept < images; kept += imagesAtOnce) {
    const batch = await made(generator);
    const start = performance.now();
    await contestant.keep(batch);
    keeping += performance.now() - start;
  }
  const start = performance.now();
  await contestant.finish();
  keeping += performance.now() - start;
  let opening: number | null = null;
  if (name === "ours") {
    // As a window that was at rest before it is closed.
    await setTimeout(restTime);
    await contestant.close();
    const begin = performance.now();
    contestant = await open();
    assert.equal(await contestant.count(["Nothing"]), 0);
    opening = performance.now() - begin;
  }
  const drawn = new ImageGenerator(7);
  const page = async (...names: string[]) => {
    const found = await contestant.page(names);
    assert.equal(found.images, Math.min(100, found.total));
  };
  const two = () => {
    const first = drawn.name();
    let second = drawn.name();
    while (second === first) second = drawn.name();
    return [first, second];
  };
  const onePage = await times(queries, () => page(drawn.name()));
  const twoPage = await times(queries, () => page(...two()));
  const count = await times(queries, (call) =>
    contestant.count(call % 2 === 0 ? [drawn.name()] : two()),
  );
  const ask = contestant.facets?.bind(contestant);
  const facets = ask ? await times(Math.ceil(queries / 4), () => ask(drawn.name())) : null;
  const again = new ImageGenerator(11);
  const save = await times(200, (call) =>
    contestant.save({
      ...again.next((call * 7919) % images),
      detectedAt: "2026-11-20T00:00:00.000Z",
    }),
  );
  const held = await watch.stop();
  await contestant.close();
  return {
    labelsPerSecond: (images * 10) / (keeping / 1000),
    ...{ opening, onePage, twoPage, count, facets, save },
    ...held,
    memory: watch.grown,
  };
}

try {
  console.log(JSON.stringify(await measured()));
} finally {
  await rm(folder, { recursive: true, force: true });
}
