/**
 * Ships the texts of the interface in other languages. VS Code reads a language's file before it starts the extension,
 * so that file has what the activation says and no more. All texts are in one module, where those in English, which are
 * the keys, stand once.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Writes `l10n/bundle.l10n.LANGUAGE.json` and `texts.cjs`, which exports `english` and by each language's name its texts
 * in the same order, with `null` for those it lacks.
 * @param {string} source with a `bundle.l10n.LANGUAGE.json` for each language
 * @param {string} folder with the built `extension.cjs`
 */
export async function writeTexts(source, folder) {
  const bundles = (await readdir(source)).filter((file) => file.startsWith("bundle.l10n."));
  /** @type {readonly Readonly<Record<string, string>>[]} */
  const languages = await Promise.all(
    bundles.map(async (file) => JSON.parse(await readFile(path.join(source, file), "utf8"))),
  );
  const english = [...new Set(languages.flatMap((texts) => Object.keys(texts)))];
  const names = bundles.map((file) => file.split(".")[2]);
  const all = languages.map((texts, at) => [names[at], english.map((key) => texts[key] ?? null)]);
  const exported = JSON.stringify({ english, ...Object.fromEntries(all) });
  await writeFile(path.join(folder, "texts.cjs"), `module.exports = ${exported};\n`);

  const activation = await readFile(path.join(folder, "extension.cjs"), "utf8");
  await mkdir(path.join(folder, "l10n"), { recursive: true });
  await Promise.all(
    bundles.map((file, at) => {
      const said = Object.entries(languages[at] ?? {}).filter(([key]) => activation.includes(key));
      const texts = JSON.stringify(Object.fromEntries(said));
      return writeFile(path.join(folder, "l10n", file), `${texts}\n`);
    }),
  );
}
