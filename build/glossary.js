/** Ships the glossary as one compressed file. */
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** @param {string} file where to write it */
export async function writeGlossary(file) {
  const text = await readFile("glossary/labelNames.tsv");
  await writeFile(file, await promisify(brotliCompress)(text, { params: strongest(text.length) }));
}

/** @param {number} size */
function strongest(size) {
  return {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: size,
  };
}

/** Whose work is in it, for the notices. */
export async function glossaryNotice() {
  const [notice, licence] = await Promise.all(
    ["NOTICE.txt", "LICENSE.txt"].map((file) => readFile(`glossary/${file}`, "utf8")),
  );
  return `${notice}\n${licence}`;
}
