/** Builds the panel as it ships, in memory, so that a test never looks at an old one. */
import path from "node:path";
import { build } from "esbuild";

export interface PanelBuild {
  readonly script: Buffer;
  readonly style: Buffer;
  /** Paths of the source files and packages in the script. */
  readonly inputs: readonly string[];
}

const root = path.resolve(import.meta.dirname, "../../..");
const built = new Map<PageName, Promise<PanelBuild>>();

/** Pages of `src/panel`. */
export type PageName = "panel" | "compare";

const entries: Readonly<Record<PageName, string>> = {
  panel: "src/panel/browser/main.tsx",
  compare: "src/panel/browser/compare/main.tsx",
};

/** The script and the style sheet, minified; built once. */
export function panelBuild(page: PageName = "panel"): Promise<PanelBuild> {
  const known = built.get(page) ?? buildPage(page);
  built.set(page, known);
  return known;
}

async function buildPage(page: PageName): Promise<PanelBuild> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { panel: entries[page] },
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
