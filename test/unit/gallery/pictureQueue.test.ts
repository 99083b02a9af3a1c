import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { type PictureJob, PictureQueue } from "../../../src/gallery/pictureQueue.ts";

describe("pictures that are wanted", () => {
  const begin = () => {
    const queue = new PictureQueue();
    const started: string[] = [];
    const ends = new Map<string, () => void>();
    const cancelled: string[] = [];
    const job = (name: string): PictureJob => ({
      name,
      run: (signal) =>
        new Promise((resolve) => {
          started.push(name);
          ends.set(name, resolve);
          signal.addEventListener("abort", () => {
            cancelled.push(name);
            resolve();
          });
        }),
    });
    const want = (...names: readonly string[]) => queue.want(names.map(job));
    const end = async (name: string) => {
      ends.get(name)?.();
      await turn();
    };
    return { want, end, started, cancelled };
  };
  const names = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, at) => String(first + at));

  it("are fetched six at once, in the order in which they are wanted", async () => {
    const { want, end, started } = begin();
    want(...names(1, 20));
    assert.deepEqual(started, names(1, 6));
    await end("3");
    await end("1");
    assert.deepEqual(started, names(1, 8));
  });

  it("are cancelled when they are wanted no more, and those that are seen now come first", async () => {
    const { want, started, cancelled } = begin();
    want(...names(1, 20));
    want("100", "2", "101", "102", "103", "104", "105", "106");
    assert.deepEqual(cancelled, ["1", "3", "4", "5", "6"]);
    await turn();
    // Of those under way one is still wanted, so that it goes on, and five more begin.
    assert.deepEqual(started.slice(6), ["100", "101", "102", "103", "104"]);
  });

  it("are not asked for twice while they are under way", async () => {
    const { want, started } = begin();
    want("1", "2");
    want("2", "1");
    await turn();
    assert.deepEqual(started, ["1", "2"]);
  });

  it("are all cancelled when nothing is wanted", async () => {
    const { want, started, cancelled } = begin();
    want(...names(1, 9));
    want();
    await turn();
    assert.equal(started.length, 6);
    assert.deepEqual(cancelled, names(1, 6));
  });
});
