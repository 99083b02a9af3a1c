/** Splits a name as it is written: what bundlers, frameworks and templates put before a path, and the path. */
import { withoutSuffix } from "./imageExtension.ts";
import type { Origin } from "./recogniser.ts";
import { sitePlaceholder } from "./sitePlaceholder.ts";

export interface WrittenName {
  /** The path, still as it is encoded, with its `?query` and `#fragment`. */
  readonly name: string;
  /** Where it begins, when what stands before it says so. */
  readonly from?: Origin;
}

/** Parcel's and webpack's ways of importing: `url:./a.png`, `!!file-loader!./a.png`. */
const importPrefix =
  /^(?:(?:url|data-url|raw|bundle-text):|(?:!{0,2}[\w@/-]{1,64}-loader(?:\?[^!]{0,200})?!){1,4})(?=[^:]*$)/;

const dotNetProject: Origin = { nearest: ["*.csproj", "*.fsproj", "*.vbproj"] };
const gradleModule: Origin = { nearest: ["build.gradle", "build.gradle.kts", "pom.xml"] };

/** Schemes that mean a folder of the project. What they match is cut; `folder` takes its place. */
const schemes: readonly (readonly [pattern: RegExp, from: Origin, folder?: string])[] = [
  // WPF; Avalonia; UWP and WinUI.
  [/^pack:\/\/(?:application|siteoforigin):,,,\/(?:[^/;]{1,200};component\/)?/i, dotNetProject],
  [/^\/[\w.-]{1,200};component\//i, dotNetProject],
  [/^avares:\/\/[^/]{1,200}\//i, dotNetProject],
  [/^ms-appx(?:-web)?:\/\/[^/]{0,200}\//i, dotNetProject],
  // Unity's UI Toolkit.
  [/^project:\/\/database\//i, { nearest: ["ProjectSettings", "Assets"] }],
  [/^project:\/\//i, { nearest: ["ProjectSettings", "Assets"] }],
  [/^db:\/\//i, { nearest: ["assets"] }],
  [/^(?:chrome|moz)-extension:\/\/__MSG_@@extension_id__\//i, { nearest: ["manifest.json"] }],
  [/^res:\/\//i, { nearest: ["project.godot"] }],
  [/^(?:qrc:\/{1,3}|:\/)/i, { nearest: ["*.qrc", "*.pro", "CMakeLists.txt"] }],
  // Docusaurus.
  [/^pathname:\/{2,3}/i, "site"],
  [/^classpath\*?:\/?/i, gradleModule, "src/main/resources/"],
  [/^file:\/\/\/android_asset\//i, gradleModule, "src/main/assets/"],
];
const razorLanguages = new Set(["razor", "aspnetcorerazor"]);
/** Thymeleaf's `@{/img/a.png}`. */
const linkExpression = /^@\{(\/[^{}]+)\}$/;

/** The parts of a value; `language` is that of the document, where it is known. */
export function writtenName(value: string, language?: string): WrittenName {
  if (value.includes(":/") || value.includes(";component/") || value.startsWith("classpath")) {
    for (const [pattern, from, folder = ""] of schemes) {
      const prefix = pattern.exec(value)?.[0];
      if (prefix !== undefined) return { name: folder + value.slice(prefix.length), from };
    }
  }
  const placeholder = sitePlaceholder(value, language);
  if (placeholder) {
    const { length, from, folder } = placeholder;
    // Jekyll's pages begin with two: the address of the host and the path on it.
    const inner = writtenName(value.slice(length), language);
    const rest = inner.name.replace(/^[\\/]+/, "");
    return { name: folder === undefined ? rest : `${folder}/${rest}`, from: inner.from ?? from };
  }
  // ASP.NET's `~/` is the site's root.
  if (value.startsWith("~/") && razorLanguages.has(language ?? "")) {
    return { name: value.slice(2), from: "site" };
  }
  const link = linkExpression.exec(value)?.[1];
  return { name: link ?? value.replace(importPrefix, "") };
}

/** The paths that a name may mean, its URL escapes and Windows's separators read or not; the likeliest first. */
export function spellingsOf(name: string): string[] {
  const path = name.replaceAll("\\", "/");
  const bare = withoutSuffix(path);
  const spellings = [path, percentDecoded(path), bare, percentDecoded(bare)];
  return [...new Set(spellings)].filter((text) => text !== "");
}

/** The path of a `file:` URL of this machine, still as it is encoded; `undefined` for anything else. */
export function fileUrlPath(value: string): string | undefined {
  return /^file:(?:\/\/(?:localhost)?)?(\/[^/].*)$/is.exec(value)?.[1];
}

/** Decoded as far as the escapes are whole: `100%25%` is `100%%`. */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}
