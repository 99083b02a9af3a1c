/** Decides whether a text is an image's name, and of which kind. */
import { t } from "@vscode/l10n";
import {
  imageExtension,
  imageExtensionAsWritten,
  imageExtensionOfUrlPath,
  undetectableReason,
} from "./imageExtension.ts";
import { objectOf } from "./mappings.ts";
import { interpolationChar } from "./scan/interpolations.ts";
import { writtenName } from "./writtenName.ts";

export type ReferenceKind = "oss-uri" | "url" | "protocol-relative" | "path" | "data-uri";

export interface Classified {
  readonly kind: ReferenceKind;
  /** Why no labels can be detected in it; absent when they can, or when its type is unknown. */
  readonly undetectable?: string;
}

export interface ClassifyOptions {
  /** Whether a URL (absolute or `//host/…`) names an object, so that it counts without an extension. */
  readonly isObjectUrl: (url: string) => boolean;
  /** Of the document: some placeholders are known in one language alone. */
  readonly languageId?: string;
  /** A path counts without an extension (LaTeX). */
  readonly extensionOptional?: boolean;
}

const maxPathLength = 1024;
const maxUrlLength = 8192;
const scheme = /^([a-z][a-z\d+.-]*):/i;
const driveOrScheme = /^[a-z]:[\\/]/i;
const protocolRelative = /^\/\/(?:[\w-]+(?:\.[\w-]+)+|localhost)(?::\d{1,5})?\/[^/]/i;
const notInPaths = /[\p{Cc}"<>|*]|\$\(/u;
const alternatives = /\{[^{}]*,[^{}]*\}/;
/** What a format function fills in: `{}`, `{0}`, `{name}`, `%s`, `%(name)s`, `%d`. */
const placeholder = /\{\w*\}|%(?:\(\w{1,60}\))?(?:s|d(?![\da-f]))/i;
const otherFiles = /\.(?:pdf|e?ps|pgf|tikz|tex|mps)$/i;

/** What the whole of `value` names, or `undefined` when that is no image. */
export function classify(value: string, options: ClassifyOptions): Classified | undefined {
  if (value.length === 0 || value.includes(interpolationChar)) return undefined;
  const name = driveOrScheme.test(value) ? undefined : scheme.exec(value)?.[1]?.toLowerCase();
  if (name === "data") return dataUri(value);
  if (value.length > maxUrlLength) return undefined;
  if (name === "oss") return ossUri(value);
  if (name === "http" || name === "https") return url(value, "url", options);
  if (protocolRelative.test(value)) return url(value, "protocol-relative", options);
  if (name === "file") return path(value, options);
  const written = writtenName(value, options.languageId).name;
  if (written !== value) return /^[a-z\d]+:/i.test(written) ? undefined : path(written, options);
  return name === undefined || name.length === 1 ? path(value, options) : undefined;
}

function dataUri(value: string): Classified | undefined {
  if (hasControls(value) || !/^data:image\//i.test(value)) return undefined;
  return {
    kind: "data-uri",
    undetectable: t("The picture is in the text itself and is no object."),
  };
}

function ossUri(value: string): Classified | undefined {
  if (hasControls(value) || value.endsWith("/") || !objectOf(value)) return undefined;
  return classified("oss-uri", imageExtension(pathOf(value)));
}

function url(
  value: string,
  kind: "url" | "protocol-relative",
  { isObjectUrl }: ClassifyOptions,
): Classified | undefined {
  if (hasControls(value) || /[<>`]/.test(value)) return undefined;
  const path = pathOf(value);
  const extension = imageExtensionOfUrlPath(path.replace(/^(?:https?:)?\/\/[^/]*/i, ""));
  if (extension === undefined && (path.endsWith("/") || !isObjectUrl(value))) return undefined;
  return classified(kind, extension);
}

function path(value: string, { extensionOptional }: ClassifyOptions): Classified | undefined {
  if (placeholder.test(value)) return undefined;
  if (value.length > maxPathLength || notInPaths.test(value) || alternatives.test(value))
    return undefined;
  if (value.startsWith("//") || value.endsWith("/")) return undefined;
  const extension = imageExtensionAsWritten(value);
  if (extension === undefined && (!extensionOptional || otherFiles.test(value))) return undefined;
  return classified("path", extension);
}

function classified(kind: ReferenceKind, extension: string | undefined): Classified {
  const undetectable = undetectableReason(extension);
  return undetectable === undefined ? { kind } : { kind, undetectable };
}

function hasControls(value: string): boolean {
  return /\p{Cc}/u.test(value);
}

function pathOf(value: string): string {
  return value.replace(/[?#][\s\S]*$/, "");
}
