/** LaTeX: the document that a file is a part of, whose folder and `\graphicspath` count in the file too. */
import { isInside, joined, parentOf } from "./absolutePath.ts";
import type { Folder } from "./folders.ts";
import type { ProjectConfigs } from "./projectConfigs.ts";

/** Folders in which the names of images are looked for; `bases` are relative to `folder`. */
export interface ImageFolders {
  readonly folder: string;
  readonly bases: readonly string[];
}

const maxDocuments = 20;
const maxLength = 200_000;
const documentClass = /^[^%\n]*\\documentclass\b/m;
const parts =
  /\\(?:input|include|subfile|subfileinclude|(?:sub)?import\*?\{[^{}]{0,200}\})\s*\{([^{}]{1,200})\}/g;
const graphicsPath = /^[^%\n]*\\graphicspath\s*\{((?:\s*\{[^{}]{0,300}\}){1,30})/m;

/**
 * The main documents of a file: the one that it names itself (`partOf`, relative to it), those in its folder or above
 * that include it, or else the only one there.
 */
export async function mainDocuments(
  documentPath: string,
  partOf: string | undefined,
  folders: readonly Folder[],
  configs: ProjectConfigs,
): Promise<ImageFolders[]> {
  const named = partOf === undefined ? undefined : joined(parentOf(documentPath), partOf);
  const top = folders.at(-1)?.path;
  if (named !== undefined && top !== undefined && isInside(named, top)) {
    const text = await configs.text(named);
    if (text !== undefined) return [imageFolders(named, text)];
  }
  const paths = folders
    .flatMap(({ path, names }) =>
      [...names].filter((name) => name.endsWith(".tex")).map((name) => joined(path, name)),
    )
    .filter((path) => path !== undefined && path !== documentPath)
    .slice(0, maxDocuments);
  const texts = await Promise.all(
    paths.map(
      async (path) => [path, (await configs.text(path ?? ""))?.slice(0, maxLength)] as const,
    ),
  );
  const mains = texts.flatMap(([path, text]) =>
    path !== undefined && text !== undefined && documentClass.test(text) ? [{ path, text }] : [],
  );
  const including = mains.filter(({ text }) => includes(text, documentPath));
  const chosen = including.length === 0 && mains.length === 1 ? mains : including;
  return chosen.map(({ path, text }) => imageFolders(path, text));
}

function includes(text: string, documentPath: string): boolean {
  const name = (path: string): string => (path.split("/").at(-1) ?? "").replace(/\.tex$/, "");
  return [...text.matchAll(parts)].some(
    ([, part]) => name((part ?? "").trim()) === name(documentPath),
  );
}

function imageFolders(path: string, text: string): ImageFolders {
  const list = graphicsPath.exec(text)?.[1] ?? "";
  const declared = [...list.matchAll(/\{([^{}]*)\}/g)].map(([, folder]) => (folder ?? "").trim());
  return { folder: parentOf(path), bases: [".", ...declared] };
}
