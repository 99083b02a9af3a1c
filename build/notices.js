/** Says whose work is shipped beside ours, and under which licence. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Writes the licences of all packages that are in the bundles; equal ones stand once. Then come the other notices.
 * @param {string} file
 * @param {readonly import("esbuild").BuildResult[]} bundles made with `metafile`
 * @param {readonly string[]} others whole notices of what is in no package
 */
export async function writeNotices(file, bundles, others) {
  const inputs = bundles.flatMap(({ metafile }) =>
    Object.values(metafile?.outputs ?? {}).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = new Set(
    inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []),
  );
  /** @type {Map<string, string[]>} */
  const byLicence = new Map();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const text = await licenceIn(folder, license);
    byLicence.set(text, [...(byLicence.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const notices = [...byLicence].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
  await writeFile(file, [...notices, ...others].join(`\n${"-".repeat(72)}\n\n`));
}

/**
 * @param {string} folder of a package
 * @param {string} name of its licence, which stands for a text that is missing
 */
async function licenceIn(folder, name) {
  // Too long to be repeated, and known by its address.
  if (name === "CC-BY-4.0") return "creativecommons.org/licenses/by/4.0";
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  return file ? (await readFile(path.join(folder, file), "utf8")).trim() : name;
}
