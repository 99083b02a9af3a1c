import assert from "node:assert/strict";
import { basename } from "node:path";
import { readSources, type SourceFile } from "./sources.ts";

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

  it("describe every switched-off rule with its reason", () => {
    assert.deepEqual(
      pathsOf(({ text }) =>
        /biome-ignore[^:\n]*(:\s*(<.*>)?\s*)?$|@ts-(ignore|nocheck)/m.test(text),
      ),
      [],
    );
  });
});
