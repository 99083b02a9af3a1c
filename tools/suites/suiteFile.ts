/** A suite that somebody names on the command line, made ready to be loaded by VS Code. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { HumanError } from "../humanError.ts";
import { outFolder, repository } from "../repository.ts";

/** Our own suite, as the build leaves it. */
export const ownSuite = path.join(outFolder, "host", "index.cjs");

/**
 * Resolves to the absolute path of a CommonJS file: the given one, or a bundle of it when it is
 * TypeScript. Its `vscode` and `mocha` stay outside of the bundle.
 */
export async function prepareSuite(file: string): Promise<string> {
  const absolute = path.resolve(file);
  if (!existsSync(absolute)) {
    throw new HumanError(`There is no suite ${absolute}. Give a file that exports run().`);
  }
  if (!/\.[cm]?tsx?$/.test(absolute)) return absolute;
  const name = path.basename(absolute).replace(/\.[cm]?tsx?$/, "");
  const distinct = createHash("sha256").update(absolute).digest("hex").slice(0, 8);
  const bundle = path.join(outFolder, "suites", `${name}-${distinct}.cjs`);
  const { build } = await import("esbuild");
  try {
    await build({
      entryPoints: [absolute],
      outfile: bundle,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node22",
      sourcemap: "linked",
      external: ["vscode", "mocha"],
      nodePaths: [path.join(repository, "node_modules")],
      logLevel: "warning",
    });
  } catch (error) {
    throw new HumanError(`The suite ${absolute} could not be built, see above.`, { cause: error });
  }
  return bundle;
}
