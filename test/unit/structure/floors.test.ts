import assert from "node:assert/strict";
import { floorOf, libraries, libraryOf, loadedWhenNeeded } from "./floors.ts";
import { type Import, readSources, type SourceFile } from "./sources.ts";

describe("floors of the source", () => {
  let sources: readonly SourceFile[];

  before(async function () {
    this.timeout(20_000);
    sources = await readSources();
  });

  /** One line per import that a rule is against. */
  function importsAgainst(rule: (file: SourceFile, imported: Import) => boolean): string[] {
    return sources.flatMap((file) =>
      file.imports
        .filter((imported) => rule(file, imported))
        .map((imported) => `${file.path} imports ${imported.path}`),
    );
  }

  it("are known for every file", () => {
    assert.deepEqual(
      sources.map(({ path }) => path).filter((path) => !floorOf(path)),
      [],
    );
  });

  it("import only lower floors", () => {
    const isForbidden = (file: SourceFile, { path }: Import) => {
      const floor = floorOf(file.path);
      const allowed = [floor?.path ?? "", ...(floor?.imports ?? [])];
      return path.startsWith("src/") && !allowed.some((start) => path.startsWith(start));
    };
    assert.deepEqual(importsAgainst(isForbidden), []);
  });

  it("import nothing from outside src", () => {
    assert.deepEqual(
      importsAgainst((_, { path }) => /^(\.\.|test|out|dist|media)(\/|$)/.test(path)),
      [],
    );
  });

  it("use each library only where it belongs", () => {
    const isForbidden = (file: SourceFile, { path }: Import) => {
      const allowed = libraries[libraryOf(path)];
      if (path.startsWith("src/") || (path.startsWith("node:") && !allowed)) return false;
      return !allowed?.some((start) => file.path.startsWith(start));
    };
    assert.deepEqual(importsAgainst(isForbidden), []);
  });

  it("use Node's modules only where they may", () => {
    const isForbidden = (file: SourceFile, { path }: Import) => {
      const allowed = floorOf(file.path)?.node ?? [];
      if (!path.startsWith("node:") || allowed === "all") return false;
      return !allowed.includes(path.slice("node:".length).split("/")[0] ?? "");
    };
    assert.deepEqual(importsAgainst(isForbidden), []);
  });

  it("import zod in its small form only", () => {
    assert.deepEqual(
      importsAgainst((_, { path }) => libraryOf(path) === "zod" && path !== "zod/mini"),
      [],
    );
  });

  it("load nothing slow with the extension", () => {
    const byPath = new Map(sources.map((file) => [file.path, file]));
    const loaded = new Set(["src/extension/main.ts"]);
    assert.ok(byPath.has("src/extension/main.ts"), "src/extension/main.ts is missing");
    const slow: string[] = [];
    // A set visits what is added to it on the way.
    for (const path of loaded) {
      for (const imported of byPath.get(path)?.imports ?? []) {
        if (imported.kind !== "static") continue;
        if (loadedWhenNeeded.includes(libraryOf(imported.path))) {
          slow.push(`${path} imports ${imported.path}`);
        }
        if (byPath.has(imported.path)) loaded.add(imported.path);
      }
    }
    assert.deepEqual(slow, []);
  });
});
