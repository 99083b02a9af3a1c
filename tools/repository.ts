/** Where things are in this repository, wherever the running program was bundled to. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** Absolute path of the repository. */
export const repository = findRepository(import.meta.dirname);

/** What the programs fetch or make for themselves; not in git, may be deleted at any time. */
export const workbenchFolder = path.join(repository, ".vscode-test");

/** Results: bundles, pictures of failures, reports; not in git. */
export const outFolder = path.join(repository, "out");

export const exampleWorkspace = path.join(repository, "test", "workspace");

/** An extension beside ours in the window of `npm start`, which opens our view there. */
export const openerExtension = path.join(repository, "tools", "opener");

export interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly contributes?: {
    /** The groups of the settings editor. */
    readonly configuration?: readonly {
      readonly properties: Readonly<Record<string, { readonly scope?: string }>>;
    }[];
  };
}

/** The extension's package.json. */
export function readManifest(): Manifest {
  return JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as Manifest;
}

function findRepository(from: string): string {
  const isHere = existsSync(path.join(from, "package.json"));
  const parent = path.dirname(from);
  if (isHere) return from;
  if (parent === from) throw new Error("This program must be run inside its repository.");
  return findRepository(parent);
}
