import assert from "node:assert/strict";
import { readLifetime } from "../../../src/ossFiles/lifetime.ts";

describe("lifetimes of presigned URLs", () => {
  const rows: readonly (readonly [text: string, seconds: number | undefined])[] = [
    ["15", 900],
    [" 15 min ", 900],
    ["90s", 90],
    ["1 second", 1],
    ["2 Hours", 7200],
    ["1.5 h", 5400],
    ["7 days", 604_800],
    ["7.001 d", undefined],
    ["8d", undefined],
    ["0", undefined],
    ["-1", undefined],
    ["0.0001 s", undefined],
    ["0.3 s", undefined],
    ["1e3", undefined],
    ["two hours", undefined],
    ["1 h 30 min", undefined],
    ["", undefined],
    ["99999999", undefined],
  ];
  for (const [text, seconds] of rows) {
    it(`"${text}" → ${seconds ?? "nothing"}`, () => assert.equal(readLifetime(text), seconds));
  }
});
