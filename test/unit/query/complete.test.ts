import assert from "node:assert/strict";
import { foldText } from "../../../src/labels/search.ts";
import { type ChoiceSource, complete, markError } from "../../../src/query/complete.ts";
import { parseQuery } from "../../../src/query/parse.ts";
import { seededRandom } from "../labels/random.ts";
import { markTexts, outsideBrackets, restoreTexts } from "../markedTexts.ts";
import { randomText } from "./random.ts";

const names = ["Dog", "Golden retriever", "狗", "Sofa", 'Say "hi"'];

const source: ChoiceSource = {
  names: async (text) =>
    names.filter((name) => foldText(name).includes(foldText(text))).map((name) => ({ name })),
  values: async (field) =>
    ({ account: ["My photos", "Sample"], bucket: ["pics", "photos"], class: ["IA", "Standard"] })[
      field
    ],
};

/** The text with the cursor, and the texts with each choice taken. */
// biome-ignore format: a table of one line for each text can be read
const taken: readonly (readonly [text: string, results: readonly string[]])[] = [
  // Fields and words
  ["la|", ["label:", "labels>"]],
  ["LA|", ["label:", "labels>"]],
  ["cat pre|", ["cat prefix:"]],
  ["cat pre| dog", ["cat prefix: dog"]],
  ["pre|fix:a", ["prefix:a"]],
  ["si|ze>=1", ["size>1"]],
  ["-mod|", ["-modified>="]],
  ["(is|", ["(is:"]],
  ["size>1mb pre|", ["size>1mb prefix:"]],
  ["colour:x pre|", ["colour:x prefix:"]],
  ["cat A|", ["cat account:", "cat AND", "cat label:Sofa", 'cat label:"Say \\"hi\\""']],
  ["cat OR|", ["cat OR"]],
  ["retr|", ['label:"Golden retriever"']],
  ["狗|", ["label:狗"]],
  ["xyz|", []],
  ["(cat)|", []],
  ['"cat"|', []],

  // Names
  ["label:so|", ["label:Sofa"]],
  ["label:s|ofa cat", ["label:Sofa cat", 'label:"Say \\"hi\\"" cat']],
  ["label:|", ["label:Dog", 'label:"Golden retriever"', "label:狗", "label:Sofa", 'label:"Say \\"hi\\""']],
  ["subject:do|", ["subject:Dog"]],
  ["label:=do|", ["label:=Dog"]],
  ["-label:do|", ["-label:Dog"]],
  ["cat OR (label:do|", ["cat OR (label:Dog"]],
  ['label:"golden r|', ['label:"Golden retriever"']],
  ['label:"golden r| x" cat', ['label:"Golden retriever" cat']],
  ['label:"dog"|', []],
  ["label:do|*", ["label:Dog*"]],
  ["label:do|[level=1]", ["label:Dog[level=1]"]],
  ['"gold|', ['"Golden retriever"']],
  ['cat "gold|', ['cat "Golden retriever"']],

  // Values
  ["is:lab|", ["is:labelled"]],
  ["is:|", ["is:labelled", "is:empty", "is:unlabelled", "is:outdated", "is:corrected"]],
  ["is:e|mpty cat", ["is:empty cat"]],
  ["format:j|", ["format:jpg"]],
  ["format:|", ["format:jpg", "format:png"]],
  ["sort:s|", ["sort:size"]],
  ["sort:-s|", ["sort:-size"]],
  ["sort:c|", ["sort:confidence", "sort:centric"]],
  ["account:m|", ['account:"My photos"']],
  ['account:"my|', ['account:"My photos"']],
  ["bucket:p|", ["bucket:pics", "bucket:photos"]],
  ["class:|", ["class:IA", "class:Standard"]],
  ["key:|", []],
  ["prefix:a|", []],
  ["size>1|", ["size>1B", "size>1kB", "size>1MB", "size>1GB", "size>1KiB", "size>1MiB", "size>1GiB"]],
  ["size>1m|", ["size>1MB", "size>1MiB"]],
  ["size>1.5G|B cat", ["size>1.5GB cat", "size>1.5GiB cat"]],
  ["size>|", []],
  ["labels>5|", []],
  ["modified>|", []],

  // Brackets
  ["label:x[|", ["label:x[confidence", "label:x[centric", "label:x[level"]],
  ["label:x[c|", ["label:x[confidence", "label:x[centric"]],
  ["label:x[ le|", ["label:x[ level"]],
  ["label:x[level|", ["label:x[level>=", "label:x[level<=", "label:x[level>", "label:x[level<", "label:x[level="]],
  ["label:x[level=1 |", ["label:x[level=1 ,", "label:x[level=1 ]"]],
  ["label:x[level=1, cen|]", ["label:x[level=1, centric]"]],
  ["label:x[level=|", []],
  ["label:x[level=1] pre|", ["label:x[level=1] prefix:"]],
];

describe("completion", () => {
  for (const [marked, results] of taken) {
    it(`of ${marked}`, async () => {
      const cursor = marked.indexOf("|");
      const text = marked.replace("|", "");
      const { start, end, choices } = await complete(text, cursor, source);
      const got = choices.map((choice) => text.slice(0, start) + choice.text + text.slice(end));
      assert.deepEqual(got, results);
    });
  }

  it("offers every field at the start, each with a few words", async () => {
    const { choices } = await complete("", 0, source);
    const fields = choices.filter(({ kind }) => kind === "field");
    assert.equal(fields.length, 14);
    assert.ok(fields.every(({ detail }) => detail));
    const after = await complete("cat ", 4, source);
    assert.deepEqual(after.choices, choices);
  });

  it("bears any text and cursor", async () => {
    const random = seededRandom(5);
    for (let round = 0; round < 3000; round++) {
      const text = randomText(random);
      const cursor = Math.floor(random() * (text.length + 1));
      const { start, end } = await complete(text, cursor, source);
      assert.ok(start >= 0 && start <= cursor && end >= cursor && end <= text.length, text);
    }
  });

  it("offers nothing in a text that nobody types", async () => {
    assert.deepEqual((await complete("cat ".repeat(5000), 4, source)).choices, []);
  });
});

/** The text with what is marked between `‹` and `›`, and the beginning of the sentences. */
// biome-ignore format: a table of one line for each text can be read
const mistakes: readonly (readonly [marked: string, sentences: string])[] = [
  ["‹colour:red›", 'Unknown field "colour:". Use label:, subject:'],
  ["cat ‹colour:red› dog", 'Unknown field "colour:".'],
  ["size>1‹mb›", '"mb" is not a unit of size. Use B, kB'],
  ["is:‹new› cat", '"new" is not a state of an image. Use labelled'],
  ["cat‹)›", "A parenthesis is closed that was not opened."],
  ["(ca‹t›", "A parenthesis is opened, but not closed. Add the closing )."],
  ["cat O‹R› ", 'Nothing stands after "OR".'],
  ["‹-›", "A minus stands alone."],
  ["label‹:› cat", 'Nothing follows "label:".'],
  ['"ca‹t›', "A quote is opened, but not closed."],
  ['‹"›"', "There is nothing between the quotes."],
  ["label:x‹[›", "A bracket is opened, but not closed."],
  ["modified>‹2026-02-30›", '"2026-02-30" is not a date of the calendar.'],
];

describe("a mistake", () => {
  for (const [marked, sentences] of mistakes) {
    it(`in ${marked}`, () => {
      const text = marked.replace(/[‹›]/g, "");
      const mistake = markError(text);
      assert.ok(mistake);
      const { start, end } = mistake;
      assert.equal(`${text.slice(0, start)}‹${text.slice(start, end)}›${text.slice(end)}`, marked);
      assert.ok(mistake.sentences.startsWith(sentences), mistake.sentences);
    });
  }

  it("is in no query", () => assert.equal(markError("label:dog OR cat"), undefined));

  it("has a span inside the text, which shows something", () => {
    const random = seededRandom(6);
    for (let round = 0; round < 5000; round++) {
      const text = randomText(random);
      const mistake = markError(text);
      if (!mistake) {
        parseQuery(text);
        continue;
      }
      assert.ok(
        mistake.start >= 0 && mistake.end <= text.length && mistake.start < mistake.end,
        text,
      );
    }
  });
});

describe("what completions say in another language", () => {
  before(markTexts);
  after(restoreTexts);

  /** What people type, which is the same in every language. */
  const typed =
    /^(?:size>1MB|modified>=2026-01-31|detected<2026-01-31|labelled|empty|unlabelled|outdated|corrected)*$/;

  for (const text of ["", "label:dog[", "is:", "sort:", "cat A", "cat O", "cat N", "size>1"]) {
    it(`is translated after ${JSON.stringify(text)}`, async () => {
      const { choices } = await complete(text, text.length, source);
      assert.ok(choices.length > 0);
      for (const { title, detail = "" } of choices)
        assert.match(outsideBrackets(detail), typed, title);
    });
  }
});
