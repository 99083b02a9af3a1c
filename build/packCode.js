/**
 * Ships the code that runs in Node in compressed archives, a fifth smaller than the .vsix would make it file
 * by file. Each file stays under its name as a stub, so that whoever loads it knows nothing of this.
 */
import { copyFile, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { compressed } from "./compressed.js";

const unpacker = path.join(import.meta.dirname, "unpack.cjs");

/**
 * Packs files of a folder together, into `NAME.br`, which is unpacked as a whole by `NAME.cjs`; they are loaded by
 * `require` or started as threads as before. The archive is a line with their names and their lengths in UTF-16 code
 * units, then their texts.
 * @param {string} folder
 * @param {string} archiveName
 * @param {readonly string[]} names of CommonJS files in it, with `/`
 */
export async function packCode(folder, archiveName, names) {
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  const table = JSON.stringify(names.map((name, at) => [name, texts[at]?.length]));
  await writeFile(
    path.join(folder, `${archiveName}.br`),
    await compressed(Buffer.from([table, texts.join("")].join("\n"))),
  );
  await copyFile(unpacker, path.join(folder, `${archiveName}.cjs`));
  await Promise.all(
    names.map((name) => {
      const from = `${"../".repeat(name.split("/").length - 1) || "./"}${archiveName}.cjs`;
      const stub = `"use strict";require("${from}")("${name}",module,require);\n`;
      return writeFile(path.join(folder, name), stub);
    }),
  );
}
