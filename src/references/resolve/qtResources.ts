/** Qt's resource files (`.qrc`): which file a resource's path stands for. */
import { joined, parentOf } from "./absolutePath.ts";
import type { Folder } from "./folders.ts";
import type { ProjectConfigs } from "./projectConfigs.ts";

/** Folders of a project in which resource files are looked for, beside those above the document. */
const usualFolders = [
  "res",
  "resources",
  "resource",
  "assets",
  "images",
  "icons",
  "qml",
  "data",
  "src",
];
const maxFiles = 12;
const maxGroups = 200;
const entry = /<file\b([^<>]{0,500})>([^<>]{1,1000})<\/file>/g;

/** The files that resource files name for a path (without the leading `/`); `undefined` when there are no such files. */
export async function qtResourcePaths(
  name: string,
  folders: readonly Folder[],
  namesIn: (folder: string) => Promise<ReadonlySet<string>>,
  configs: ProjectConfigs,
): Promise<string[] | undefined> {
  const inside = folders
    .filter(({ isProject }) => isProject)
    .flatMap(({ path, names }) =>
      usualFolders.filter((each) => names.has(each)).map((each) => joined(path, each) ?? path),
    );
  const places = [...new Set([...folders.map(({ path }) => path), ...inside])];
  const listed = await Promise.all(
    places.map(async (folder) =>
      [...(await namesIn(folder))]
        .filter((each) => each.endsWith(".qrc"))
        .map((each) => joined(folder, each)),
    ),
  );
  const files = listed.flat().filter((path) => path !== undefined);
  if (files.length === 0) return undefined;
  const found = await Promise.all(
    files
      .slice(0, maxFiles)
      .map(async (file) => named(name, (await configs.text(file)) ?? "", parentOf(file))),
  );
  return found.flat();
}

function named(name: string, text: string, folder: string): string[] {
  const groups = text.split("<qresource").slice(1, maxGroups);
  return groups.flatMap((group) => {
    const [own = ""] = group.split("</qresource", 1);
    const [attributes = ""] = own.split(">", 1);
    return [...own.matchAll(entry)].flatMap(([, inside = "", file = ""]) => {
      const path = `${attribute(attributes, "prefix")}/${attribute(inside, "alias") || file.trim()}`;
      const isSame = path.split("/").filter(Boolean).join("/") === name;
      return isSame ? [joined(folder, file.trim()) ?? folder] : [];
    });
  });
}

function attribute(attributes: string, name: string): string {
  return new RegExp(String.raw`\b${name}\s*=\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? "";
}
