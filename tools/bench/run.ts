/**
 * Runs of many images, as figures in JSON: how fast one is against a server that takes its time, beside a plain loop
 * with p-limit that keeps nothing; and how much more memory a plan of many images takes than one of a thousand:
 * `node run.ts IMAGES`.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import pLimit from "p-limit";
import type { Source, SourceItem } from "../../src/runs/sources.ts";
import { clientOf, keyOf, openKept, Window } from "../../test/integration/runs/scene.ts";
import { type Figure, figure } from "./figure.ts";

const latency = 200;
const concurrency = 16;
const pictures = 480;

const figures: Figure[] = [];
const folder = mkdtempSync(path.join(tmpdir(), "bench-run-"));
try {
  figures.push(await speed());
  figures.push(...(await memory(Number(process.argv[2]))));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(JSON.stringify(figures));
process.exit();

async function speed(): Promise<Figure> {
  const program = path.join(import.meta.dirname, "runServer.ts");
  const server = spawn(process.execPath, [program, String(pictures), String(latency)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [account] = await once(createInterface({ input: server.stdout }), "line");
    const reached = JSON.parse(account);
    const plain = await loop(await warmed(clientOf(reached)));
    const client = await warmed(clientOf(reached));
    const window = new Window("bench", openKept(path.join(folder, "speed")), client);
    window.concurrency = concurrency;
    const { id } = await window.agreed();
    const start = performance.now();
    assert.equal(await window.worker(id).work(), "done");
    const seconds = (performance.now() - start) / 1000;
    assert.equal((await window.run(id)).detected, pictures);
    await window.close();
    return figure({
      name: `Run once warm, ${concurrency} at once, ${latency} ms (at most ${(concurrency * 1000) / latency})`,
      unit: "images/s",
      better: "higher",
      ours: pictures / seconds,
      peer: { name: "p-limit loop, keeps nothing", value: plain },
    });
  } finally {
    server.kill();
  }
}

/** Its connections are open, and what it runs is compiled: the clock of both sides begins after a few calls. */
async function warmed(client: ReturnType<typeof clientOf>): Promise<ReturnType<typeof clientOf>> {
  for (let round = 0; round < 3; round++) {
    await Promise.all(
      Array.from({ length: concurrency }, (_, index) =>
        client.detectLabels({ bucket: "many", key: keyOf(index) }, { threshold: 0.7 }),
      ),
    );
  }
  return client;
}

/** Images a second of what anybody would write first. */
async function loop(client: ReturnType<typeof clientOf>): Promise<number> {
  const limit = pLimit(concurrency);
  const start = performance.now();
  await Promise.all(
    Array.from({ length: pictures }, (_, index) =>
      limit(() => client.detectLabels({ bucket: "many", key: keyOf(index) }, { threshold: 0.7 })),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  await client.close();
  return pictures / seconds;
}

/** Of this thread: the file's own has a limit of its own. */
async function memory(images: number): Promise<Figure[]> {
  const few = await planned(1000, "few");
  const many = await planned(images, "many");
  return [
    figure({
      name: `Plan of ${images} images: memory beyond that of 1,000`,
      unit: "MB",
      better: "lower",
      ours: Math.max(0, many.megabytes - few.megabytes),
    }),
    figure({
      name: `Plan of ${images} images`,
      unit: "images/s",
      better: "higher",
      ours: images / many.seconds,
    }),
  ];
}

async function planned(images: number, name: string) {
  const client = clientOf({
    ...{ endpoint: "http://127.0.0.1:9", region: "cn-hangzhou" },
    ...{ accessKeyId: "none", accessKeySecret: "none" },
  });
  const kept = openKept(path.join(folder, name));
  // What the index is told is counted, not kept.
  kept.seen.push = () => 0;
  const window = new Window("bench", kept, client);
  let most = 0;
  const look = () => {
    (globalThis as { gc?: () => void }).gc?.();
    most = Math.max(most, process.memoryUsage().heapUsed);
  };
  const start = performance.now();
  const run = await window.plan({}, listing(images, look));
  const seconds = (performance.now() - start) / 1000;
  assert.equal(run.calls, images);
  look();
  await window.close();
  return { megabytes: most / 1e6, seconds };
}

async function* listing(images: number, look: () => void): Source {
  for (let from = 0; from < images; from += 1000) {
    yield Array.from({ length: 1000 }, (_, at): SourceItem => listedItem(from + at));
    if ((from / 1000) % 50 === 0) look();
  }
}

function listedItem(index: number): SourceItem {
  const etag = `"${index.toString(16).toUpperCase().padStart(32, "0")}"`;
  const lastModified = "2026-01-01T00:00:00.000Z";
  return {
    kind: "object",
    object: { account: "work", bucket: "many", key: keyOf(index) },
    version: { size: 1000 + index, etag, lastModified, storageClass: "Standard" },
  };
}
