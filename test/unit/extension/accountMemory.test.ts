import assert from "node:assert/strict";
import type { Memento } from "vscode";
import * as z from "zod/mini";
import { AccountMemory } from "../../../src/extension/accountMemory.ts";

/** Keeps what is updated, as VS Code does over restarts. */
function memento(kept: Record<string, unknown> = {}): Memento {
  const values = new Map(Object.entries(kept));
  return {
    keys: () => [...values.keys()],
    get: <T>(key: string, otherwise?: T) => (values.get(key) as T | undefined) ?? otherwise,
    update: async (key: string, value: unknown) => {
      values.set(key, structuredClone(value));
    },
  };
}

describe("what is remembered of accounts", () => {
  const memoryOf = (kept: unknown) =>
    new AccountMemory(memento({ buckets: kept }), "buckets", z.array(z.string()));

  it("is kept by account, goes with its name, and goes with it", async () => {
    const memory = memoryOf(undefined);
    assert.equal(memory.of("A"), undefined);
    await memory.set("A", ["one"]);
    await memory.set("B", ["two"]);
    await memory.renameAccount("A", "C");
    assert.deepEqual(
      [memory.of("A"), memory.of("B"), memory.of("C")],
      [undefined, ["two"], ["one"]],
    );
    await memory.forgetAccount("C");
    assert.deepEqual([memory.of("B"), memory.of("C")], [["two"], undefined]);
  });

  for (const kept of [null, 7, "text", ["A"], { A: "one" }, { A: [1] }]) {
    it(`is nothing where ${JSON.stringify(kept)} was kept, and can be written`, async () => {
      const memory = memoryOf(kept);
      assert.equal(memory.of("A"), undefined);
      await memory.set("A", ["one"]);
      assert.deepEqual(memory.of("A"), ["one"]);
    });
  }

  it("is taken over from what an older version kept", () => {
    const kept = memento({ agreed: ["A", "B"] });
    const older = (old: unknown) =>
      Array.isArray(old) ? Object.fromEntries(old.map((name) => [name, true])) : old;
    const memory = new AccountMemory(kept, "agreed", z.boolean(), older);
    assert.deepEqual([memory.of("A"), memory.of("C")], [true, undefined]);
  });
});
