import assert from "node:assert/strict";
import { type HandedOver, HandOverMemory } from "../../../../src/extension/handOver/handedOver.ts";

/** VS Code's own, as far as it is asked. */
function memento(kept: Record<string, unknown> = {}) {
  const values = new Map(Object.entries(kept));
  return {
    keys: () => [...values.keys()],
    get: (key: string) => values.get(key),
    update: async (key: string, value: unknown) => {
      values.set(key, value);
    },
  } as unknown as ConstructorParameters<typeof HandOverMemory>[0];
}

const holiday: HandedOver = {
  account: "Photos",
  engine: "imm",
  bucket: "holiday",
  prefix: "2026/",
  project: "p",
  dataset: "d",
  since: "2026-11-01T00:00:00.000Z",
};
const index: HandedOver = {
  account: "Photos",
  engine: "metaQuery",
  bucket: "holiday",
  prefix: "",
  since: "2026-11-02T00:00:00.000Z",
};

describe("the memory of what was handed over", () => {
  it("has one entry for each bucket and engine, the newest", async () => {
    const memory = new HandOverMemory(memento());
    await memory.add(holiday);
    await memory.add(index);
    await memory.add({ ...holiday, prefix: "" });
    assert.deepEqual(memory.of(["Photos"]), [index, { ...holiday, prefix: "" }]);
    await memory.remove(index);
    assert.deepEqual(memory.of(["Photos", "Other"]), [{ ...holiday, prefix: "" }]);
  });

  it("goes with its account", async () => {
    const memory = new HandOverMemory(memento());
    await memory.add(holiday);
    await memory.renameAccount("Photos", "Pictures");
    assert.deepEqual(memory.of(["Pictures"]), [{ ...holiday, account: "Pictures" }]);
    await memory.forgetAccount("Pictures");
    assert.deepEqual(memory.of(["Photos", "Pictures"]), []);
  });

  it("is empty where what is kept is of another shape", () => {
    const kept = { handedOver: { Photos: [{ engine: "other", bucket: 7 }] } };
    assert.deepEqual(new HandOverMemory(memento(kept)).of(["Photos"]), []);
  });
});
