/** The source files of the product and what each imports, read by a real parser. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

export const root = resolve(fileURLToPath(new URL("../../..", import.meta.url)));

export interface Import {
  /** A path from the root for our own files, else the module's name. */
  readonly path: string;
  /** `static` is loaded with the importing file, `dynamic` when it is first awaited, `type` never. */
  readonly kind: "static" | "dynamic" | "type";
}

export interface SourceFile {
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** The text of a file of the repository. Throws a sentence when it is missing. */
export function readRepositoryFile(path: string): string {
  const file = join(root, path);
  if (!existsSync(file)) throw new Error(`${path} is missing from the repository.`);
  return readFileSync(file, "utf8");
}

let sources: Promise<SourceFile[]> | undefined;

/** Every TypeScript file of the product, read once. Rejects where one cannot be parsed. */
export function readSources(): Promise<SourceFile[]> {
  sources ??= parseAll();
  return sources;
}

async function parseAll(): Promise<SourceFile[]> {
  const paths = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  const { metafile } = await esbuild.build({
    entryPoints: paths
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => join(root, "src", path)),
    absWorkingDir: root,
    bundle: true,
    write: false,
    outdir: "never-written",
    metafile: true,
    logLevel: "silent",
    plugins: [leaveImportsOutside],
  });
  return Object.entries(metafile.inputs).map(([path, { imports }]) => {
    const text = readRepositoryFile(path);
    const loaded = imports.map(
      (imported): Import => ({
        // An import that nothing uses comes as it was written.
        path: fromRoot(imported.path, join(root, path)),
        kind: imported.kind === "dynamic-import" ? "dynamic" : "static",
      }),
    );
    return { path, text, imports: [...loaded, ...typeImports(path, text)] };
  });
}

const leaveImportsOutside: esbuild.Plugin = {
  name: "leave-imports-outside",
  setup(build) {
    build.onResolve({ filter: /.*/ }, ({ kind, path, importer }) =>
      kind === "entry-point" ? { path } : { path: fromRoot(path, importer), external: true },
    );
  },
};

/** The parser drops what is imported for its types alone. */
function typeImports(path: string, text: string): Import[] {
  const statements = text.matchAll(/^(?:import|export) type [^;]*? from "([^"]+)";$/gm);
  const expressions = text.matchAll(/\btypeof import\("([^"]+)"\)/g);
  return [...statements, ...expressions].map(
    ([, imported = ""]): Import => ({ path: fromRoot(imported, join(root, path)), kind: "type" }),
  );
}

function fromRoot(imported: string, importer: string): string {
  if (!imported.startsWith(".")) return imported;
  return relative(root, resolve(importer, "..", imported))
    .split(sep)
    .join("/");
}
