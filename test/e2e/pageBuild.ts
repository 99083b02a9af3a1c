/** Builds the pages as they ship, in memory, so that a test never looks at an old one. */
import path from "node:path";
import { build } from "esbuild";

export interface PageBuild {
  readonly script: Buffer;
  readonly style: Buffer;
  /** Paths of the source files and packages in the script. */
  readonly inputs: readonly string[];
}

const root = path.resolve(import.meta.dirname, "../..");
const built = new Map<PageName, Promise<PageBuild>>();

export type PageName = "panel" | "compare" | "search";

const entries: Readonly<Record<PageName, string>> = {
  panel: "src/panel/browser/main.tsx",
  compare: "src/panel/browser/compare/main.tsx",
  search: "src/gallery/browser/main.tsx",
};

/** The script and the style sheet, minified; built once. */
export function pageBuild(page: PageName): Promise<PageBuild> {
  const known = built.get(page) ?? buildPage(page);
  built.set(page, known);
  return known;
}

async function buildPage(page: PageName): Promise<PageBuild> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { [page]: entries[page] },
    outdir: "dist",
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: "browser",
    target: "es2023",
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  const output = (ending: string) =>
    Buffer.from(outputFiles.find((file) => file.path.endsWith(ending))?.contents ?? "");
  return { script: output(".js"), style: output(".css"), inputs: Object.keys(metafile.inputs) };
}
