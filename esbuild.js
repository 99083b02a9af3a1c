// Builds everything: `node esbuild.js [tools] [--production] [--watch]`.
//   dist/  what people install: the extension, its heavier libraries (loaded when first needed), the panel
//   out/   what developers run: npm start, the test runners, the sample server, the suite inside VS Code
// With `tools` only the developers' programs are built, which need nothing of the extension.
import { rm } from "node:fs/promises";
import * as esbuild from "esbuild";
import { glossaryNotice, writeGlossary } from "./build/glossary.js";
import { lazyLibraries, libraryFile, loadLazily, replaceFiles } from "./build/lazyLibraries.js";
import { writeNotices } from "./build/notices.js";
import { packCode } from "./build/packCode.js";
import { writePages } from "./build/pages.js";
import { smallerCode } from "./build/smallerCode.js";
import { writeTexts } from "./build/texts.js";

/** @import { LazyLibrary } from "./build/lazyLibraries.js" */

const production = process.argv.includes("--production");

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  metafile: true,
  minify: production,
  sourcemap: production ? false : "linked",
  logLevel: "warning",
  legalComments: "none",
};
// The oldest VS Code that we support runs extensions on Node 22.
/** @type {esbuild.BuildOptions} */
const node = { ...common, platform: "node", target: "node22" };
/** @type {esbuild.BuildOptions} */
const extension = {
  ...node,
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  external: ["vscode", "*/pages.cjs", "*/texts.cjs"],
};
// VS Code loads CommonJS: what is imported when needed is required when needed.
/** @type {esbuild.BuildOptions} */
const shippedCode = {
  ...extension,
  supported: { "dynamic-import": false },
  // Made for browsers, and for us, who read no file with it.
  alias: { "@vscode/l10n": "@vscode/l10n/dist/browser.js" },
  outdir: "dist",
};

const pages = {
  panel: "src/panel/browser/main.tsx",
  compare: "src/panel/browser/compare/main.tsx",
  search: "src/gallery/browser/main.tsx",
};
const pageNames = Object.keys(pages);

/** @type {esbuild.BuildOptions[]} */
const shipped = [
  {
    ...shippedCode,
    entryPoints: { extension: "src/extension/main.ts", assembly: "src/extension/assembly.ts" },
    plugins: [loadLazily],
  },
  // The thread of the label index.
  { ...shippedCode, entryPoints: { labelIndexWorker: "src/labelIndex/worker.ts" } },
  {
    ...common,
    // Their text is in `pages.cjs`, from where no map could be found.
    sourcemap: production ? false : "inline",
    platform: "browser",
    target: "es2023",
    format: "esm",
    jsx: "automatic",
    jsxImportSource: "preact",
    entryPoints: pages,
    outdir: "dist",
    plugins: [{ name: "pages", setup: ({ onEnd }) => onEnd(() => writePages("dist", pageNames)) }],
  },
  ...Object.entries(lazyLibraries).map((library) => lazyLibrary(...library)),
];

/** @returns {esbuild.BuildOptions} */
function lazyLibrary(/** @type {string} */ name, /** @type {LazyLibrary} */ library) {
  return {
    ...node,
    minify: true,
    sourcemap: false,
    format: "cjs",
    stdin: { contents: library.contents, resolveDir: "." },
    plugins: [replaceFiles(library)],
    outfile: `dist/${libraryFile(name)}`,
  };
}

/** What people install of it is packed; activation reads `extension.cjs` alone, as it is. */
const packed = [
  "assembly.cjs",
  "pages.cjs",
  "texts.cjs",
  ...Object.keys(lazyLibraries).map(libraryFile),
];
/** Apart, since each thread unpacks its archive anew, and people wait for this one. */
const packedThread = ["labelIndexWorker.cjs"];

/** @type {esbuild.BuildOptions} */
const tools = {
  ...node,
  // Developers' own Node may be that old.
  target: "node20",
  format: "esm",
  packages: "external",
  outExtension: { ".js": ".mjs" },
  entryPoints: ["tools/main/*.ts", "tools/bench/main/*.ts"],
  outbase: "tools",
  outdir: "out/tools",
};

/** @type {esbuild.BuildOptions[]} */
const hostSuite = [
  { entryPoints: ["tools/suites/insideVsCode.ts"], outbase: "tools", outdir: "out/tools" },
  { entryPoints: ["test/host/index.ts", "test/host/**/*.test.ts"], outbase: "test", outdir: "out" },
].map((suite) => ({ ...extension, packages: "external", ...suite }));

try {
  if (process.argv.includes("tools")) {
    await esbuild.build(tools);
  } else if (process.argv.includes("--watch")) {
    const contexts = await Promise.all([...shipped, tools, ...hostSuite].map(esbuild.context));
    await Promise.all(contexts.map((context) => context.watch()));
    await writeGlossary("dist/glossary.br");
    await writeTexts("l10n", "dist");
    console.log("Watching: every saved change is built.");
  } else {
    // A test that is gone must not run, nor be shipped what an earlier build left.
    await Promise.all(
      ["dist", "out/host"].map((folder) => rm(folder, { recursive: true, force: true })),
    );
    const [bundles] = await Promise.all([
      Promise.all(shipped.map(esbuild.build)),
      ...[tools, ...hostSuite].map(esbuild.build),
    ]);
    await writeGlossary("dist/glossary.br");
    await writeTexts("l10n", "dist");
    if (production) {
      await smallerCode(pageNames.map((name) => `dist/${name}.js`));
      await writePages("dist", pageNames);
      await smallerCode([...packed, ...packedThread].map((file) => `dist/${file}`));
      await packCode("dist", "code", packed);
      await packCode("dist", "thread", packedThread);
      await smallerCode(["dist/code.cjs", "dist/thread.cjs"]);
    }
    await writeNotices("dist/NOTICES.txt", bundles, [await glossaryNotice()]);
  }
} catch (error) {
  // esbuild has already printed what is wrong and where.
  if (!(error instanceof Error && "errors" in error)) console.error(error);
  process.exitCode = 1;
}
