/**
 * Ships the code that runs in Node in compressed archives, a fifth smaller than the .vsix would make it file
 * by file. Each file stays under its name as a stub, so that whoever loads it knows nothing of this.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { compressed } from "./compressed.js";

/**
 * A line with the names and the lengths of the files in UTF-16 code units, then their texts. They are compiled under
 * their own names, with the `require` of their stubs, so stack traces and paths are as without an archive.
 */
const unpackerText = (/** @type {string} */ archive) => `"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { compileFunction } = require("node:vm");
const { brotliDecompressSync } = require("node:zlib");
const text = brotliDecompressSync(readFileSync(join(__dirname, "${archive}"))).toString("utf8");
const end = text.indexOf("\\n");
const files = new Map();
let start = end + 1;
for (const [name, length] of JSON.parse(text.slice(0, end))) {
  files.set(name, text.slice(start, (start += length)));
}
module.exports = (name, module, require) => {
  const filename = join(__dirname, name);
  compileFunction(files.get(name), ["exports", "require", "module"], { filename })
    .call(module.exports, module.exports, require, module);
};
`;

/**
 * Packs files of a folder together, into `NAME.br`, which is unpacked as a whole by `NAME.cjs`; they are loaded by `require` or started as threads as before.
 * @param {string} folder
 * @param {string} archiveName
 * @param {readonly string[]} names of CommonJS files in it, with `/`
 */
export async function packCode(folder, archiveName, names) {
  const archive = `${archiveName}.br`;
  const unpacker = `${archiveName}.cjs`;
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  const table = JSON.stringify(names.map((name, at) => [name, texts[at]?.length]));
  await writeFile(
    path.join(folder, archive),
    await compressed(Buffer.from([table, texts.join("")].join("\n"))),
  );
  await writeFile(path.join(folder, unpacker), unpackerText(archive));
  await Promise.all(
    names.map((name) => {
      const from = `${"../".repeat(name.split("/").length - 1) || "./"}${unpacker}`;
      const stub = `"use strict";require("${from}")("${name}",module,require);\n`;
      return writeFile(path.join(folder, name), stub);
    }),
  );
}
