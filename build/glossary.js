/** Ships the glossary as one compressed file. */
import { readFile, writeFile } from "node:fs/promises";
import { compressed } from "./compressed.js";

/** @param {string} file where to write it */
export async function writeGlossary(file) {
  await writeFile(file, await compressed(await readFile("glossary/labelNames.tsv")));
}

/** Whose work is in it, for the notices. */
export async function glossaryNotice() {
  const [notice, licence] = await Promise.all(
    ["NOTICE.txt", "LICENSE.txt"].map((file) => readFile(`glossary/${file}`, "utf8")),
  );
  return `${notice}\n${licence}`;
}
