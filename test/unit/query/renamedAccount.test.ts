import assert from "node:assert/strict";
import { parseQuery } from "../../../src/query/parse.ts";
import { withAccountRenamed } from "../../../src/query/renamedAccount.ts";

const cases: readonly (readonly [text: string, to: string, renamed: string | undefined])[] = [
  ["account:Photos", "Pictures", "account:Pictures"],
  ['account:"Photos"  label:cat', "Pictures", "account:Pictures  label:cat"],
  ["-account:Photos", 'My "own" photos', String.raw`-account:"My \"own\" photos"`],
  ["(account:Photos OR account:Photos) x", "a b", '(account:"a b" OR account:"a b") x'],
  ["account:Other OR account:Photos", "b", "account:Other OR account:b"],
  // Other accounts, other fields, and what is no name of an account
  ["account:photos", "Pictures", undefined],
  ["account:Photos2", "Pictures", undefined],
  ["bucket:Photos label:Photos Photos key:Photos", "Pictures", undefined],
  ['"account:Photos"', "Pictures", undefined],
  ["", "Pictures", undefined],
];

describe("a query whose account was renamed", () => {
  for (const [text, to, renamed] of cases) {
    it(`is ${renamed ?? "as it was"}: ${text}`, () => {
      assert.equal(withAccountRenamed(text, "Photos", to), renamed);
      if (renamed === undefined) return;
      assert.equal(withAccountRenamed(renamed, to, "Photos") !== undefined, true);
      assert.doesNotThrow(() => parseQuery(renamed));
    });
  }

  it("takes a name that was in quotes", () => {
    const text = String.raw`account:"My \"own\" photos" label:x`;
    assert.equal(withAccountRenamed(text, 'My "own" photos', "Mine"), "account:Mine label:x");
  });
});
