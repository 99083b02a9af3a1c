import assert from "node:assert/strict";
import { basename } from "node:path";
import { readSources, type SourceFile } from "./sources.ts";

/** A file longer than this does two things. Tables of data, one row a line, may be longer. */
const mostLines = 260;
const table = /(Rows|[lL]exicons)\.ts$/;

describe("source files", () => {
  let sources: readonly SourceFile[];

  before(async function () {
    this.timeout(20_000);
    sources = await readSources();
  });

  const pathsOf = (isWrong: (file: SourceFile) => boolean) =>
    sources.filter(isWrong).map(({ path }) => path);

  it("are named after what they hold", () => {
    const saysNothing =
      /^(utils?|helpers?|managers?|services?|common|misc|index|types|interfaces)$/i;
    // The last word is what a name is about: `labelIndex` is an index, `sharedWork` is work.
    const lastWord = (path: string) =>
      basename(path)
        .split(".")[0]
        ?.match(/[A-Z]?[a-z0-9]+$/)?.[0];
    assert.deepEqual(
      pathsOf(
        ({ path }) => saysNothing.test(lastWord(path) ?? "") && !path.endsWith("/labelIndex.ts"),
      ),
      [],
    );
  });

  it("have names in camel case", () => {
    assert.deepEqual(
      pathsOf(({ path }) => !/^[a-z][A-Za-z0-9]*(\.d)?\.tsx?$/.test(basename(path))),
      [],
    );
  });

  it("begin by saying what they are", () => {
    assert.deepEqual(
      pathsOf(({ text }) => !/^\/\*\*? ?[^/]|^\/\/ /.test(text)),
      [],
    );
  });

  it(`have at most ${mostLines} lines`, () => {
    assert.deepEqual(
      pathsOf(({ path, text }) => !table.test(path) && text.split("\n").length > mostLines),
      [],
    );
  });

  it("are small as a rule: half of them have 100 lines at most", () => {
    const lengths = sources.map(({ text }) => text.split("\n").length).sort((a, b) => a - b);
    assert.ok((lengths[Math.floor(lengths.length / 2)] ?? 0) <= 100);
  });

  it("describe every switched-off rule with its reason", () => {
    assert.deepEqual(
      pathsOf(({ text }) =>
        /biome-ignore[^:\n]*(:\s*(<.*>)?\s*)?$|@ts-(ignore|nocheck)/m.test(text),
      ),
      [],
    );
  });
});
