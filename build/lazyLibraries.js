/**
 * Libraries that cost time to load: each is a file of its own in `dist/lib`, read when first
 * imported, and holds only what we use of it.
 */
import { createRequire } from "node:module";
import { brotliCompressSync } from "node:zlib";

/**
 * @typedef {object} LazyLibrary
 * @property {string} contents what of the library is shipped, as the source of an entry point
 * @property {Record<string, string | ((file: string) => string)>} [replaced] ends of paths of the
 *   library's files, and what stands there instead; the build fails when one matches no file
 */

/** @type {Record<string, LazyLibrary>} */
export const lazyLibraries = {
  undici: {
    contents: `
      const Dispatcher = require("undici/lib/dispatcher/dispatcher.js");
      Dispatcher.prototype.request = require("undici/lib/api/api-request.js");
      Dispatcher.prototype.connect = require("undici/lib/api/api-connect.js");
      exports.Agent = require("undici/lib/dispatcher/agent.js");
      exports.Dispatcher = Dispatcher;
      exports.ProxyAgent = require("undici/lib/dispatcher/proxy-agent.js");
      exports.Socks5ProxyAgent = require("undici/lib/dispatcher/socks5-proxy-agent.js");`,
    replaced: {
      // What we never reach: the bodies of fetch (we send bytes), HTTP/2.
      "undici/lib/web/fetch/body.js": "",
      "undici/lib/dispatcher/client-h2.js": "",
      "undici/lib/llhttp/constants.js": (file) => exportsOf(file, ["ERROR", "TYPE"]),
      // undici brings its parser twice; every processor that VS Code runs on takes the one with SIMD.
      "undici/lib/llhttp/llhttp-wasm.js": `module.exports = require("./llhttp_simd-wasm.js");`,
      "undici/lib/llhttp/llhttp_simd-wasm.js": packed,
    },
  },
  "fast-xml-parser": {
    contents: `export { XMLParser, XMLValidator } from "fast-xml-parser";`,
    replaced: {
      // All texts stay texts.
      "strnum/strnum.js": "export default (text) => text;",
      // We refuse every DOCTYPE before it is parsed.
      "fast-xml-parser/src/xmlparser/DocTypeReader.js":
        "export default class { setXmlVersion() {} readDocType() { throw new Error('a DOCTYPE'); } }",
      // Judges entities that a DOCTYPE defines.
      "is-unsafe/src/index.js":
        "export const HTML = {}, XML = {}; export const isUnsafe = () => true;",
    },
  },
  "image-size": {
    contents: `
      import { JPG } from "./node_modules/image-size/dist/esm/types/jpg.js";
      import { PNG } from "./node_modules/image-size/dist/esm/types/png.js";
      export function imageSize(bytes) {
        for (const [type, reader] of Object.entries({ png: PNG, jpg: JPG })) {
          if (reader.validate(bytes)) return { ...reader.calculate(bytes), type };
        }
        throw new TypeError("neither JPEG nor PNG");
      }`,
  },
  "@alicloud/credentials": {
    contents: `
      exports.CLIProfileCredentialsProvider =
        require("@alicloud/credentials/dist/src/providers/cli_profile.js").default;
      exports.OIDCRoleArnCredentialsProvider =
        require("@alicloud/credentials/dist/src/providers/oidc_role_arn.js").default;
      exports.RAMRoleARNCredentialsProvider =
        require("@alicloud/credentials/dist/src/providers/ram_role_arn.js").default;`,
    replaced: {
      // Its output could print keys.
      "debug/src/index.js": "module.exports = () => () => undefined;",
    },
  },
  ini: { contents: `module.exports = require("ini");` },
};

/** @param {string} name of a lazy library */
export const libraryFile = (name) => `lib/${name.replace("@", "").replace("/", "-")}.cjs`;

/**
 * Leaves the lazy libraries, and all of the extension but what its activation needs, out of the
 * bundle: they are loaded from their own files.
 * @type {import("esbuild").Plugin}
 */
export const loadLazily = {
  name: "load-lazily",
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path }) =>
      Object.hasOwn(lazyLibraries, path)
        ? { path: `./${libraryFile(path)}`, external: true }
        : undefined,
    );
    build.onResolve({ filter: /^\.\/assembly\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./assembly.cjs", external: true } : undefined,
    );
  },
};

/**
 * Replaces private files of a library. A new version of it may move them: then the build fails,
 * rather than ship what was meant to be left out.
 * @param {LazyLibrary} library
 * @returns {import("esbuild").Plugin}
 */
export function replaceFiles({ replaced = {} }) {
  return {
    name: "replace-files",
    setup(build) {
      const unmatched = new Set(Object.keys(replaced));
      for (const [end, text] of Object.entries(replaced)) {
        build.onLoad({ filter: endingIn(end) }, ({ path }) => {
          unmatched.delete(end);
          return { contents: typeof text === "string" ? text : text(path) };
        });
      }
      build.onEnd(() => ({
        errors: [...unmatched].map((end) => ({
          text: `Nothing is named ${end} any more: see what took its place, then correct build/lazyLibraries.js.`,
        })),
      }));
    },
  };
}

/**
 * Matches paths that end so, with the separators of any system.
 * @param {string} end
 */
function endingIn(end) {
  return new RegExp(`[/\\\\]${end.replaceAll(".", "\\.").replaceAll("/", "[/\\\\]")}$`);
}

/**
 * Of the module, which is data, what is read of it.
 * @param {string} file
 * @param {readonly string[]} names
 */
function exportsOf(file, names) {
  const whole = createRequire(import.meta.url)(file);
  return names.map((name) => `exports.${name} = ${JSON.stringify(whole[name])};`).join("\n");
}

/**
 * The module's value, which is bytes, compressed.
 * @param {string} file
 */
function packed(file) {
  const bytes = brotliCompressSync(createRequire(import.meta.url)(file)).toString("base64");
  return `module.exports = require("node:zlib").brotliDecompressSync(Buffer.from("${bytes}", "base64"));`;
}
