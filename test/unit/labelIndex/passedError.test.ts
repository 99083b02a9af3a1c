import assert from "node:assert/strict";
import { Refusal } from "../../../src/errors/refusal.ts";
import { errorOf, passedError } from "../../../src/labelIndex/passedError.ts";

class OddError extends Error {
  override readonly name = "OddError";
}

describe("an error that crosses the thread of the label index", () => {
  const refusal = new Refusal("wrong-threshold", { threshold: "7" });
  const unclonable = new Error("with a cause", { cause: () => 1 });
  const coded = Object.assign(new Error("busy"), { code: "ERR_SQLITE_ERROR" });
  const passed: readonly [what: string, error: unknown, expected: Error][] = [
    ["a refusal", refusal, refusal],
    ["a RangeError", new RangeError("after"), new RangeError("after")],
    ["a TypeError", new TypeError("no text"), new TypeError("no text")],
    ["an error with a code", coded, coded],
    ["an error of a class that is not known", new OddError("odd"), new OddError("odd")],
    ["an error with a cause that no message takes", unclonable, new Error("with a cause")],
    ["what is no error", "just a text", new Error("just a text")],
  ];
  for (const [what, error, expected] of passed) {
    it(`arrives as it was: ${what}`, () => {
      const arrived = errorOf(structuredClone(passedError(error)));
      const { name, message } = expected;
      assert.deepEqual([arrived.name, arrived.message], [name, message]);
      assert.deepEqual({ ...arrived }, { ...expected });
      if (!(expected instanceof OddError)) assert.equal(arrived.constructor, expected.constructor);
    });
  }
});
