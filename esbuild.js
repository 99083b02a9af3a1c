// Builds everything: `node esbuild.js [tools] [--production] [--watch]`.
//   dist/  what people install: the extension, its heavier libraries (loaded when first needed), the panel
//   out/   what developers run: npm start, the test runners, the sample server, the suite inside VS Code
// With `tools` only the developers' programs are built, which need nothing of the extension.
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import * as esbuild from "esbuild";

const flags = new Set(process.argv.slice(2));
const production = flags.has("--production");

/**
 * Libraries that cost time to load: each is a file of its own, read when first imported, and holds
 * only what we use of it.
 */
const lazyLibraries = {
  undici: `
    const Dispatcher = require("undici/lib/dispatcher/dispatcher.js");
    Dispatcher.prototype.request = require("undici/lib/api/api-request.js");
    Dispatcher.prototype.connect = require("undici/lib/api/api-connect.js");
    exports.Agent = require("undici/lib/dispatcher/agent.js");
    exports.EnvHttpProxyAgent = require("undici/lib/dispatcher/env-http-proxy-agent.js");`,
  "fast-xml-parser": `export { XMLParser, XMLValidator } from "fast-xml-parser";`,
  "image-size": `
    import { JPG } from "./node_modules/image-size/dist/esm/types/jpg.js";
    import { PNG } from "./node_modules/image-size/dist/esm/types/png.js";
    export function imageSize(bytes) {
      const type = [PNG, JPG].find(({ validate }) => validate(bytes));
      if (type) return type.calculate(bytes);
      throw new TypeError("neither JPEG nor PNG");
    }`,
  "@alicloud/credentials": `module.exports = require("@alicloud/credentials");`,
  ini: `module.exports = require("ini");`,
};
const libraryFile = (name) => `${name.replace("@", "").replace("/", "-")}.cjs`;

/** Two files, so that activation reads a small one; the other comes with the first call. */
const loadLazily = {
  name: "load-lazily",
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, (wanted) => {
      if (!Object.hasOwn(lazyLibraries, wanted.path)) return undefined;
      return { path: `./lib/${libraryFile(wanted.path)}`, external: true };
    });
    build.onResolve({ filter: /^\.\/assembly\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./assembly.cjs", external: true } : undefined,
    );
  },
};

/** Matches paths that end so, with the separators of any system. */
const endingIn = (end) => new RegExp(`${end.replaceAll(".", "\\.").replaceAll("/", "[/\\\\]")}$`);

/**
 * What the libraries bring and we never reach: fetch's bodies (we send bytes), HTTP/2 and SOCKS of
 * undici; the judgement of entities that a DOCTYPE defines (we refuse every DOCTYPE); the debug
 * output of the credentials library (it could print keys).
 */
const neverReached = {
  "undici/lib/web/fetch/body.js": "",
  "undici/lib/dispatcher/client-h2.js": "",
  "undici/lib/dispatcher/socks5-proxy-agent.js": "module.exports = class {};",
  "is-unsafe/src/index.js": "export const HTML = {}, XML = {}; export const isUnsafe = () => true;",
  "debug/src/index.js": "module.exports = () => () => undefined;",
};

const trimLibraries = {
  name: "trim-libraries",
  setup(build) {
    for (const [end, contents] of Object.entries(neverReached)) {
      build.onLoad({ filter: endingIn(end) }, () => ({ contents }));
    }
    // undici brings its parser twice; every processor that VS Code runs on takes the one with SIMD.
    build.onResolve({ filter: endingIn("/llhttp-wasm.js") }, ({ path: wanted, resolveDir }) => ({
      path: path.join(resolveDir, wanted.replace("llhttp-wasm", "llhttp_simd-wasm")),
    }));
    build.onLoad({ filter: endingIn("/llhttp_simd-wasm.js") }, ({ path: file }) => {
      const packed = brotliCompressSync(createRequire(import.meta.url)(file)).toString("base64");
      const unpacking = `Buffer.from("${packed}", "base64")`;
      return {
        contents: `module.exports = require("node:zlib").brotliDecompressSync(${unpacking});`,
      };
    });
  },
};

const common = {
  bundle: true,
  metafile: true,
  minify: production,
  sourcemap: production ? false : "linked",
  logLevel: "warning",
  legalComments: "none",
};
// The oldest VS Code that we support runs extensions on Node 22.
const node = { ...common, platform: "node", target: "node22" };
const commonJs = { format: "cjs", outExtension: { ".js": ".cjs" } };

const extension = [
  {
    ...node,
    ...commonJs,
    // VS Code loads CommonJS: what is imported when needed is required when needed.
    supported: { "dynamic-import": false },
    entryPoints: { extension: "src/extension/main.ts", assembly: "src/extension/assembly.ts" },
    outdir: "dist",
    external: ["vscode"],
    plugins: [loadLazily],
  },
  ...Object.entries(lazyLibraries).map(([name, contents]) => ({
    ...node,
    minify: true,
    sourcemap: false,
    format: "cjs",
    stdin: { contents, resolveDir: "." },
    plugins: [trimLibraries],
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
const tools = async () => ({
  ...node,
  target: "node20",
  format: "esm",
  packages: "external",
  outExtension: { ".js": ".mjs" },
  entryPoints: [
    ...(await filesOf("tools/main", ".ts")),
    ...(await filesOf("tools/bench/main", ".ts")),
  ],
  outbase: "tools",
  outdir: "out/tools",
});

/** What runs inside VS Code: our suite, and the file that loads a suite and reports how it went. */
const insideVsCode = async () => ({
  ...node,
  ...commonJs,
  packages: "external",
  external: ["vscode"],
  entryPoints: Object.fromEntries(
    [
      "tools/suites/insideVsCode.ts",
      "test/host/index.ts",
      ...(await filesOf("test/host", ".test.ts")),
    ].map((file) => [file.replace(/^test\//, "").replace(/\.ts$/, ""), file]),
  ),
  outdir: "out",
});

async function filesOf(folder, ending) {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => path.posix.join(folder, name.split(path.sep).join("/")));
}

/** Deletes what an earlier build left and this one did not write: a test that is gone must not run. */
async function removeLeftovers(folder, results) {
  const written = new Set(results.flatMap(({ metafile }) => Object.keys(metafile.outputs)));
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const leftovers = found
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !written.has(file.split(path.sep).join("/")));
  await Promise.all(leftovers.map((file) => rm(file, { force: true })));
}

/** Writes whose work is shipped beside ours, and under which licence; equal licences stand once. */
async function writeNotices(results) {
  const shipped = results.flatMap(({ metafile }) =>
    Object.values(metafile.outputs)
      .filter((_, index) => Object.keys(metafile.outputs)[index].startsWith("dist/"))
      .flatMap(({ inputs }) => Object.keys(inputs)),
  );
  const folders = new Set(
    shipped.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
  );
  const byLicence = new Map();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const written = file ? (await readFile(path.join(folder, file), "utf8")).trim() : license;
    // The one long licence is known by its name.
    const text = license === "CC-BY-4.0" ? "creativecommons.org/licenses/by/4.0" : written;
    byLicence.set(text, [...(byLicence.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const notices = [...byLicence].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
  await writeFile("dist/NOTICES.txt", notices.join(`\n${"-".repeat(72)}\n\n`));
}

async function build(wanted) {
  const results = await Promise.all(wanted.map((options) => esbuild.build(options)));
  if (flags.has("tools")) return;
  await removeLeftovers("dist", results);
  await writeNotices(results);
  await removeLeftovers("out/host", results);
}

async function watch(wanted) {
  const contexts = await Promise.all(wanted.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
  console.log("Watching: every saved change is built.");
}

const developers = [await tools()];
const wanted = flags.has("tools")
  ? developers
  : [...extension, ...developers, await insideVsCode()];
try {
  await (flags.has("--watch") ? watch(wanted) : build(wanted));
} catch (error) {
  // esbuild has already printed what is wrong and where.
  if (!error.errors) console.error(error);
  process.exitCode = 1;
}
