import assert from "node:assert/strict";
import {
  type AlbumEntry,
  type AlbumPlace,
  readAlbumList,
  withAlbum,
  withChanged,
  withMoved,
  withoutAlbum,
  withRestored,
} from "../../../../src/extension/albums/albumList.ts";

const place: AlbumPlace = { kind: "workspace" };
const cats = { name: "Cats", query: "label:Cat" };
const night = { name: "Night", query: "label:Night" };

describe("albums in settings", () => {
  const cases: readonly (readonly [
    what: string,
    written: unknown,
    names: readonly (string | undefined)[],
    problem: RegExp | undefined,
  ])[] = [
    ["are none where none are written", undefined, [], undefined],
    ["come in their order", [night, cats], ["Night", "Cats"], undefined],
    [
      "may have the empty query, which is everything",
      [{ name: "All", query: "" }],
      ["All"],
      undefined,
    ],
    [
      "that are no list are said",
      { cats },
      [],
      /^The albums in the settings of the workspace are not a list\./,
    ],
    ["that are null are said", null, [], /not a list/],
    [
      "an entry that is none is said, and costs itself alone",
      [1, cats],
      [undefined, "Cats"],
      /^Entry 1 .* is no album\./,
    ],
    ["one that is null, too", [cats, null], ["Cats", undefined], /^Entry 2 .* is no album\./],
    ["one without a query, too", [{ name: "A" }], [undefined], /^Entry 1 .* has no query\./],
    ["one without a name, too", [{ query: "a" }], [undefined], /^Entry 1 .* has no name\./],
    ["one whose query is a number, too", [{ name: "A", query: 1 }], [undefined], /has no query/],
    [
      "an empty name is said",
      [{ name: " ", query: "a" }],
      [" "],
      /^Entry 1 .* has an empty name\.$/,
    ],
    [
      "the second of one name is said",
      [cats, night, { ...cats, query: "x" }],
      ["Cats", "Night", "Cats"],
      /^Two albums .* are named "Cats"\.$/,
    ],
  ];
  for (const [what, written, names, problem] of cases) {
    it(what, () => {
      const list = readAlbumList(place, written);
      assert.deepEqual(
        list.entries.map(({ album }) => album?.name),
        names,
      );
      const problems = [list.problem, ...list.entries.map((entry) => entry.problem)].filter(
        Boolean,
      );
      assert.equal(problems.length, problem ? 1 : 0);
      if (problem) assert.match(problems[0] ?? "", problem);
    });
  }
});

describe("a change of the albums", () => {
  const odd = [7, { ...cats, note: "kept" }, "text", night];
  const entry = (at: number, written: unknown = odd): AlbumEntry =>
    readAlbumList(place, written).entries[at] ?? assert.fail("no such entry");

  it("adds at the end, and leaves the rest as it is written", () => {
    assert.deepEqual(withAlbum(odd, night), [...odd, night]);
    assert.deepEqual(withAlbum(undefined, night), [night]);
  });

  it("changes one entry, and keeps fields of others in it", () => {
    assert.deepEqual(withChanged(odd, entry(1), { query: "x" }), [
      7,
      { name: "Cats", query: "x", note: "kept" },
      "text",
      night,
    ]);
  });

  it("takes one away and puts it back where it was", () => {
    const without = withoutAlbum(odd, entry(1));
    assert.deepEqual(without, [7, "text", night]);
    assert.deepEqual(withRestored(without, entry(1)), odd);
    assert.deepEqual(withRestored([], entry(3)), [night]);
  });

  it("moves up and down among all entries, to the ends and no further", () => {
    assert.deepEqual(withMoved(odd, entry(3), -1), [7, { ...cats, note: "kept" }, night, "text"]);
    assert.deepEqual(withMoved(odd, entry(1), 1), [7, "text", { ...cats, note: "kept" }, night]);
    assert.deepEqual(withMoved(odd, entry(3), 1), odd);
    assert.deepEqual(withMoved([cats], entry(0, [cats]), -1), [cats]);
  });

  it("is none where somebody else has changed the entry meanwhile", () => {
    for (const now of [[night, cats], [], undefined, [7, { ...cats, note: "other" }]]) {
      assert.equal(withChanged(now, entry(1), { name: "x" }), undefined);
      assert.equal(withoutAlbum(now, entry(1)), undefined);
      assert.equal(withMoved(now, entry(1), 1), undefined);
    }
  });
});
