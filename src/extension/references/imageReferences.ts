/** Finds the image reference at a place in a document, and what it names. Reads files only; no network. */
import * as vscode from "vscode";
import type { ObjectAddress } from "../../oss/address.ts";
import type { ImageReference } from "../../references/imageReference.ts";
import type { ProjectConfigs, Resolution } from "../../references/resolve.ts";
import type { Abortable, TextRange, TextSource } from "../../references/textSource.ts";
import { accountOrigins } from "../accounts/accountOrigins.ts";
import type { Target } from "../images/target.ts";
import { readSetting } from "../settings.ts";
import { workspaceFiles } from "./workspaceFiles.ts";

export interface FoundReference {
  readonly reference: ImageReference;
  readonly range: vscode.Range;
  /** Absent when it names nothing that exists. */
  readonly resolution?: Resolution;
}

/** A document's place in the file system of its workspace. */
interface Place {
  readonly like: vscode.Uri;
  readonly workspaceFolders: readonly vscode.Uri[];
}

export class ImageReferences {
  readonly #configs = new Map<string, ProjectConfigs>();
  readonly #isKnownObject: (address: ObjectAddress) => Promise<boolean>;

  /** `isKnownObject`: whether labels of an object of this very key are stored; asks nobody. */
  constructor(options: { readonly isKnownObject: (address: ObjectAddress) => Promise<boolean> }) {
    this.#isKnownObject = options.isKnownObject;
  }

  /** `undefined` where no image is named. */
  async at(
    document: vscode.TextDocument,
    position: vscode.Position,
    token?: vscode.CancellationToken,
  ): Promise<FoundReference | undefined> {
    const { referenceAt } = await import("../../references/imageReference.ts");
    const urlMappings = readSetting("urlMappings", document);
    const reference = referenceAt(textOf(document), position, { urlMappings });
    return reference && this.resolve(document, reference, token);
  }

  /** What a reference that was found in a document names. */
  async resolve(
    document: vscode.TextDocument,
    reference: ImageReference,
    token?: vscode.CancellationToken,
  ): Promise<FoundReference> {
    const { resolveReference } = await import("../../references/resolve.ts");
    const place = placeOf(document);
    const resolution = await resolveReference(reference, {
      ...(document.isUntitled ? {} : { documentPath: document.uri.path }),
      workspaceFolders: place.workspaceFolders.map(({ path }) => path),
      files: workspaceFiles(place.like),
      sourceRoots: readSetting("sourceRoots", document),
      pathAliases: readSetting("pathAliases", document),
      pathMappings: readSetting("pathMappings", document),
      urlMappings: readSetting("urlMappings", document),
      pathStyleOrigins: accountOrigins(),
      isKnownObject: this.#isKnownObject,
      caseInsensitive: place.like.scheme === "file" && process.platform !== "linux",
      configs: await this.#configsOf(place.like),
      ...(token && { signal: abortableBy(token) }),
    });
    const { line, start, end } = resolution?.reference ?? reference;
    const range = new vscode.Range(line, start, line, end);
    return { reference, range, ...(resolution && { resolution }) };
  }

  /** What the reference under the cursor of the active editor names, as a command's target. */
  async underCursor(): Promise<Target | undefined> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return undefined;
    const found = await this.at(editor.document, editor.selection.active);
    return found?.resolution && targetOf(found.resolution, editor.document);
  }

  async #configsOf(like: vscode.Uri): Promise<ProjectConfigs> {
    const { ProjectConfigs } = await import("../../references/resolve.ts");
    const root = like.with({ path: "/" }).toString();
    const known = this.#configs.get(root) ?? new ProjectConfigs(workspaceFiles(like));
    this.#configs.set(root, known);
    return known;
  }
}

/** A resolution as a command takes it; files keep the document's scheme and authority. */
export function targetOf(resolution: Resolution, document: vscode.TextDocument): Target {
  if (resolution.kind === "object") return { kind: "object", address: resolution.address };
  return { kind: "file", uri: placeOf(document).like.with({ path: resolution.path }) };
}

/** Untitled documents and cells of notebooks look into the first workspace folder. */
function placeOf(document: vscode.TextDocument): Place {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const first = folders[0];
  const isFile = !document.isUntitled && document.uri.scheme !== "vscode-notebook-cell";
  const like = isFile || !first ? document.uri.with({ query: "", fragment: "" }) : first;
  const isSibling = (uri: vscode.Uri) =>
    uri.scheme === like.scheme && uri.authority === like.authority;
  const workspaceFolders = folders.filter(isSibling);
  const isLoose = isFile && !vscode.workspace.getWorkspaceFolder(document.uri);
  // A file opened by itself may name pictures of its own folder.
  if (isLoose) workspaceFolders.push(vscode.Uri.joinPath(like, ".."));
  return { like, workspaceFolders };
}

/** A request of VS Code as the work for it sees it. */
export function abortableBy(token: vscode.CancellationToken): Abortable {
  return {
    get aborted() {
      return token.isCancellationRequested;
    },
  };
}

/** From the first character of a document to behind its last. */
export function wholeOf(document: vscode.TextDocument): TextRange {
  return { start: { line: 0, character: 0 }, end: { line: document.lineCount, character: 0 } };
}

/** A document as recognising reads it: line by line, nothing copied. */
export function textOf(document: vscode.TextDocument): TextSource {
  return {
    languageId: document.languageId,
    ...(!document.isUntitled && { path: document.uri.path }),
    lineCount: document.lineCount,
    lineText: (line: number) => document.lineAt(line).text,
  };
}
