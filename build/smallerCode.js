/** Writes JavaScript shorter than esbuild alone does, for what people install; it takes a while. */
import { readFile, writeFile } from "node:fs/promises";

/** @param {readonly string[]} files CommonJS or ECMAScript modules */
export async function smallerCode(files) {
  // Developers' builds do without it.
  const { minify } = await import("terser");
  for (const file of files) {
    const { code } = await minify(await readFile(file, "utf8"), {
      ecma: 2020,
      compress: { passes: 2 },
      mangle: true,
      toplevel: true,
      module: file.endsWith(".js"),
      format: { ecma: 2020 },
    });
    if (!code) throw new Error(`${file} came out empty.`);
    await writeFile(file, code);
  }
}
