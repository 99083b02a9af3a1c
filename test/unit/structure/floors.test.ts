import assert from "node:assert/strict";
import {
  extensionFloors,
  extensionPartOf,
  type Floor,
  floorOf,
  floors,
  libraries,
  libraryOf,
  loadedWhenNeeded,
} from "./floors.ts";
import { type Import, readRepositoryFile, readSources, type SourceFile } from "./sources.ts";

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

  it("are kept inside the extension, too", () => {
    const parts = extensionFloors.flat();
    const level = (part: string) => extensionFloors.findIndex((floor) => floor.includes(part));
    const present = new Set(sources.flatMap(({ path }) => extensionPartOf(path) ?? []));
    assert.deepEqual([...present].sort(), [...parts].sort());
    const isForbidden = ({ path }: SourceFile, imported: Import) => {
      const [part, other] = [extensionPartOf(path), extensionPartOf(imported.path)];
      return !!part && !!other && part !== other && level(other) >= level(part);
    };
    assert.deepEqual(importsAgainst(isForbidden), []);
  });

  it("ask and tell people through ui.ts", () => {
    const bare =
      /\bwindow\s*\.(?:show(?:Information|Warning|Error)Message|showInputBox|showQuickPick|withProgress|createQuickPick|createInputBox|showSaveDialog|showOpenDialog)\b/;
    const others = sources.filter(({ path }) => path !== "src/extension/ui.ts");
    assert.deepEqual(
      others.filter(({ text }) => bare.test(text)).map(({ path }) => path),
      [],
    );
  });

  it("grant nothing that no file needs", () => {
    const needed = (permits: (from: SourceFile, to: Import) => boolean) =>
      importsAgainst(permits).length > 0;
    const unused = [
      ...floors.flatMap((floor) => [
        ...floor.imports
          .filter((start) => !needed((from, to) => isOn(floor, from) && to.path.startsWith(start)))
          .map((start) => `${floor.path} may import ${start}`),
        ...(floor.node === "all" ? [] : floor.node)
          .filter((name) => !needed((from, to) => isOn(floor, from) && isModule(to, name)))
          .map((name) => `${floor.path} may import node:${name}`),
      ]),
      ...Object.entries(libraries).flatMap(([library, starts]) =>
        starts
          .filter(
            (start) =>
              !needed((from, to) => from.path.startsWith(start) && libraryOf(to.path) === library),
          )
          .map((start) => `${start} may import ${library}`),
      ),
    ];
    assert.deepEqual(unused, []);
  });

  it("are what CONTRIBUTING says", () => {
    const rows = readRepositoryFile("CONTRIBUTING.md").matchAll(
      /^\| `(src\/\w+)` \| [^|]+ \| ([^|]+) \|$/gm,
    );
    const said = [...rows].map(([, folder, mayImport]) => `${folder}: ${mayImport}`);
    const outer = floors.filter(({ path }) => /^src\/\w+\/$/.test(path));
    assert.deepEqual(
      said.sort(),
      outer.map((floor) => `${floor.path.slice(0, -1)}: ${importsInWords(floor)}`).sort(),
    );
  });

  it("are Biome's, where it checks them", () => {
    const { overrides } = JSON.parse(readRepositoryFile("biome.json"));
    assert.deepEqual(
      overrides.map(({ includes }: { includes: string[] }) => includes),
      [["src/**", ...(libraries["vscode"] ?? []).map((folder) => `!${folder}**`)]],
    );
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
    assert.deepEqual(loadedBy("src/extension/main.ts", loadedWhenNeeded), []);
  });

  it("load neither XML nor zod with the code samples", () => {
    assert.deepEqual(loadedBy("src/codeSamples/", ["fast-xml-parser", "zod"]), []);
  });

  /** One line per import of these libraries that is loaded along with the files whose path starts so. */
  function loadedBy(start: string, unwanted: readonly string[]): string[] {
    const byPath = new Map(sources.map((file) => [file.path, file]));
    const loaded = new Set([...byPath.keys()].filter((path) => path.startsWith(start)));
    assert.ok(loaded.size > 0, `${start} is missing`);
    const found: string[] = [];
    // A set visits what is added to it on the way.
    for (const path of loaded) {
      for (const imported of byPath.get(path)?.imports ?? []) {
        if (imported.kind !== "static") continue;
        if (unwanted.includes(libraryOf(imported.path))) {
          found.push(`${path} imports ${imported.path}`);
        }
        if (byPath.has(imported.path)) loaded.add(imported.path);
      }
    }
    return found;
  }
});

/** On the floor itself or on one inside it. */
function isOn(floor: Floor, { path }: SourceFile): boolean {
  return path.startsWith(floor.path);
}

function isModule({ path }: Import, name: string): boolean {
  return path === `node:${name}` || path.startsWith(`node:${name}/`);
}

/** As the table of CONTRIBUTING has it. */
function importsInWords({ imports }: Floor): string {
  if (imports.includes("src/")) return "everything";
  const names = imports.map((start) => `\`${start.slice("src/".length).replace(/\/$/, "")}\``);
  return names.join(", ") || "nothing";
}
