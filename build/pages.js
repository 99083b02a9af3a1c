/** Ships the pages of the webviews as one module, each with all that it needs. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** What would end, or hide the end of, the element that a script or styles stand in. */
const endOfElement = /<\/(?:script|style)|<!--/i;

/**
 * Writes `pages.cjs`, which exports the script and the style of each page by its name.
 * @param {string} folder with the built pages
 * @param {readonly string[]} names
 */
export async function writePages(folder, names) {
  const read = (/** @type {string} */ file) => readFile(path.join(folder, file), "utf8");
  const pages = await Promise.all(
    names.map(async (name) => {
      const [script, style] = await Promise.all([read(`${name}.js`), read(`${name}.css`)]);
      const [found] = endOfElement.exec(`${script}\n${style}`) ?? [];
      if (found) throw new Error(`The page ${name} holds ${found}, which no page can bring along.`);
      return [name, { script, style }];
    }),
  );
  const text = `module.exports = ${JSON.stringify(Object.fromEntries(pages))};\n`;
  await writeFile(path.join(folder, "pages.cjs"), text);
}
