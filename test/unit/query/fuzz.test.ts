import assert from "node:assert/strict";
import { Refusal } from "../../../src/errors/refusal.ts";
import { foldText } from "../../../src/labels/search.ts";
import { explain } from "../../../src/messages/explain.ts";
import { parseQuery, piecesOf } from "../../../src/query/parse.ts";
import { writeQuery } from "../../../src/query/write.ts";
import { seededRandom } from "../labels/random.ts";
import { randomText } from "./random.ts";

describe("any text", () => {
  it("is a query that is written again, or is refused at a place inside it", () => {
    const random = seededRandom(1);
    let read = 0;
    for (let round = 0; round < 20_000; round++) {
      const text = randomText(random);
      try {
        const query = parseQuery(text);
        assert.deepEqual(parseQuery(writeQuery(query)), query, text);
        read++;
      } catch (error) {
        assert.ok(error instanceof Refusal && error.code === "query-syntax", `${text}: ${error}`);
        const position = Number(error.facts["position"]);
        assert.ok(Number.isInteger(position) && position >= 0 && position <= text.length, text);
        assert.doesNotMatch(explain(error).what, /Something went wrong|\{/);
      }
    }
    assert.ok(read > 2000, `${read} were queries`);
  });

  it("is read in pieces that leave out nothing but blanks", () => {
    const random = seededRandom(2);
    for (let round = 0; round < 5000; round++) {
      const text = randomText(random);
      const pieces = piecesOf(text);
      let end = 0;
      for (const piece of pieces) {
        assert.ok(piece.start >= end && piece.end > piece.start && piece.end <= text.length, text);
        assert.equal(text.slice(end, piece.start).trim(), "", text);
        end = piece.end;
      }
    }
  });

  const long: readonly (readonly [what: string, text: string])[] = [
    ["words", "cat ".repeat(25_000)],
    ["alternatives", `cat${" OR cat".repeat(15_000)}`],
    ["keywords", `${"NOT ".repeat(25_000)}cat`],
    ["minuses", `${"-".repeat(100_000)}cat`],
    ["parentheses", "(".repeat(100_000)],
    ["closed parentheses", "(a)".repeat(33_000)],
    ["one word", "a".repeat(100_000)],
    ["one quoted text", `"${"a".repeat(100_000)}"`],
    ["escapes", `"${'\\"'.repeat(50_000)}"`],
    ["open quotes", `"${"\\\\".repeat(50_000)}`],
    ["conditions", `label:x[${"level=1,".repeat(12_000)}level=1]`],
    ["blanks", " ".repeat(100_000)],
    ["stars", `key:${"*".repeat(100_000)}`],
    ["colons", ":".repeat(100_000)],
    ["digits", `size>${"9".repeat(100_000)}`],
    ["points", `size>${".".repeat(100_000)}`],
    ["brackets", "label:x[level=1]".repeat(6_000)],
  ];
  for (const [what, text] of long) {
    it(`of 100,000 characters is read at once: ${what}`, () => {
      // Not by the clock: other programs may be busy.
      const before = process.cpuUsage();
      try {
        parseQuery(text);
      } catch (error) {
        assert.ok(error instanceof Refusal, String(error));
      }
      const { user, system } = process.cpuUsage(before);
      const time = (user + system) / 1000;
      assert.ok(time < 500, `${Math.round(time)} ms`);
    });
  }
});

describe("folded text", () => {
  it("stays as it is", () => {
    const random = seededRandom(4);
    const letters = [..."aZßẞİıΣςſŉǰΐﬁＡµÅŸ\u0345\u0307\u0301KΩ가ᾳ"];
    for (let round = 0; round < 5000; round++) {
      const length = 1 + Math.floor(random() * 5);
      const text = Array.from(
        { length },
        () => letters[Math.floor(random() * letters.length)],
      ).join("");
      const folded = foldText(text);
      assert.equal(foldText(folded), folded, JSON.stringify(text));
    }
  });
});
