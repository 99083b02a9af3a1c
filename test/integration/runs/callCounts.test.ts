import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { CallCounts, callTables } from "../../../src/runs/callCounts.ts";
import { DayBudget } from "../../../src/runs/dayBudget.ts";

describe("the counts of calls", () => {
  it("are told by account: of a day, of its month, and of all days", () => {
    const database = new DatabaseSync(":memory:");
    database.exec(callTables);
    const counts = new CallCounts(database);
    assert.deepEqual(counts.byAccount("2026-11-25"), []);
    const made: readonly (readonly [day: string, account: string, calls: number])[] = [
      ["2025-11-25", "work", 4],
      ["2026-10-31", "work", 3],
      ["2026-11-01", "work", 2],
      ["2026-11-25", "work", 1],
      ["2026-11-25", "", 5],
    ];
    for (const [day, account, calls] of made) {
      for (let call = 0; call < calls; call += 1) counts.spend(day, account, 0);
    }
    counts.spend("2026-11-25", "given back", 0);
    counts.giveBack("2026-11-25", "given back");
    assert.deepEqual(counts.byAccount("2026-11-25"), [
      { account: "", first: "2026-11-25", today: 5, month: 5, ever: 5 },
      { account: "work", first: "2025-11-25", today: 1, month: 3, ever: 10 },
    ]);
    database.close();
  });

  it("take a call that is given back off the day that it was counted on", async () => {
    const database = new DatabaseSync(":memory:");
    database.exec(callTables);
    const counts = new CallCounts(database);
    const now = { at: "2026-11-25T23:59:59Z" };
    const budget = new DayBudget({
      counts: () => ({
        spend: async (...given) => counts.spend(...given),
        giveBack: async (...given) => counts.giveBack(...given),
        byAccount: async (...given) => counts.byAccount(...given),
        on: async (...given) => counts.on(...given),
      }),
      cap: () => 2,
      isFree: () => false,
      onUncounted: (error) => assert.fail(String(error)),
      now: () => new Date(now.at),
    });
    const giveBack = await budget.spend("work");
    now.at = "2026-11-26T00:00:00Z";
    await budget.spend("work");
    await giveBack();
    assert.equal(counts.on("2026-11-25", "work"), 0);
    assert.equal(await budget.leftToday("work"), 1);
    database.close();
  });
});
