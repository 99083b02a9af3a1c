import assert from "node:assert/strict";
import { Refusal } from "../../../src/errors/refusal.ts";
import { ProgramOptions } from "../../../src/extension/programOptions.ts";

describe("options of a program", () => {
  const read: [given: unknown, read: (options: ProgramOptions) => unknown, value: unknown][] = [
    [undefined, (options) => options.flag("show"), undefined],
    [null, (options) => options.flag("show"), undefined],
    [{}, (options) => options.text("after"), undefined],
    [{ show: null }, (options) => options.flag("show"), undefined],
    [{ show: false }, (options) => options.flag("show"), false],
    [{ after: "" }, (options) => options.text("after"), ""],
    [{ limit: 1 }, (options) => options.integer("limit", 1, 1000), 1],
    [{ limit: 1000 }, (options) => options.integer("limit", 1, 1000), 1000],
    [{ format: "csv" }, (options) => options.oneOf("format", ["json", "csv"]), "csv"],
    [{}, (options) => options.oneOf("format", ["json", "csv"]), undefined],
    [{ threshold: "0.5" }, (options) => options.value("threshold"), "0.5"],
  ];
  for (const [given, readOption, value] of read) {
    it(`are read: ${JSON.stringify(given)}`, () => {
      assert.equal(readOption(new ProgramOptions(given)), value);
    });
  }

  const wrong: [given: unknown, read: (options: ProgramOptions) => unknown, reason: string][] = [
    ["all", () => undefined, "no-object"],
    [5, () => undefined, "no-object"],
    [{ show: "false" }, (options) => options.flag("show"), "no-boolean"],
    [{ show: 0 }, (options) => options.flag("show"), "no-boolean"],
    [{ after: 5 }, (options) => options.text("after"), "no-text"],
    [{ limit: "5" }, (options) => options.integer("limit", 1, 1000), "no-integer"],
    [{ limit: 0 }, (options) => options.integer("limit", 1, 1000), "no-integer"],
    [{ limit: 1001 }, (options) => options.integer("limit", 1, 1000), "no-integer"],
    [{ limit: 1.5 }, (options) => options.integer("limit", 1, 1000), "no-integer"],
    [{ limit: Number.NaN }, (options) => options.integer("limit", 1, 1000), "no-integer"],
    [{ limit: [5] }, (options) => options.integer("limit", 1, 1000), "no-integer"],
    [{ format: "CSV" }, (options) => options.oneOf("format", ["json", "csv"]), "no-choice"],
    [{ format: ["csv"] }, (options) => options.oneOf("format", ["json", "csv"]), "no-choice"],
  ];
  for (const [given, readOption, reason] of wrong) {
    it(`are refused: ${JSON.stringify(given)}, ${reason}`, () => {
      assert.throws(
        () => readOption(new ProgramOptions(given)),
        (error) =>
          error instanceof Refusal &&
          error.code === "wrong-options" &&
          error.facts["reason"] === reason,
      );
    });
  }
});
