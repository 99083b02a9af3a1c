/** The glossary as it is shipped: one compressed file, read when it is first needed. */
import { readFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { entryOf, Glossary, type GlossaryEntry, linesOf } from "./glossary.ts";

/** Lines that are read at once, in about a millisecond; others may have their turn in between. */
const linesAtOnce = 500;

/** `file` is `dist/glossary.br` of the extension. Rejects when it cannot be read. */
export async function readGlossary(file: string): Promise<Glossary> {
  const text = await promisify(brotliDecompress)(await readFile(file));
  const lines = linesOf(text.toString("utf8"));
  const entries: GlossaryEntry[] = [];
  while (entries.length < lines.length) {
    entries.push(...lines.slice(entries.length, entries.length + linesAtOnce).map(entryOf));
    await setImmediate();
  }
  return new Glossary(entries);
}
