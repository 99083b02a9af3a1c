// Builds everything: `node esbuild.js [tools] [--production] [--watch] [--quiet]`.
//   dist/  what people install: the extension, its heavier libraries (loaded when first needed), the panel
//   out/   what developers run: npm start, the test runners, the sample server, the suites
import { rm } from "node:fs/promises";
import * as esbuild from "esbuild";

const flags = new Set(process.argv.slice(2));
const production = flags.has("--production");

/** Libraries that cost time to load: each is a file of its own, read when first imported. */
const lazyLibraries = ["undici", "fast-xml-parser", "image-size", "@alicloud/credentials", "ini"];
const libraryFile = (name) => `${name.replace("@", "").replace("/", "-")}.cjs`;

const loadLibrariesLazily = {
  name: "load-libraries-lazily",
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path }) => {
      if (!lazyLibraries.includes(path)) return undefined;
      return { path: `./lib/${libraryFile(path)}`, external: true };
    });
  },
};

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  logLevel: "warning",
  legalComments: "none",
};
const node = { ...common, platform: "node", target: "node22" };
const cjs = { format: "cjs", outExtension: { ".js": ".cjs" } };

const extension = [
  {
    ...node,
    ...cjs,
    entryPoints: { extension: "src/extension/main.ts" },
    outdir: "dist",
    external: ["vscode"],
    plugins: [loadLibrariesLazily],
  },
  ...lazyLibraries.map((name) => ({
    ...node,
    minify: true,
    sourcemap: false,
    format: "cjs",
    entryPoints: [name],
    outfile: `dist/lib/${libraryFile(name)}`,
  })),
  {
    ...common,
    platform: "browser",
    target: "es2023",
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    entryPoints: { panel: "src/panel/browser/main.tsx" },
    outdir: "dist",
  },
];

/** Developers' own Node may be as old as 20; packages stay in node_modules. */
const tools = [
  {
    ...node,
    target: "node20",
    format: "esm",
    packages: "external",
    splitting: true,
    outExtension: { ".js": ".mjs" },
    entryPoints: ["test/workbench/main/*.ts", "test/bench/main/*.ts"],
    outbase: "test",
    outdir: "out",
  },
];

/** The suite that runs inside VS Code. */
const hostSuite = [
  {
    ...node,
    ...cjs,
    packages: "external",
    external: ["vscode"],
    entryPoints: ["test/host/**/*.ts"],
    outbase: "test",
    outdir: "out",
  },
];

const wanted = flags.has("tools") ? tools : [...extension, ...tools, ...hostSuite];

if (!flags.has("--watch")) {
  await rm(flags.has("tools") ? "out" : "dist", { recursive: true, force: true });
}
try {
  if (flags.has("--watch")) {
    const contexts = await Promise.all(wanted.map((options) => esbuild.context(options)));
    await Promise.all(contexts.map((context) => context.watch()));
  } else {
    await Promise.all(wanted.map((options) => esbuild.build(options)));
  }
} catch (error) {
  // esbuild has already printed what is wrong and where.
  if (!error.errors) console.error(error);
  process.exitCode = 1;
}
