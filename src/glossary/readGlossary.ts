/** The glossary as it is shipped: one compressed file, read when it is first needed. */
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { type Glossary, parseGlossary } from "./glossary.ts";

/** `file` is `dist/glossary.br` of the extension. Rejects when it cannot be read. */
export async function readGlossary(file: string): Promise<Glossary> {
  const text = await promisify(brotliDecompress)(await readFile(file));
  return parseGlossary(text.toString("utf8"));
}
