/** How large the extension is that people install, beside the SDK that it does without. */
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { deflateRaw } from "node:zlib";
import { createVSIX } from "@vscode/vsce";
import * as esbuild from "esbuild";
import { HumanError } from "../humanError.ts";
import { outFolder, repository } from "../repository.ts";
import { type Figure, figure } from "./figure.ts";
import { zipEntries } from "./zipEntries.ts";

/** In kB, of the .vsix without the sample's pictures. Whoever adds much takes something out. */
const most = 560;

const samplePicture = /\/media\/sample\/.+\.(jpg|png)$/;

/** Makes the real .vsix, under out/bench. */
export async function measurePackageSize(): Promise<Figure[]> {
  const file = path.join(outFolder, "bench", "extension.vsix");
  await mkdir(path.dirname(file), { recursive: true });
  await createVSIX({
    cwd: repository,
    packagePath: file,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const vsix = await readFile(file);
  const pictures = zipEntries(vsix).filter(({ name }) => samplePicture.test(name));
  const ofPictures = pictures.reduce((total, { size }) => total + size, 0);
  const withoutPictures = (vsix.length - ofPictures) / 1000;
  if (withoutPictures > most) {
    throw new HumanError(
      `The .vsix without the sample's pictures has ${Math.round(withoutPictures)} kB, more than ${most}. See what has grown: unzip -v ${file}`,
    );
  }
  const kilobytes = { unit: "kB", better: "lower" } as const;
  return [
    figure({
      ...kilobytes,
      name: ".vsix without the sample's pictures",
      ours: withoutPictures,
      peer: { name: "ali-oss alone, bundled and compressed", value: (await aliOssSize()) / 1000 },
    }),
    figure({ ...kilobytes, name: ".vsix with them", ours: vsix.length / 1000 }),
  ];
}

async function aliOssSize(): Promise<number> {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: 'module.exports = require("ali-oss")', resolveDir: repository },
    bundle: true,
    minify: true,
    platform: "node",
    target: "node22",
    // Loaded on demand, and not installed with it.
    external: ["proxy-agent"],
    write: false,
    logLevel: "error",
  });
  const bundle = outputFiles[0]?.contents ?? new Uint8Array();
  return (await promisify(deflateRaw)(bundle, { level: 9 })).length;
}
