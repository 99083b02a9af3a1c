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
let built: Promise<PanelBuild> | undefined;

/** The script and the style sheet, minified; built once. */
export function panelBuild(): Promise<PanelBuild> {
  built ??= buildPanel();
  return built;
}

async function buildPanel(): Promise<PanelBuild> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { panel: "src/panel/browser/main.tsx" },
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
