/**
 * Ships beside each archive, as `code.cjs` beside `code.br`: loads the files that `packCode.js` has put into it. What V8
 * has compiled is kept beside each file, since to compile all of it takes three times as long as to read that back.
 */
"use strict";
const { readFileSync } = require("node:fs");
const { rename, rm, writeFile } = require("node:fs/promises");
const { join } = require("node:path");
const { Script } = require("node:vm");
const { threadId } = require("node:worker_threads");
const { brotliDecompressSync, crc32 } = require("node:zlib");

const archive = readFileSync(__filename.replace(/\.cjs$/, ".br"));
const text = brotliDecompressSync(archive).toString();
const end = text.indexOf("\n");
/** @type {Map<string, string>} */
const files = new Map();
let start = end + 1;
for (const [name, length] of JSON.parse(text.slice(0, end))) {
  files.set(name, text.slice(start, start + length));
  start += length;
}

/** Until then most of what a window uses has been compiled. In milliseconds. */
const settled = 10_000;

/** Runs a file under its own name, with the `require` of its stub, so stack traces and paths are as without an archive. */
module.exports = (
  /** @type {string} */ name,
  /** @type {NodeModule} */ module,
  /** @type {NodeRequire} */ require,
) => {
  const filename = join(__dirname, name);
  const kept = `${filename}.compiled`;
  const head = "(function (exports, require, module) {";
  const cachedData = readCompiled(kept);
  const script = new Script(`${head}${files.get(name)}\n})`, {
    filename,
    columnOffset: -head.length,
    ...(cachedData && { cachedData }),
  });
  if (script.cachedDataRejected !== false) {
    setTimeout(() => keepCompiled(script, kept), settled).unref();
  }
  script.runInThisContext().call(module.exports, module.exports, require, module);
};

/** `undefined` where there is none, and where it is damaged or of another archive. V8 refuses what another V8 compiled. */
function readCompiled(/** @type {string} */ file) {
  try {
    const bytes = readFileSync(file);
    const compiled = bytes.subarray(4);
    return bytes.readUInt32LE() === sumOf(compiled) ? compiled : undefined;
  } catch {
    return undefined;
  }
}

/** Where the folder cannot be written, the next window compiles again. */
function keepCompiled(/** @type {Script} */ script, /** @type {string} */ file) {
  const compiled = script.createCachedData();
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(sumOf(compiled));
  // Another window may be writing its own.
  const draft = `${file}.${process.pid}-${threadId}`;
  writeFile(draft, Buffer.concat([sum, compiled]))
    .then(() => rename(draft, file))
    .catch(() => rm(draft, { force: true }))
    .catch(() => undefined);
}

function sumOf(/** @type {Buffer} */ compiled) {
  return crc32(compiled, crc32(archive));
}
