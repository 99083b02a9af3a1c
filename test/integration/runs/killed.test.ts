import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { SampleServer } from "../../../src/sample/server.ts";
import { temporaryFolder } from "../labelIndex/answers.ts";
import {
  clientOf,
  keyOf,
  openKept,
  picturesBucket,
  startPictures,
  until,
  Window,
} from "./scene.ts";

const images = 800;
const kills = 20;
const concurrency = 4;

describe("a run whose window is killed, again and again", () => {
  const folder = temporaryFolder();
  /** Calls that were answered and billed, by key. */
  const billed = new Map<string, number>();
  let server: SampleServer;
  let window: Window;
  let id: number;

  before(async () => {
    server = await startPictures(picturesBucket(images), {
      latency: 15,
      onRequest: ({ key, billable }) => {
        if (billable && key !== null) billed.set(key, (billed.get(key) ?? 0) + 1);
      },
    });
    window = new Window("watching", openKept(folder()), clientOf(server));
    id = (await window.agreed()).id;
    await window.kept.journal.release(id, "watching");
  });
  after(async () => {
    await window.close();
    await server.close();
  });

  const start = async (name: string): Promise<ChildProcess> => {
    const { endpoint, region, accessKeyId, accessKeySecret } = server;
    const program = join(import.meta.dirname, "killedWindow.ts");
    const account = JSON.stringify({ endpoint, region, accessKeyId, accessKeySecret });
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", program, folder(), String(id), name, account],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    await once(child.stdout as NonNullable<typeof child.stdout>, "data");
    return child;
  };

  it("is finished: nothing that was paid for is lost, and nothing is paid twice but what was under way", async () => {
    const underWay = new Set<string>();
    let repeatable = 0;
    for (let kill = 0; kill < kills; kill++) {
      const child = await start(`killed ${kill}`);
      const { detected } = await window.run(id);
      const more = Math.floor(Math.random() * 30);
      await until("some more", async () => (await window.run(id)).detected >= detected + more);
      const closed = once(child, "close");
      child.kill("SIGKILL");
      await closed;
      const { inFlight, waiting } = await window.run(id);
      assert.ok(waiting > 0, "All is done before the last kill.");
      assert.ok(inFlight <= concurrency);
      const waitingItems = await window.items(id, ["waiting"]);
      for (const { ref } of waitingItems.slice(0, inFlight)) {
        if (ref.kind === "object") underWay.add(ref.object.key);
      }
      repeatable += inFlight;
    }
    const last = await start("last");
    const [text] = await once(last.stdout as NonNullable<typeof last.stdout>, "data");
    assert.equal(String(text).trim(), "done");
    await once(last, "close");

    const run = await window.run(id);
    assert.deepEqual([run.state, run.detected, run.failed, run.known], ["done", images, 0, 0]);
    const known = await window.known(Array.from({ length: images }, (_, index) => keyOf(index)));
    assert.equal(known.filter(Boolean).length, images);
    const twice = [...billed].filter(([, times]) => times > 1).map(([key]) => key);
    assert.deepEqual(
      twice.filter((key) => !underWay.has(key)),
      [],
    );
    assert.ok(server.billableCalls <= images + repeatable, `${server.billableCalls} calls`);
    assert.ok(run.billableCalls >= server.billableCalls, "A call was not counted.");
    assert.ok(run.billableCalls <= images + repeatable, `${run.billableCalls} calls were counted.`);
  }).timeout(120_000);
});
